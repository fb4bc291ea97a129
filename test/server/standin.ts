import type { Store } from '../../server/store/store.ts'

/// The store, but for what it does in a way of its own here.
export function standIn(store: Store, own: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, key) {
      if (key in own) return Reflect.get(own, key)
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
