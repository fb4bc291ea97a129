import { type FocusEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Found, FoundEpisode, Hit } from '../../shared/derive/find.ts'
import { rowsInSight } from '../script/rowsinsight.ts'

/// CSS pixels, as in the style sheet.
export const rowHeight = 34

/// A row of the list: an episode, or a hit in it.
interface Row {
  readonly index: number
  readonly episode: FoundEpisode
  readonly hit: Hit | undefined
}

/// The rows that are in sight, a few around them, and the one that the keyboard is at: there may be
/// thousands. The row of the hit that somebody is at in the script is brought into sight.
export function useHitRows(found: Found, current: Hit | undefined) {
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setActive] = useState(0)
  const [range, setRange] = useState(() => rowsInSight(0, 300, rowHeight))
  const starts = useMemo(() => startsOf(found), [found])
  const count = found.count + found.episodes.length
  const active = Math.min(wanted, count - 1)

  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return
    const look = () => {
      const next = rowsInSight(list.scrollTop, list.clientHeight, rowHeight)
      setRange((now) => (now.from === next.from && now.to === next.to ? now : next))
    }
    const observer = new ResizeObserver(look)
    observer.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      list.removeEventListener('scroll', look)
    }
  }, [])

  const row = useMemo(() => (current ? rowOf(found, current) : -1), [found, current])
  useEffect(() => {
    const list = scroller.current
    if (!list || row < 0 || list.contains(document.activeElement)) return
    bringIntoSight(list, row * rowHeight)
    setActive(row)
  }, [row])

  const at = (index: number): Row | undefined => {
    const place = starts.findLastIndex((start) => start <= index)
    const episode = found.episodes[place]
    const start = starts[place]
    if (!episode || start === undefined) return undefined
    return { index, episode, hit: episode.hits[index - start - 1] }
  }
  const to = Math.min(range.to, count)
  const indexes = Array.from({ length: Math.max(to - range.from, 0) }, (_, i) => range.from + i)
  if (active >= 0 && !indexes.includes(active)) indexes.push(active)

  return {
    scroller,
    count,
    /// The row that Tab comes to.
    active,
    at,
    shown: indexes.flatMap((index) => at(index) ?? []),
    onFocus(event: FocusEvent<HTMLElement>) {
      const row = event.target.closest('li')?.dataset.index
      if (row !== undefined) setActive(Number(row))
    },
    focus(index: number) {
      flushSync(() => setActive(index))
      const list = scroller.current
      if (!list) return
      bringIntoSight(list, index * rowHeight)
      const row = list.querySelector(`[data-index="${index}"]`)
      row?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
    },
  }
}

function rowOf({ episodes }: Found, hit: Hit): number {
  let row = 0
  for (const { hits } of episodes) {
    const index = hits.indexOf(hit)
    if (index >= 0) return row + index + 1
    row += hits.length + 1
  }
  return -1
}

/// The row of each episode.
function startsOf({ episodes }: Found): readonly number[] {
  let row = 0
  return episodes.map(({ hits }) => {
    const start = row
    row += hits.length + 1
    return start
  })
}

function bringIntoSight(list: HTMLElement, top: number): void {
  const lowest = top + rowHeight - list.clientHeight
  if (list.scrollTop > top) list.scrollTop = top
  else if (list.scrollTop < lowest) list.scrollTop = lowest
}
