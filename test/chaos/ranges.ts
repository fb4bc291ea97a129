/// Whole numbers as ranges, from the first up to but without the second, in order and apart.
type Range = [from: number, to: number]

/// For each client id, clocks.
export class Ranges {
  readonly #clients = new Map<number, Range[]>()

  add(client: number, from: number, to: number): void {
    if (to <= from) return
    const ranges = this.#clients.get(client)
    if (!ranges) {
      this.#clients.set(client, [[from, to]])
      return
    }
    let first = ranges.length
    while (first > 0 && (ranges[first - 1] as Range)[1] >= from) first--
    let behind = first
    let [least, most] = [from, to]
    for (; behind < ranges.length && (ranges[behind] as Range)[0] <= to; behind++) {
      const [a, b] = ranges[behind] as Range
      least = Math.min(least, a)
      most = Math.max(most, b)
    }
    ranges.splice(first, behind - first, [least, most])
  }

  include(other: Ranges): void {
    for (const [client, from, to] of other) this.add(client, from, to)
  }

  /// What these lack of others.
  lacking(others: Ranges): Ranges {
    const lacked = new Ranges()
    for (const [client, from, to] of others) {
      let at = from
      for (const [a, b] of this.#clients.get(client) ?? []) {
        if (b <= at) continue
        if (a >= to) break
        lacked.add(client, at, a)
        at = b
      }
      lacked.add(client, at, to)
    }
    return lacked
  }

  /// How many numbers there are.
  get size(): number {
    let size = 0
    for (const [, from, to] of this) size += to - from
    return size
  }

  *[Symbol.iterator](): Generator<readonly [client: number, from: number, to: number]> {
    for (const [client, ranges] of this.#clients) {
      for (const [from, to] of ranges) yield [client, from, to]
    }
  }
}
