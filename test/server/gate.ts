import type { Store } from '../../server/store/store.ts'

const writes = new Set<string | symbol>(['claim', 'writeSnapshot', 'changeSeries', 'keepAside'])

/// Stands before a real store and can hold appends back or make them fail.
export class Gate {
  appends = 0
  loads = 0
  #held: Promise<void> | undefined
  #open = () => {}
  #loadsHeld = false
  #failure: Error | undefined
  #isFull = false

  readonly wrap = (store: Store): Store =>
    new Proxy(store, {
      get: (target, key) => {
        if (key === 'append') return this.#append(target)
        if (key === 'stored') return this.#stored(target)
        if (this.#isFull && writes.has(key)) return async () => this.#refuse()
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })

  hold(): void {
    this.#held = new Promise((open) => {
      this.#open = open
    })
  }

  release(): void {
    this.#held = undefined
    this.#open()
  }

  /// Holds loads back as well.
  holdLoads(): void {
    this.hold()
    this.#loadsHeld = true
  }

  /// The next append rejects and nothing of it is stored.
  failNext(): void {
    this.#failure = new Error('The disk is full, for a test.')
  }

  /// From now on, or no longer, the disk is full: nothing is written, everything can be read.
  fill(isFull: boolean): void {
    this.#isFull = isFull
  }

  #refuse(): never {
    throw new Error('database or disk is full')
  }

  #stored(store: Store): Store['stored'] {
    return async (id) => {
      this.loads++
      if (this.#loadsHeld) await this.#held
      return store.stored(id)
    }
  }

  #append(store: Store): Store['append'] {
    return async (...args) => {
      this.appends++
      await this.#held
      const failure = this.#failure
      this.#failure = undefined
      if (failure) throw failure
      if (this.#isFull) this.#refuse()
      return store.append(...args)
    }
  }
}
