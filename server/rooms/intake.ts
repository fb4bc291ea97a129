import { tooMuch } from './allowance.ts'
import type { Close } from './peer.ts'

/// How much may be on its way in: bytes of messages whose end has not come yet.
export interface IntakeLimits {
  /// Of all connections of one account together. The largest frame is 16 MB, and a program may have
  /// many series open.
  readonly unfinishedOfUser: number
}

export const intakeLimits: IntakeLimits = { unfinishedOfUser: 64 * 1024 * 1024 }

/// What one connection has sent of a message that is not whole yet.
export interface Inlet {
  /// Bytes have come. Gives why they are too much.
  takes(byteLength: number): Close | undefined
  /// A message is whole.
  finish(): void
  /// Says whose it is, when that is known.
  belongsTo(user: string): void
  leave(): void
}

/// Counts what connections hold in memory before anything of it is heard.
export class Intake {
  readonly #limits: IntakeLimits
  readonly #ofUser = new Map<string, number>()

  constructor(limits: IntakeLimits) {
    this.#limits = limits
  }

  open(): Inlet {
    let user: string | undefined
    let bytes = 0
    const empty = () => {
      if (user !== undefined) this.#add(user, -bytes)
      bytes = 0
    }
    return {
      takes: (byteLength) => {
        bytes += byteLength
        if (user === undefined) return undefined
        const sum = this.#add(user, byteLength)
        return sum > this.#limits.unfinishedOfUser ? tooMuch('unfinished messages') : undefined
      },
      finish: empty,
      belongsTo: (known) => {
        user = known
        this.#add(known, bytes)
      },
      leave: () => {
        empty()
        user = undefined
      },
    }
  }

  #add(user: string, change: number): number {
    const sum = (this.#ofUser.get(user) ?? 0) + change
    if (sum > 0) this.#ofUser.set(user, sum)
    else this.#ofUser.delete(user)
    return sum
  }
}
