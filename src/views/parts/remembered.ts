import { createStore, type WritableStore } from '../../session/store.ts'

export interface Remembered<T> extends WritableStore<T> {
  /// Forgets what was chosen.
  reset(): void
}

/// A setting of this browser, kept from visit to visit and alike in all its windows. `read` makes
/// a value of what is stored, which may be anything, or null.
export function remembered<T extends string>(
  key: string,
  read: (stored: string | null) => T,
): Remembered<T> {
  const store = createStore(read(stored(key)))
  window.addEventListener('storage', (event) => {
    if (event.key === key) store.set(read(event.newValue))
  })
  return {
    ...store,
    set(value) {
      store.set(value)
      try {
        localStorage.setItem(key, value)
      } catch {
        // A browser that keeps nothing still has the value until the page is closed.
      }
    },
    reset() {
      store.set(read(null))
      try {
        localStorage.removeItem(key)
      } catch {
        // Nothing was kept.
      }
    },
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
