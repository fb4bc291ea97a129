import type { Clock } from '../clock.ts'

/// So many tries in so many milliseconds.
export interface Rule {
  readonly name: string
  readonly tries: number
  readonly ms: number
}

const minute = 60_000

/// What may be tried how often: `address` by one network address, `account` on one account (whether
/// it exists or not; each browser that was signed in to it counts for itself), `anywhere` by all
/// together. A room of twenty behind one address must be able
/// to sign in in the morning, and a house of 150 to come to a reading by one link; somebody who
/// guesses must not get far by nightfall.
export const rules = {
  signIn: {
    address: { name: 'sign-in', tries: 60, ms: 5 * minute },
    account: { name: 'sign-in to', tries: 15, ms: 10 * minute },
  },
  signUp: {
    address: { name: 'sign-up', tries: 40, ms: 10 * minute },
    account: { name: 'sign-up as', tries: 10, ms: 10 * minute },
  },
  setUp: {
    address: { name: 'set-up', tries: 10, ms: 10 * minute },
    anywhere: { name: 'set-up', tries: 100, ms: 10 * minute },
  },
  join: { address: { name: 'join', tries: 200, ms: 5 * minute } },
  reset: {
    address: { name: 'reset', tries: 20, ms: 10 * minute },
    account: { name: 'reset of', tries: 5, ms: 30 * minute },
  },
  password: { account: { name: 'password of', tries: 10, ms: 10 * minute } },
  invite: { account: { name: 'invites by', tries: 60, ms: 10 * minute } },
} as const satisfies Record<string, Readonly<Record<string, Rule>>>

/// Beyond this many keys the oldest are forgotten: somebody with addresses without end may try more
/// often, but not fill the memory.
const maxKeys = 50_000

interface Window {
  used: number
  readonly ends: number
}

/// Counts tries, in the memory of this process.
export class Limits {
  readonly #clock: Clock
  readonly #windows = new Map<string, Window>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /// Counts one try. Gives 0 when it may be made, else the seconds until the next may.
  take(rule: Rule, who: string): number {
    const now = this.#clock.now()
    const key = `${rule.name} ${who}`
    let window = this.#windows.get(key)
    if (!window || window.ends <= now) {
      this.#windows.delete(key)
      window = { used: 0, ends: now + rule.ms }
      this.#windows.set(key, window)
      this.#forgetOldest()
    }
    if (window.used >= rule.tries) return Math.ceil((window.ends - now) / 1000)
    window.used++
    return 0
  }

  /// Takes back what was counted, for a try that turned out to be right.
  giveBack(rule: Rule, who: string): void {
    const window = this.#windows.get(`${rule.name} ${who}`)
    if (window && window.used > 0) window.used--
  }

  #forgetOldest() {
    for (const key of this.#windows.keys()) {
      if (this.#windows.size <= maxKeys) return
      this.#windows.delete(key)
    }
  }
}
