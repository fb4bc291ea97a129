import {
  type FocusEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { flushSync } from 'react-dom'
import { useSession } from '../series/opened.ts'
import { type RowRange, rowsInSight } from './rowsinsight.ts'

export interface Found {
  readonly id: string
  readonly number: number
}

/// CSS pixels, as in the style sheet.
const rowHeight = 46

/// The rows of the list that are in sight, and a few around them: the browser goes through every
/// row there is whenever it draws, and a season has a hundred. The row of the episode that somebody
/// is in is brought into sight; the one that has the focus is always there.
export function useEpisodeRows(found: readonly Found[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(-1)
  // As high as the window until it is known: asking for it would lay the page out at once.
  const [range, setRange] = useState(() => rowsInSight(0, innerHeight, rowHeight))

  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return
    const look = () => {
      const next = rowsInSight(list.scrollTop, list.clientHeight, rowHeight)
      setRange((before) => (sameRange(before, next) ? before : next))
    }
    const observer = new ResizeObserver(look)
    observer.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      list.removeEventListener('scroll', look)
    }
  }, [])

  const { place } = useSession()
  const episode = useSyncExternalStore(place.subscribe, () => place.get().episode)
  const current = found.findIndex(({ id }) => id === episode)
  useEffect(() => {
    const list = scroller.current
    if (list && current >= 0) bringIntoSight(list, current * rowHeight)
  }, [current])

  return {
    scroller,
    height: found.length * rowHeight,
    shown: found.flatMap((each, index) =>
      (index >= range.from && index < range.to) || index === focused
        ? [{ index, start: index * rowHeight, episode: each }]
        : [],
    ),
    /// Which row has the focus, -1 for none.
    focused,
    onFocus(event: FocusEvent<HTMLElement>) {
      setFocused(Number(event.target.closest('li')?.dataset.index ?? -1))
    },
    onBlur: () => setFocused(-1),
    focus(index: number) {
      flushSync(() => setFocused(index))
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus()
    },
  }
}

function sameRange(a: RowRange, b: RowRange): boolean {
  return a.from === b.from && a.to === b.to
}

/// Scrolls a list no further than it must for a row at `top` to be in sight.
function bringIntoSight(list: HTMLElement, top: number): void {
  const lowest = top + rowHeight - list.clientHeight
  if (list.scrollTop > top) list.scrollTop = top
  else if (list.scrollTop < lowest) list.scrollTop = lowest
}
