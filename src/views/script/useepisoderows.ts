import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { useSession } from '../series/opened.ts'

export interface Found {
  readonly id: string
  readonly number: number
}

/// CSS pixels, as in the style sheet. Measured rows would be laid out once before the script is.
const rowHeight = 46

/// The rows of the list that are in sight, and a few around them: the browser goes through every
/// row there is whenever it draws, and a season has a hundred. The row of the episode that somebody
/// is in is brought into sight; the one that has the focus is always there.
export function useEpisodeRows(found: readonly Found[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(-1)
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => found[index]?.id ?? index,
    overscan: 4,
    // As high as the window until it is known: asking for it would lay the page out at once.
    initialRect: { width: 0, height: innerHeight },
    observeElementRect: (instance, tell) => observeHeight(instance.scrollElement, tell),
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range)
      if (focused < 0 || focused >= range.count || rows.includes(focused)) return rows
      return [...rows, focused].sort((a, b) => a - b)
    },
  })

  const { place } = useSession()
  const episode = useSyncExternalStore(place.subscribe, () => place.get().episode)
  const current = found.findIndex(({ id }) => id === episode)
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current)
  }, [current, virtual])

  const buttonOf = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)
  return {
    scroller,
    height: virtual.getTotalSize(),
    shown: virtual.getVirtualItems().flatMap(({ index, start }) => {
      const episode = found[index]
      return episode ? [{ index, start, episode }] : []
    }),
    /// Which row has the focus, -1 for none.
    focused,
    onFocus(event: FocusEvent<HTMLElement>) {
      setFocused(Number(event.target.closest('li')?.dataset.index ?? -1))
    },
    onBlur: () => setFocused(-1),
    focus(index: number) {
      flushSync(() => setFocused(index))
      buttonOf(index)?.focus()
    },
  }
}

function observeHeight(
  scroller: HTMLElement | null,
  tell: (size: { readonly width: number; readonly height: number }) => void,
): () => void {
  if (!scroller) return () => {}
  const observer = new ResizeObserver(([entry]) => {
    if (entry) tell(entry.contentRect)
  })
  observer.observe(scroller)
  return () => observer.disconnect()
}
