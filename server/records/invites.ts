import type { Role } from '../../src/shared/domain/access.ts'
import type { GuestPrincipal } from '../auth/principal.ts'
import { hashOf, newId, newTicket } from '../auth/secret.ts'
import type { Clock } from '../clock.ts'
import type { InviteTable, Records } from './database.ts'
import { namesOf, roleOf } from './members.ts'
import { dayMs } from './tokens.ts'

/// A link that lets somebody in, without what stands behind its `#`. Times are milliseconds since
/// 1970.
export interface Invite {
  readonly id: string
  readonly series: string
  readonly kind: 'member' | 'guest'
  readonly role: Role
  readonly signOffs: readonly string[]
  /// Only who has this address; null: whoever has the link.
  readonly email: string | null
  /// Whom a guest link names.
  readonly person: string | null
  readonly made: number
  readonly expires: number
  /// How many have come by it.
  readonly uses: number
}

export type NewInvite = Pick<
  Invite,
  'series' | 'kind' | 'role' | 'signOffs' | 'email' | 'person'
> & { readonly madeBy: string; readonly expiresDays: number }

/// A guest who has just come: what their device keeps, and until when.
export interface Arrived {
  readonly ticket: string
  readonly name: string
  /// Whether this device is the one that may sign off.
  readonly signs: boolean
}

/// The links into a series, and the guests who came by them.
export class Invites {
  readonly #records: Records
  readonly #clock: Clock

  constructor(records: Records, clock: Clock) {
    this.#records = records
    this.#clock = clock
  }

  /// The text behind the link's `#` is told once and kept nowhere.
  async make(invite: NewInvite): Promise<{ readonly invite: Invite; readonly text: string }> {
    const { series, kind, role, signOffs, email, person, madeBy, expiresDays } = invite
    const ticket = newTicket()
    const id = newId()
    const made = this.#clock.now()
    const expires = made + expiresDays * dayMs
    const row = { id, series, kind, role, email, person, made, expires, uses: 0 }
    await this.#records
      .insertInto('invite')
      .values({
        ...row,
        signOffs: JSON.stringify(signOffs),
        tokenHash: ticket.hash,
        madeBy,
        revoked: null,
      })
      .execute()
    return { invite: { ...row, signOffs }, text: ticket.text }
  }

  /// The links of a series that still work, the newest first.
  async of(series: string): Promise<readonly Invite[]> {
    const rows = await this.#working()
      .where('series', '=', series)
      .orderBy('made', 'desc')
      .execute()
    return rows.map(inviteOf)
  }

  /// False when there is no such link. Its guests are out from now on.
  async revoke(series: string, id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#records
      .updateTable('invite')
      .set({ revoked: this.#clock.now() })
      .where('id', '=', id)
      .where('series', '=', series)
      .where('revoked', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  /// The link with this text, while it works.
  async with(text: string): Promise<Invite | undefined> {
    const row = await this.#working().where('tokenHash', '=', hashOf(text)).executeTakeFirst()
    return row && inviteOf(row)
  }

  /// Whether some device already holds the sign-off of this link.
  async isBound(invite: string): Promise<boolean> {
    const row = await this.#records
      .selectFrom('guest')
      .select('id')
      .where('invite', '=', invite)
      .where('signs', '=', 1)
      .executeTakeFirst()
    return row !== undefined
  }

  /// Counts somebody with an account who has come by a link.
  async count(invite: string): Promise<void> {
    await this.#records
      .updateTable('invite')
      .set((set) => ({ uses: set('uses', '+', 1) }))
      .where('id', '=', invite)
      .execute()
  }

  /// Lets a guest in. The first device to open a link that may sign off gets the sign-off and goes
  /// by the name of whom the link names; every other gets the name that was typed, and reads.
  /// Undefined, and nobody is let in, when a name is needed and none was typed.
  async arrive(invite: Invite, typedName: string | undefined): Promise<Arrived | undefined> {
    const ticket = newTicket()
    const id = newId()
    return this.#records.transaction().execute(async (records) => {
      // First, so that two devices at once come one after the other on every database.
      await records
        .updateTable('invite')
        .set({ series: invite.series })
        .where('id', '=', invite.id)
        .execute()
      const holder = await records
        .selectFrom('guest')
        .select('id')
        .where('invite', '=', invite.id)
        .where('signs', '=', 1)
        .executeTakeFirst()
      const signs = invite.signOffs.length > 0 && holder === undefined
      const name = signs ? (invite.person ?? typedName) : typedName
      if (name === undefined) return undefined
      await records
        .insertInto('guest')
        .values({
          id,
          series: invite.series,
          invite: invite.id,
          name,
          tokenHash: ticket.hash,
          signs: signs ? 1 : 0,
          made: this.#clock.now(),
        })
        .execute()
      await records
        .updateTable('invite')
        .set((set) => ({ uses: set('uses', '+', 1) }))
        .where('id', '=', invite.id)
        .execute()
      return { ticket: ticket.text, name, signs }
    })
  }

  /// The guests whose devices keep these texts, as far as their links still work. Who came last is
  /// first.
  async guestsWith(tickets: readonly string[]): Promise<readonly GuestPrincipal[]> {
    const rows = await this.#records
      .selectFrom('guest')
      .innerJoin('invite', 'invite.id', 'guest.invite')
      .select(['guest.id', 'guest.name', 'guest.invite', 'guest.series', 'guest.signs'])
      .select(['invite.person', 'invite.role', 'invite.signOffs'])
      .where('guest.tokenHash', 'in', tickets.map(hashOf))
      .where('invite.revoked', 'is', null)
      .where('invite.expires', '>', this.#clock.now())
      .orderBy('guest.made', 'desc')
      .execute()
    return rows.map((row) => {
      const signOffs = namesOf(row.signOffs)
      const isForwarded = signOffs.length > 0 && row.signs === 0
      return {
        kind: 'guest',
        id: `guest:${row.id}`,
        name: row.name,
        linkId: row.invite,
        linkName: row.person,
        series: row.series,
        role: isForwarded ? 'viewer' : roleOf(row.role),
        signOffs: isForwarded ? [] : signOffs,
      }
    })
  }

  /// The series to which the guests with these texts came by links that work no more.
  async overFor(tickets: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#records
      .selectFrom('guest')
      .innerJoin('invite', 'invite.id', 'guest.invite')
      .select('guest.series')
      .distinct()
      .where('guest.tokenHash', 'in', tickets.map(hashOf))
      .where(({ or, eb }) =>
        or([eb('invite.revoked', 'is not', null), eb('invite.expires', '<=', this.#clock.now())]),
      )
      .execute()
    return rows.map(({ series }) => series)
  }

  #working() {
    return this.#records
      .selectFrom('invite')
      .selectAll()
      .where('revoked', 'is', null)
      .where('expires', '>', this.#clock.now())
  }
}

function inviteOf(row: InviteTable): Invite {
  const { id, series, kind, email, person, made, expires, uses } = row
  const role = roleOf(row.role)
  return {
    id,
    series,
    kind,
    role,
    signOffs: namesOf(row.signOffs),
    email,
    person,
    made,
    expires,
    uses,
  }
}
