/// Tells the other servers of an installation something, best effort, in order for each that speaks.
/// It never throws and never waits. It must not be needed: what is told by it can also be read.
/// test/server/bus/contract.ts is run against every implementation.
export interface Bus {
  /// Whether words get through at present, as far as is known.
  readonly isUp: boolean
  /// Reaches the listeners of other servers, not one's own.
  say(channel: string, bytes: Uint8Array): void
  /// Gives back what ends it.
  hear(channel: string, listener: Listener): () => void
  /// Calls `listener` when words may have been missed: read again whatever is told by the bus. Gives
  /// back what ends it.
  onBack(listener: () => void): () => void
  /// Nothing is said or heard afterwards.
  close(): Promise<void>
}

export type Listener = (bytes: Uint8Array) => void

/// Who listens to which channel.
export class Channels {
  readonly #listeners = new Map<string, Set<Listener>>()

  get names(): readonly string[] {
    return [...this.#listeners.keys()]
  }

  /// Whether it is the first of its channel.
  add(channel: string, listener: Listener): boolean {
    const there = this.#listeners.get(channel)
    if (there) there.add(listener)
    else this.#listeners.set(channel, new Set([listener]))
    return !there
  }

  /// Whether it was the last of its channel.
  remove(channel: string, listener: Listener): boolean {
    const there = this.#listeners.get(channel)
    if (!there?.delete(listener) || there.size > 0) return false
    return this.#listeners.delete(channel)
  }

  tell(channel: string, bytes: Uint8Array): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(bytes)
  }

  clear(): void {
    this.#listeners.clear()
  }
}
