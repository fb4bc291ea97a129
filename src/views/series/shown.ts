import type { Store } from '../../session/store.ts'
import type { SeriesReading } from '../../shared/document/reading.ts'
import type { Series } from '../../shared/domain/series.ts'

/// Milliseconds after which what is shown beside the script has caught up with it.
const lag = 150

/// The series as the page around the editor shows it: a little behind the typing, so that a
/// keystroke has painted before anything else moves. New, moved and binned episodes show at once.
export function shownSeries(reading: SeriesReading): Store<Series> & { destroy(): void } {
  let shown = reading.series
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const show = () => {
    clearTimeout(timer)
    timer = undefined
    if (shown === reading.series) return
    shown = reading.series
    for (const listener of [...listeners]) listener()
  }
  const stop = reading.onChange(({ previous, current }) => {
    const moved =
      previous.episodes.length !== current.episodes.length ||
      previous.bin !== current.bin ||
      current.episodes.some(({ id }, i) => id !== previous.episodes[i]?.id)
    if (moved) show()
    else timer ??= setTimeout(show, lag)
  })
  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy() {
      clearTimeout(timer)
      stop()
    },
  }
}
