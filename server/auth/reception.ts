import type { Invites } from '../records/invites.ts'
import type { Tokens } from '../records/tokens.ts'
import type { Accounts } from './accounts.ts'
import type { Callers } from './principal.ts'

/// What a request proves itself with.
export interface Credentials {
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  /// Of the address: WebSockets of browsers and stock clients can send no header.
  readonly token?: string | undefined
}

/// A guest's cookie is called this and the id of the series.
export const guestCookie = 'ninety.guest.'

/// Guests of more series than this are looked up no further.
const maxGuests = 50

/// Finds out who asks.
export class Reception {
  readonly #accounts: Accounts
  readonly #invites: Invites
  readonly #tokens: Tokens

  constructor(accounts: Accounts, invites: Invites, tokens: Tokens) {
    this.#accounts = accounts
    this.#invites = invites
    this.#tokens = tokens
  }

  /// A request with a token is the token's, whatever cookies come along, and nobody's when the
  /// token is wrong.
  async whoAsks({ cookie, authorization, token }: Credentials): Promise<Callers> {
    const bearer = token ?? /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (bearer !== undefined) return { token: await this.#tokens.whoHas(bearer) }
    if (cookie === undefined) return {}
    const tickets = guestTickets(cookie)
    const [user, guests] = await Promise.all([
      this.#accounts.whoHas(new Headers({ cookie })),
      tickets.length > 0 ? this.#invites.guestsWith(tickets) : [],
    ])
    // What has been taken back is looked for only where something is missing.
    const isShort = guests.length < tickets.length
    return { user, guests, over: isShort ? await this.#invites.overFor(tickets) : [] }
  }
}

function guestTickets(cookie: string): readonly string[] {
  return cookie
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(guestCookie))
    .slice(0, maxGuests)
    .map((each) => each.slice(each.indexOf('=') + 1))
}
