import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Series } from '../../shared/domain/series.ts'
import { toasts } from '../parts/toast.tsx'
import { useStore } from '../parts/usestore.ts'
import { binnedWith, type Stray, stray } from '../series/stray.ts'
import { type Desk, elementOf } from './desk.ts'
import { type Found, findSpot, type Spot, spotAt } from './spot.ts'
import { findText, type Written } from './written.ts'

/// Keeps cursor and focus somewhere when what they were on is moved, merged or binned by others.
export function useHold(desk: Desk): void {
  const series = useStore(desk.series)
  const last = useRef<Found>(undefined)
  const hadFocus = useRef(false)
  useEffect(() => {
    const note = () => {
      hadFocus.current = desk.root?.contains(document.activeElement) ?? false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [desk])
  useLayoutEffect(() => {
    const { spot, writing } = desk.cursor.get()
    if (!spot) return
    const text = writing && findText(series, writing)
    const wasLost = hadFocus.current && document.activeElement === document.body
    const group = desk.session.document.reading.group(spot.id)?.id ?? spot.id
    const found =
      findSpot(series, text?.spot ?? spot) ?? findSpot(series, { on: 'segment', id: group })
    if (found) {
      last.current = found
      if (text) desk.settle(found.spot, text.field)
      else desk.settle(found.spot)
      if (wasLost && !text) elementOf(desk, found.spot)?.focus()
      return
    }
    const lost = wasLost && writing && strayFrom(desk, series, spot, writing)
    if (writing && !lost) toasts.add({ title: desk.words('board.said.taken') })
    const { row = 0, column = 1 } = last.current ?? {}
    const at = Math.min(row, series.episodes.length - 1)
    const next = spotAt(series, at, Math.min(column, series.episodes[at]?.segments.length ?? 0))
    desk.settle(next)
    const leave = () => {
      if (next) elementOf(desk, next)?.focus()
    }
    if (lost) stray.set({ ...lost, leave })
    else if (wasLost) leave()
  }, [desk, series])
  useEffect(() => () => stray.set(undefined), [])
  // Where one was before it is gone.
  useEffect(() => {
    const note = () => {
      const { spot } = desk.cursor.get()
      last.current = (spot && findSpot(desk.series.get(), spot)) ?? last.current
    }
    return desk.cursor.subscribe(note)
  }, [desk])
}

/// What somebody was writing in on the board, when it is in the bin now: they write on in it.
function strayFrom(
  desk: Desk,
  series: Series,
  spot: Spot,
  field: Written,
): Omit<Stray, 'leave'> | undefined {
  const { document, mayEdit } = desk.session
  const home = document.reading.group(spot.id)?.id ?? spot.id
  const binned = mayEdit.get() ? binnedWith(series, home) : undefined
  if (!binned) return undefined
  return {
    point: { ...field, offset: desk.caret.end },
    home,
    binned,
    goBack({ offset }) {
      const text = findText(document.reading.series, field)
      if (text) desk.write(text.spot, field, offset)
    },
  }
}
