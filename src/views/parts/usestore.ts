import { useSyncExternalStore } from 'react'
import type { Store } from '../../session/store.ts'

/// What a store holds, kept up.
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
