import type { Logger } from 'pino'
import { close } from '../../src/shared/protocol.ts'
import type { Doorbell, Rung } from '../auth/doorbell.ts'
import type { Callers } from '../auth/principal.ts'
import type { Credentials, Reception } from '../auth/reception.ts'
import type { Present, Standings } from '../auth/standings.ts'
import type { Clock } from '../clock.ts'
import type { Close } from './peer.ts'

export interface DoorOptions {
  readonly reception: Reception
  readonly standings: Standings
  readonly doorbell: Doorbell
  readonly clock: Clock
  readonly log: Logger
}

/// A connection as the door sees it.
export interface Visitor {
  readonly series: string
  readonly credentials: Credentials
  /// Is called when they stand otherwise than before, or go by another name.
  changed(present: Present): void
  /// Is called once, when they may not stay.
  out(why: Close): void
}

interface Inside {
  readonly visitor: Visitor
  /// The accounts that this connection was let in by.
  account: string | undefined
  present: Present | undefined
  /// Whether it is being looked up who they are, and whether the bell has rung since that began.
  isLooking: boolean
  hasRung: boolean
}

/// Sessions, links and tokens also end by themselves.
const recheckMs = 10_000

/// Lets connections into rooms, and looks again who may stay whenever the bell rings.
export class Door {
  readonly #options: DoorOptions
  readonly #inside = new Set<Inside>()
  #cancel = () => {}

  constructor(options: DoorOptions) {
    this.#options = options
    options.doorbell.listen((rung) => this.#look(rung))
    this.#lookLater()
  }

  /// Gives who it is and as what, or why they may not come in. From then on they are watched, until
  /// `leave`.
  async enter(visitor: Visitor): Promise<{ readonly present: Present; leave(): void } | Close> {
    const inside: Inside = {
      visitor,
      account: undefined,
      present: undefined,
      isLooking: true,
      hasRung: false,
    }
    // Before it is looked up: a change in the meantime must not be missed.
    this.#inside.add(inside)
    const leave = () => void this.#inside.delete(inside)
    for (;;) {
      inside.hasRung = false
      const { callers, present } = await this.#find(visitor).catch((error: unknown) => {
        leave()
        throw error
      })
      if (present) {
        inside.account = accountOf(callers)
        inside.present = present
        inside.isLooking = false
        if (inside.hasRung) void this.#lookAt(inside)
        return { present, leave }
      }
      if (inside.hasRung) continue
      leave()
      if (callers.over?.includes(visitor.series)) return close.linkOver
      return isNobody(callers) ? close.signedOut : close.notFound
    }
  }

  /// Looks no more.
  close(): void {
    this.#cancel()
    this.#inside.clear()
  }

  #lookLater() {
    this.#cancel = this.#options.clock.after(recheckMs, () => {
      this.#look('everybody')
      this.#lookLater()
    })
  }

  #look(rung: Rung) {
    for (const inside of this.#inside) if (concerns(rung, inside)) void this.#lookAt(inside)
  }

  /// One look at a time, and another when the bell rang during it: whoever could make it ring
  /// without end must not keep a look from being finished.
  async #lookAt(inside: Inside): Promise<void> {
    inside.hasRung = true
    if (inside.isLooking) return
    inside.isLooking = true
    while (inside.hasRung && this.#inside.has(inside)) {
      inside.hasRung = false
      await this.#lookOnce(inside)
    }
    inside.isLooking = false
  }

  async #lookOnce(inside: Inside): Promise<void> {
    const before = inside.present
    if (!before) return
    try {
      const { callers, present } = await this.#find(inside.visitor)
      if (!this.#inside.has(inside)) return
      if (!present) {
        this.#inside.delete(inside)
        return inside.visitor.out(whyOut(before, callers))
      }
      inside.account = accountOf(callers)
      inside.present = present
      if (!isSame(before, present)) inside.visitor.changed(present)
    } catch (error) {
      // Whoever is in stays in until the records can be read again.
      this.#options.log.error({ err: error }, 'who may stay could not be looked up')
    }
  }

  async #find({ credentials, series }: Visitor) {
    const callers = await this.#options.reception.whoAsks(credentials)
    return { callers, present: await this.#options.standings.of(callers, series) }
  }
}

function whyOut({ principal }: Present, { user }: Callers): Close {
  if (principal.kind === 'guest') return close.linkOver
  return principal.kind === 'user' && !user ? close.signedOut : close.removed
}

function concerns(rung: Rung, { visitor, account, present }: Inside): boolean {
  if (rung === 'everybody' || !present) return true
  return 'series' in rung ? visitor.series === rung.series : account === rung.user
}

function accountOf({ user, token }: Callers): string | undefined {
  return token?.userId ?? user?.id
}

function isNobody({ user, guests, token }: Callers): boolean {
  return !user && !token && (guests ?? []).length === 0
}

function isSame(a: Present, b: Present): boolean {
  return (
    a.principal.id === b.principal.id &&
    a.principal.name === b.principal.name &&
    a.standing.role === b.standing.role &&
    a.standing.guest === b.standing.guest &&
    a.standing.signOffs.join('\n') === b.standing.signOffs.join('\n')
  )
}
