import type { SeriesDocument } from './seriesdocument.ts'
import type { History } from './undo.ts'

/// Work over a whole season, in slices: each is one transaction and short enough for the page to
/// draw and to take keys in between, and all of them together are one step of the undo history.
/// What the same person types in between is not part of it.

/// How the work gives way. The edge passes it in: there is no clock and no screen here.
export interface GivingWay {
  /// Resolves when it is the work's turn again.
  readonly rest: () => Promise<void>
  /// Milliseconds, from whenever.
  readonly now: () => number
  /// Called behind each slice with how much of it all is done, 0 … 1.
  readonly onProgress?: (part: number) => void
}

/// Milliseconds that a slice is meant to take, with all that shows it: the reading, the page.
const slice = 12

/// How many items the first slice has; those behind it have what the time allows.
const first = 4

/// Does `work` with all items, in their order, as one step of the history; a slice of them at a
/// time, each in a `document.edit`. In each slice the reading says what came of the ones before and
/// of what others did meanwhile. Without `giveWay` everything is one slice.
///
/// Undoing while it goes on ends it: what was done is undone, the rest is left alone. So does the
/// end of the history, or of the right to change the series: nothing is written that would be kept
/// nowhere. Gives back how many items were worked on.
export async function inSlices<Item>(
  document: SeriesDocument,
  history: History,
  items: readonly Item[],
  work: (items: readonly Item[]) => void,
  giveWay?: GivingWay,
): Promise<number> {
  const step = history.begin()
  let done = 0
  let size = giveWay ? first : items.length
  try {
    while (done < items.length && step.isWhole()) {
      const some = items.slice(done, done + size)
      const start = giveWay?.now() ?? 0
      document.edit(() => work(some))
      done += some.length
      if (!giveWay) break
      giveWay.onProgress?.(done / items.length)
      const took = Math.max(giveWay.now() - start, 0.1)
      size = Math.max(1, Math.min(size * 2, Math.floor((some.length * slice) / took)))
      if (done < items.length) await step.aside(giveWay.rest)
    }
  } finally {
    step.end()
  }
  return done
}
