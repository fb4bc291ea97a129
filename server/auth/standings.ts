import { atMost, type Caller, type Standing } from '../../src/shared/domain/access.ts'
import type { Members } from '../records/members.ts'
import type { Callers, GuestPrincipal, Principal } from './principal.ts'

/// Somebody in a series: who, and as what.
export interface Present {
  readonly principal: Principal
  readonly standing: Standing
}

export interface StandingsOptions {
  readonly members: Members
  /// Whether there is such a series, in the bin or not.
  readonly exists: (series: string) => Promise<boolean>
}

/// What whoever asks is to a series. The roles are in the records; what follows from them is in
/// src/shared/domain/access.ts.
export class Standings {
  readonly #options: StandingsOptions

  constructor(options: StandingsOptions) {
    this.#options = options
  }

  /// Undefined for a stranger, and when there is no such series: nobody is told which.
  async of(callers: Callers, series: string): Promise<Present | undefined> {
    const { user, guests, token } = callers
    if (!(await this.#options.exists(series))) return undefined
    if (token) {
      const standing = await this.#ofToken(token, series)
      return standing && { principal: token, standing }
    }
    if (user) {
      const standing = await this.#ofAccount(user.id, series)
      if (standing) return { principal: user, standing }
    }
    const guest = guests?.find((each) => each.series === series)
    return guest && { principal: guest, standing: asGuest(guest) }
  }

  /// Everything that whoever asks has a standing in, as a question about one series.
  async all(callers: Callers): Promise<(series: string) => Standing | undefined> {
    const { user, guests, token } = callers
    const account = token ? token.userId : user?.id
    const owned = account !== undefined && (await this.#options.members.installationOwner())
    const rows = account === undefined ? undefined : await this.#options.members.standings(account)
    return (series) => {
      const own = rows?.get(series)
      const full = account !== undefined && owned === account ? asOwner(own) : own
      if (token) {
        const isInside = token.series === null || token.series === series
        return isInside && full ? limited(full, token.role) : undefined
      }
      if (full) return full
      const guest = guests?.find((each) => each.series === series)
      return guest && asGuest(guest)
    }
  }

  /// A token dies with its maker's own standing, and never does more.
  async #ofToken(token: NonNullable<Callers['token']>, series: string) {
    if (token.series !== null && token.series !== series) return undefined
    const full = await this.#ofAccount(token.userId, series)
    return full && limited(full, token.role)
  }

  async #ofAccount(user: string, series: string): Promise<Standing | undefined> {
    const { members } = this.#options
    const own = await members.standing(series, user)
    return (await members.installationOwner()) === user ? asOwner(own) : own
  }
}

/// The installation's owner keeps the sign-offs that were granted by name.
function asOwner(own: Standing | undefined): Standing {
  return { role: 'owner', signOffs: own?.signOffs ?? [], guest: false }
}

function asGuest({ role, signOffs }: GuestPrincipal): Standing {
  return { role, signOffs, guest: true }
}

/// A program signs nothing off: that takes a person.
function limited(full: Standing, limit: Standing['role']): Standing {
  return { role: atMost(limit, full.role), signOffs: [], guest: false }
}

/// As whom a request counts where no series is asked for.
export function callerOf({ user, guests, token }: Callers): Caller {
  if (token) return token.series === null && token.role === 'writer' ? 'maker' : 'token'
  if (user) return 'account'
  return guests && guests.length > 0 ? 'guest' : 'nobody'
}
