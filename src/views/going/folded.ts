import type { Folded } from '../../editor/fold.ts'
import { createStore, type WritableStore } from '../../session/store.ts'

/// Ids that are kept of one series: more episodes than any has.
const most = 1000

const open = new Map<string, WritableStore<Folded>>()

/// What somebody has folded of a series, kept in this browser and alike in all its windows.
export function foldedOf(series: string): WritableStore<Folded> {
  const known = open.get(series)
  if (known) return known
  const key = `ninety.folded.${series}`
  const store = createStore(readFolded(stored(key)))
  addEventListener('storage', (event) => {
    if (event.key === key) store.set(readFolded(event.newValue))
  })
  const made: WritableStore<Folded> = {
    ...store,
    set(ids) {
      store.set(ids)
      try {
        if (ids.size === 0) localStorage.removeItem(key)
        else localStorage.setItem(key, JSON.stringify([...ids].slice(-most)))
      } catch {
        // A browser that keeps nothing still has it until the page is closed.
      }
    },
  }
  open.set(series, made)
  return made
}

/// Makes ids of what is stored, which may be anything.
export function readFolded(text: string | null): Folded {
  try {
    const ids: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(ids)) return new Set()
    return new Set(ids.filter((id: unknown) => typeof id === 'string').slice(-most))
  } catch {
    return new Set()
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
