/// What somebody's messages cost, put as bytes: a plain byte of text is one.
export interface TollRate {
  /// So much may come at once: a browser that gives back a season does not wait.
  readonly burst: number
  /// So much a second for ever.
  readonly perSecond: number
  /// Nobody waits longer, in milliseconds, whatever they owe.
  readonly longestMs: number
}

export interface TollLimits {
  readonly heavy: TollRate
}

/// A hundredth of a processor, roughly: a megabyte takes some 20 ms to read, apply and keep.
export const tollLimits: TollLimits = {
  heavy: { burst: 4 * 1024 * 1024, perSecond: 512 * 1024, longestMs: 10_000 },
}

/// Lets those wait whose messages take long, so that everybody else is heard meanwhile. Counted by
/// account: another connection is no way around it. Nothing is refused.
export class Toll {
  readonly #rate: TollRate
  readonly #owed = new Map<string, { readonly owed: number; readonly at: number }>()

  constructor({ heavy }: TollLimits) {
    this.#rate = heavy
  }

  /// `now` in milliseconds, here and below.
  charge(user: string, cost: number, now: number): void {
    const { burst, perSecond, longestMs } = this.#rate
    const most = burst + (longestMs / 1000) * perSecond
    this.#owed.set(user, { owed: Math.min(most, this.#owes(user, now) + cost), at: now })
  }

  /// In how many milliseconds this account is heard again; 0 for at once.
  wait(user: string, now: number): number {
    const { burst, perSecond } = this.#rate
    const owed = this.#owes(user, now)
    if (owed === 0) this.#owed.delete(user)
    return Math.max(0, ((owed - burst) / perSecond) * 1000)
  }

  #owes(user: string, now: number): number {
    const known = this.#owed.get(user)
    if (!known) return 0
    const passed = Math.max(0, now - known.at)
    return Math.max(0, known.owed - (passed / 1000) * this.#rate.perSecond)
  }
}
