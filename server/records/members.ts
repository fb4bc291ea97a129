import { isRole, type Role, type Standing } from '../../src/shared/domain/access.ts'
import type { Clock } from '../clock.ts'
import type { Fault } from '../fault.ts'
import type { Records } from './database.ts'

/// Somebody with an account in a series.
export interface Member {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly signOffs: readonly string[]
}

/// What changes of a membership.
export interface MemberChange {
  readonly role?: Role | undefined
  readonly signOffs?: readonly string[] | undefined
}

const unknown: Fault = { code: 'member.unknown', message: 'There is no such member.' }
const lastOwner: Fault = {
  code: 'member.lastOwner',
  message: 'A series needs an owner: make somebody else the owner first.',
}

/// Who belongs to which series, and as what.
export class Members {
  readonly #records: Records
  readonly #clock: Clock

  constructor(records: Records, clock: Clock) {
    this.#records = records
    this.#clock = clock
  }

  /// The installation's owner, who stands as owner in every series. Undefined until there is one.
  async installationOwner(): Promise<string | undefined> {
    const row = await this.#records
      .selectFrom('installation')
      .select('value')
      .where('key', '=', 'owner')
      .executeTakeFirst()
    return row?.value
  }

  /// Makes somebody the installation's owner. False when there is one already.
  async ownInstallation(user: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#records
      .insertInto('installation')
      .values({ key: 'owner', value: user })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }

  /// What an account is to a series by its membership.
  async standing(series: string, user: string): Promise<Standing | undefined> {
    const row = await this.#records
      .selectFrom('member')
      .select(['role', 'signOffs'])
      .where('series', '=', series)
      .where('user', '=', user)
      .executeTakeFirst()
    return row && { role: roleOf(row.role), signOffs: namesOf(row.signOffs), guest: false }
  }

  /// What an account is to each series it belongs to, by the series' id.
  async standings(user: string): Promise<ReadonlyMap<string, Standing>> {
    const rows = await this.#records
      .selectFrom('member')
      .select(['series', 'role', 'signOffs'])
      .where('user', '=', user)
      .execute()
    return new Map(
      rows.map(({ series, role, signOffs }) => [
        series,
        { role: roleOf(role), signOffs: namesOf(signOffs), guest: false },
      ]),
    )
  }

  /// Who belongs to a series, those who came first at the top.
  async of(series: string): Promise<readonly Member[]> {
    const rows = await this.#records
      .selectFrom('member')
      .innerJoin('user', 'user.id', 'member.user')
      .select(['member.user', 'user.name', 'user.email', 'member.role', 'member.signOffs'])
      .where('member.series', '=', series)
      .orderBy('member.since')
      .orderBy('member.user')
      .execute()
    return rows.map(({ user, name, email, role, signOffs }) => ({
      userId: user,
      name,
      email,
      role: roleOf(role),
      signOffs: namesOf(signOffs),
    }))
  }

  /// Lets somebody in. Who is in already keeps what they are; false then.
  async add(series: string, user: string, role: Role, signOffs: readonly string[] = []) {
    const { numInsertedOrUpdatedRows } = await this.#records
      .insertInto('member')
      .values({
        series,
        user,
        role,
        signOffs: JSON.stringify(signOffs),
        since: this.#clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }

  /// Whether a link that was made at some time lets somebody in no more: an owner has since taken
  /// them out, or changed what they are. Else whoever is shown the door comes back by it, and whoever
  /// may write no longer leaves and comes back as a writer.
  async isShutOut(series: string, user: string, made: number): Promise<boolean> {
    if (await this.standing(series, user)) return false
    const row = await this.#records
      .selectFrom('overruling')
      .select('at')
      .where('series', '=', series)
      .where('user', '=', user)
      .executeTakeFirst()
    return row !== undefined && Number(row.at) > made
  }

  /// Changes what somebody may do. The last owner stays one.
  async change(series: string, user: string, change: MemberChange): Promise<Fault | undefined> {
    return this.#keepingAnOwner(series, user, change.role === undefined, async (records) => {
      await records
        .updateTable('member')
        .set({
          ...(change.role === undefined ? {} : { role: change.role }),
          ...(change.signOffs === undefined ? {} : { signOffs: JSON.stringify(change.signOffs) }),
        })
        .where('series', '=', series)
        .where('user', '=', user)
        .execute()
      await this.#overrule(records, series, user)
    })
  }

  /// Takes somebody out, or lets them leave by themselves. The last owner cannot go.
  async remove(series: string, user: string, leaves = false): Promise<Fault | undefined> {
    return this.#keepingAnOwner(series, user, false, async (records) => {
      await records
        .deleteFrom('member')
        .where('series', '=', series)
        .where('user', '=', user)
        .execute()
      if (!leaves) await this.#overrule(records, series, user)
    })
  }

  async #overrule(records: Records, series: string, user: string): Promise<void> {
    const at = this.#clock.now()
    await records
      .insertInto('overruling')
      .values({ series, user, at })
      .onConflict((conflict) => conflict.columns(['series', 'user']).doUpdateSet({ at }))
      .execute()
  }

  #keepingAnOwner(
    series: string,
    user: string,
    harmless: boolean,
    work: (records: Records) => Promise<void>,
  ): Promise<Fault | undefined> {
    const owners = async (records: Records) => {
      const rows = await records
        .selectFrom('member')
        .select('user')
        .where('series', '=', series)
        .where('role', '=', 'owner')
        .execute()
      return rows.map((row) => row.user)
    }
    class Undone extends Error {}
    return this.#records
      .transaction()
      .execute(async (records) => {
        // First, so that two changes at once come one after the other on every database: each could
        // rely on the owner that the other takes away.
        await records
          .updateTable('member')
          .set({ series })
          .where('series', '=', series)
          .where('role', '=', 'owner')
          .execute()
        const found = await records
          .selectFrom('member')
          .select('user')
          .where('series', '=', series)
          .where('user', '=', user)
          .executeTakeFirst()
        if (!found) return unknown
        const before = await owners(records)
        await work(records)
        if (!harmless && before.length > 0 && (await owners(records)).length === 0)
          throw new Undone()
        return undefined
      })
      .catch((error: unknown) => {
        if (error instanceof Undone) return lastOwner
        throw error
      })
  }
}

/// A role as a table holds it. A value that this version does not know may only read.
export function roleOf(value: string): Role {
  return isRole(value) ? value : 'viewer'
}

/// The names that a JSON array of a table holds.
export function namesOf(json: string): readonly string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
