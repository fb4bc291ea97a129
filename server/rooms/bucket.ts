/// So much at once, and so much a second for ever.
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/// A bucket of tokens that fills up again.
export class Bucket {
  readonly #rate: Rate
  #left: number
  #at: number

  /// `now` in milliseconds, here and below.
  constructor(rate: Rate, now: number) {
    this.#rate = rate
    this.#left = rate.burst
    this.#at = now
  }

  /// Takes out `cost`, and says whether there was so much.
  take(cost: number, now: number): boolean {
    this.#fill(now)
    if (cost > this.#left) return false
    this.#left -= cost
    return true
  }

  /// In how many milliseconds there will be `cost`.
  wait(cost: number, now: number): number {
    this.#fill(now)
    return Math.max(0, ((cost - this.#left) / this.#rate.perSecond) * 1000)
  }

  #fill(now: number) {
    const { burst, perSecond } = this.#rate
    const passed = Math.max(0, now - this.#at)
    this.#left = Math.min(burst, this.#left + (passed / 1000) * perSecond)
    this.#at = now
  }
}
