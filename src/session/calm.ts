import type { SavedState } from './saved.ts'
import { createStore, type Store } from './store.ts'

/// Milliseconds that somebody has not typed before "Saved" is said again, and that an edit may take
/// to get into this browser's copy.
const pause = 600

/// The saved state for the eye: while somebody types, every key is saved a moment later, and a word
/// that changes twice for each of them would flicker. That all is well waits until things are at
/// rest; what is not safe is said at once, unless it is about to be.
export function calmly(
  saved: Store<SavedState>,
  delay: (after: number, then: () => void) => () => void = afterMs,
): Store<SavedState> & { destroy(): void } {
  const shown = createStore(saved.get())
  let cancel: (() => void) | undefined
  let kept = 0
  const show = () => {
    cancel?.()
    cancel = undefined
    shown.set(saved.get())
  }
  const stop = saved.subscribe(() => {
    const next = saved.get()
    const before = shown.get()
    if (before.kind === 'saving' && isWell(next)) {
      cancel?.()
      cancel = delay(pause, show)
    } else if (isAllKept(before) && isBeingKept(next)) {
      // Not put off again by each key.
      if (next.kept > kept) cancel?.()
      if (next.kept > kept || cancel === undefined) cancel = delay(pause, show)
      kept = next.kept
    } else show()
  })
  return {
    get: shown.get,
    subscribe: shown.subscribe,
    destroy() {
      cancel?.()
      stop()
    },
  }
}

/// Everything is on the server.
function isWell(state: SavedState): boolean {
  return state.kind === 'saved' || (state.kind === 'trouble' && state.where === 'browser')
}

function isAllKept(state: SavedState): boolean {
  return state.kind === 'offline' && state.kept === state.changes
}

type Offline = SavedState & { readonly kind: 'offline' }

/// Without a connection every key is in the page alone until it is in the copy.
function isBeingKept(state: SavedState): state is Offline {
  return state.kind === 'offline' && state.kept < state.changes
}

function afterMs(after: number, then: () => void): () => void {
  const timer = setTimeout(then, after)
  return () => clearTimeout(timer)
}
