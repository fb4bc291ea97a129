import type { SavedState } from './saved.ts'
import { createStore, type Store } from './store.ts'

/// Milliseconds that somebody has not typed before "Saved" is said again.
const pause = 600

/// The saved state for the eye: while somebody types, every key is saved a moment later, and a word
/// that changes twice for each of them would flicker. "Saved" waits until things are at rest; what
/// is not safe is said at once.
export function calmly(
  saved: Store<SavedState>,
  delay: (after: number, then: () => void) => () => void = afterMs,
): Store<SavedState> & { destroy(): void } {
  const shown = createStore(saved.get())
  let cancel = () => {}
  const stop = saved.subscribe(() => {
    cancel()
    const next = saved.get()
    if (next.kind !== 'saved' || shown.get().kind !== 'saving') shown.set(next)
    else cancel = delay(pause, () => shown.set(next))
  })
  return {
    get: shown.get,
    subscribe: shown.subscribe,
    destroy() {
      cancel()
      stop()
    },
  }
}

function afterMs(after: number, then: () => void): () => void {
  const timer = setTimeout(then, after)
  return () => clearTimeout(timer)
}
