import { type Bus, Channels, type Listener } from './bus.ts'

/// Where buses of one process meet.
export class Hub {
  readonly buses = new Set<LocalBus>()
}

/// The bus of a server that stands alone. Several in one process hear each other by a hub.
export class LocalBus implements Bus {
  readonly #hub: Hub
  readonly #channels = new Channels()
  readonly #backs = new Set<() => void>()
  #isUp = true

  constructor(hub = new Hub()) {
    this.#hub = hub
    hub.buses.add(this)
  }

  get isUp(): boolean {
    return this.#isUp
  }

  say(channel: string, bytes: Uint8Array): void {
    if (!this.#isUp) return
    const copy = bytes.slice()
    for (const bus of this.#hub.buses) {
      if (bus !== this) setImmediate(() => bus.#take(channel, copy))
    }
  }

  hear(channel: string, listener: Listener): () => void {
    this.#channels.add(channel, listener)
    return () => void this.#channels.remove(channel, listener)
  }

  onBack(listener: () => void): () => void {
    this.#backs.add(listener)
    return () => void this.#backs.delete(listener)
  }

  /// Cuts it off from the others, or joins it to them again.
  setUp(isUp: boolean): void {
    if (this.#isUp === isUp || !this.#hub.buses.has(this)) return
    this.#isUp = isUp
    if (isUp) for (const listener of this.#backs) listener()
  }

  async close(): Promise<void> {
    this.#hub.buses.delete(this)
    this.#isUp = false
    this.#channels.clear()
    this.#backs.clear()
  }

  #take(channel: string, bytes: Uint8Array) {
    if (this.#isUp) this.#channels.tell(channel, bytes)
  }
}
