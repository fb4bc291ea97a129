import type { Writer } from './writer.ts'

/// Counts how often two operations of different people happened at the same time: neither had seen
/// the other's.
export class Pairs {
  readonly counts = new Map<string, number>()
  readonly #writers: readonly Writer[]
  /// What each writer has done that some other has not seen yet.
  readonly #unseen: { writer: Writer; name: string; missing: Set<Writer>; at: number }[] = []

  constructor(writers: readonly Writer[]) {
    this.#writers = writers
  }

  did(writer: Writer, name: string): void {
    for (const entry of this.#unseen) {
      if (entry.writer === writer || !entry.missing.has(writer)) continue
      const pair = [entry.name, name].sort().join(' × ')
      this.counts.set(pair, (this.counts.get(pair) ?? 0) + 1)
    }
    const missing = new Set(this.#writers.filter((other) => other !== writer))
    this.#unseen.push({ writer, name, missing, at: writer.sent })
  }

  /// Somebody has heard of something.
  heard(): void {
    for (const entry of this.#unseen) {
      for (const other of entry.missing) if (other.seen >= entry.at) entry.missing.delete(other)
    }
  }
}
