/// Lets no more than so many through in a second, evenly.
export class Pace {
  readonly #perSecond: number
  #next = 0

  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  /// Resolves when `count` more may go. What was not used is not given later.
  async take(count = 1): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.#next)
    this.#next = at + (count * 1000) / this.#perSecond
    if (at - now > 2) await new Promise((done) => setTimeout(done, at - now))
  }
}
