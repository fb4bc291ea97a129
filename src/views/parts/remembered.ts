import { createStore, type WritableStore } from '../../session/store.ts'

/// A setting of this browser, kept from visit to visit and alike in all its windows. `read` makes
/// a value of what is stored, which may be anything, or null.
export function remembered<T extends string>(
  key: string,
  read: (stored: string | null) => T,
): WritableStore<T> {
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
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
