/// A value that changes and can be watched: what React's `useSyncExternalStore` takes.
export interface Store<T> {
  /// The same object until it changes.
  get(): T
  /// Calls back after each change; gives back what ends that.
  subscribe(listener: () => void): () => void
}

export interface WritableStore<T> extends Store<T> {
  /// Setting what is there already tells nobody.
  set(value: T): void
}

export function createStore<T>(initial: T): WritableStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
