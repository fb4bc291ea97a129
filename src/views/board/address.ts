import { useEffect } from 'react'
import { type Desk, elementOf } from './desk.ts'
import { findSpot, type Spot, spotAt } from './spot.ts'

/// Milliseconds after a move until the address says it: browsers take only so many changes.
const lag = 300

/// Opens the board where its address or the script says, goes where the page around asks to, and
/// keeps the address (`#` and the id of a segment or an episode) where the cursor is.
export function useAddress(desk: Desk): void {
  useEffect(() => {
    const { session } = desk
    const fromAddress = decodeURIComponent(location.hash.slice(1))
    const { segment, episode } = session.place.get()
    const spot =
      spotOf(desk, fromAddress) ??
      spotOf(desk, segment) ??
      spotOf(desk, episode) ??
      spotAt(desk.series.get(), 0, 1)
    if (spot) arrive(desk, spot)

    let timer: ReturnType<typeof setTimeout> | undefined
    const say = () => {
      const id = desk.cursor.get().spot?.id
      const hash = id === undefined ? '' : `#${encodeURIComponent(id)}`
      if (hash !== location.hash) history.replaceState(history.state, '', hash || location.pathname)
    }
    const stops = [
      desk.cursor.subscribe(() => {
        clearTimeout(timer)
        timer = setTimeout(say, lag)
      }),
      session.onGo((place) => {
        const next = spotOf(desk, place.segment) ?? spotOf(desk, place.episode)
        if (next) desk.go(next)
      }),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [desk])
}

function spotOf(desk: Desk, id: string | undefined): Spot | undefined {
  if (!id) return undefined
  const series = desk.series.get()
  const segment = { on: 'segment', id: desk.session.document.reading.group(id)?.id ?? id } as const
  const episode = { on: 'episode', id } as const
  return findSpot(series, segment)?.spot ?? findSpot(series, episode)?.spot
}

/// Into the middle of the page, once its rows have their heights.
function arrive(desk: Desk, spot: Spot): void {
  desk.settle(spot)
  const element = elementOf(desk, spot)
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'center' })
  requestAnimationFrame(() => element?.scrollIntoView({ block: 'center' }))
}
