import type { Role } from '../../src/shared/domain/access.ts'
import type { TokenPrincipal } from '../auth/principal.ts'
import { hashOf, newId, newTicket } from '../auth/secret.ts'
import type { Clock } from '../clock.ts'
import type { Records } from './database.ts'
import { roleOf } from './members.ts'

/// A token as a list shows it: the token itself is told once, to whoever makes it. Times are
/// milliseconds since 1970.
export interface Token {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly madeBy: string
  readonly made: number
  readonly expires: number
}

export interface NewToken {
  /// Null: for all the series of its maker.
  readonly series: string | null
  readonly user: string
  readonly name: string
  readonly role: Role
  readonly expiresDays: number
}

/// Which tokens: those of a series, or an account's own.
export type TokenShelf = { readonly series: string } | { readonly user: string }

export const dayMs = 24 * 60 * 60 * 1000

/// What programs prove themselves with.
export class Tokens {
  readonly #records: Records
  readonly #clock: Clock

  constructor(records: Records, clock: Clock) {
    this.#records = records
    this.#clock = clock
  }

  /// The text is not kept anywhere.
  async make({ series, user, name, role, expiresDays }: NewToken) {
    const ticket = newTicket()
    const made = this.#clock.now()
    const expires = made + expiresDays * dayMs
    const id = newId()
    await this.#records
      .insertInto('token')
      .values({ id, series, user, name, role, tokenHash: ticket.hash, made, expires })
      .execute()
    return { id, text: ticket.text }
  }

  /// Those that have not expired, the newest first.
  async on(shelf: TokenShelf): Promise<readonly Token[]> {
    const rows = await this.#on(shelf)
      .innerJoin('user', 'user.id', 'token.user')
      .select(['token.id', 'token.name', 'token.role', 'token.made', 'token.expires'])
      .select('user.name as madeBy')
      .where('token.expires', '>', this.#clock.now())
      .orderBy('token.made', 'desc')
      .execute()
    return rows.map((row) => ({ ...row, role: roleOf(row.role) }))
  }

  /// False when there is no such token there.
  async revoke(shelf: TokenShelf, id: string): Promise<boolean> {
    const all = this.#records.deleteFrom('token').where('id', '=', id)
    const these =
      'series' in shelf
        ? all.where('series', '=', shelf.series)
        : all.where('user', '=', shelf.user).where('series', 'is', null)
    const { numDeletedRows } = await these.executeTakeFirst()
    return numDeletedRows === 1n
  }

  async whoHas(text: string): Promise<TokenPrincipal | undefined> {
    const row = await this.#records
      .selectFrom('token')
      .select(['id', 'name', 'user', 'series', 'role'])
      .where('tokenHash', '=', hashOf(text))
      .where('expires', '>', this.#clock.now())
      .executeTakeFirst()
    if (!row) return undefined
    const { id, name, user, series, role } = row
    return { kind: 'token', id: `token:${id}`, name, userId: user, series, role: roleOf(role) }
  }

  #on(shelf: TokenShelf) {
    const all = this.#records.selectFrom('token')
    return 'series' in shelf
      ? all.where('token.series', '=', shelf.series)
      : all.where('token.user', '=', shelf.user).where('token.series', 'is', null)
  }
}
