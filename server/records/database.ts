import { type Dialect, Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { ActivitySeenTable, ActivityTable } from './activity.ts'
import { migrations } from './migrations.ts'
import type {
  OutlineTable,
  ReadyTable,
  ReviewTable,
  SeenTable,
  SignOffTable,
} from './reviewtables.ts'
import type { CommentTable, ThreadReadTable, ThreadTable } from './threadtables.ts'

/// Everything that is kept beside the documents themselves. Times are milliseconds since 1970,
/// booleans 0 or 1, JSON is text, unless a table says otherwise. Queries are plain SQL through
/// Kysely, so that they run on SQLite and on PostgreSQL.
///
/// Each noun has a file of its own in this folder, with its functions and the shape of its tables.
export interface Database {
  user: UserTable
  session: SessionTable
  account: AccountTable
  verification: VerificationTable
  installation: InstallationTable
  member: MemberTable
  overruling: OverrulingTable
  invite: InviteTable
  guest: GuestTable
  token: TokenTable
  thread: ThreadTable
  comment: CommentTable
  threadRead: ThreadReadTable
  review: ReviewTable
  ready: ReadyTable
  signOff: SignOffTable
  seen: SeenTable
  outline: OutlineTable
  activity: ActivityTable
  activitySeen: ActivitySeenTable
}

export type Records = Kysely<Database>

/// A person with an account. This table and the next three are better-auth's: their times are ISO
/// strings.
export interface UserTable {
  readonly id: string
  readonly name: string
  /// In lower case.
  readonly email: string
  readonly emailVerified: number
  readonly image: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/// A device that somebody is signed in on.
export interface SessionTable {
  readonly id: string
  readonly token: string
  readonly userId: string
  readonly expiresAt: string
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/// A way to sign in: here always by password, of which this holds the hash.
export interface AccountTable {
  readonly id: string
  readonly accountId: string
  readonly providerId: string
  readonly userId: string
  readonly password: string | null
  readonly accessToken: string | null
  readonly refreshToken: string | null
  readonly idToken: string | null
  readonly accessTokenExpiresAt: string | null
  readonly refreshTokenExpiresAt: string | null
  readonly scope: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/// What was sent to somebody to prove something: a forgotten password's link.
export interface VerificationTable {
  readonly id: string
  readonly identifier: string
  readonly value: string
  readonly expiresAt: string
  readonly createdAt: string
  readonly updatedAt: string
}

/// Facts of the installation, one value a key.
export interface InstallationTable {
  readonly key: 'owner'
  readonly value: string
}

/// Somebody with an account in a series.
export interface MemberTable {
  readonly series: string
  readonly user: string
  readonly role: string
  /// A JSON array of names.
  readonly signOffs: string
  readonly since: number
}

/// When an owner last took somebody out of a series, or changed what they are there.
export interface OverrulingTable {
  readonly series: string
  readonly user: string
  readonly at: number
}

/// A link that lets somebody in, as a member or as a guest.
export interface InviteTable {
  readonly id: string
  readonly series: string
  readonly kind: 'member' | 'guest'
  /// Of what stands behind `#` in the link; the link itself is not kept.
  readonly tokenHash: string
  readonly role: string
  readonly signOffs: string
  /// Whoever has this address, or whoever has the link.
  readonly email: string | null
  /// Whom a guest link that may sign off names.
  readonly person: string | null
  readonly madeBy: string
  readonly made: number
  readonly expires: number
  /// How many have come by it.
  readonly uses: number
  /// Kept afterwards: what its guests have said still says by which link they came.
  readonly revoked: number | null
}

/// Somebody who came by a guest link, on one device.
export interface GuestTable {
  readonly id: string
  readonly series: string
  readonly invite: string
  readonly name: string
  /// Of what the device's cookie holds.
  readonly tokenHash: string
  /// Whether this is the device that the link's sign-off is bound to.
  readonly signs: number
  readonly made: number
}

/// What a program proves itself with. Without a series it stands for its maker in all of theirs.
export interface TokenTable {
  readonly id: string
  readonly series: string | null
  readonly user: string
  readonly name: string
  readonly tokenHash: string
  readonly role: string
  readonly made: number
  readonly expires: number
}

/// Opens or makes the tables. When there are some already that have to be changed, `beforeChange` is
/// called first, with the name of the last step. Rejects when it cannot be done.
export async function openRecords(
  dialect: Dialect,
  beforeChange: (step: string) => Promise<void> = async () => {},
): Promise<Records> {
  const records: Records = new Kysely<Database>({ dialect })
  const migrator = new Migrator({
    db: records,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  try {
    const steps = await migrator.getMigrations()
    const last = steps.findLast(({ executedAt }) => executedAt === undefined)
    if (last && steps.some(({ executedAt }) => executedAt)) await beforeChange(last.name)
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  } catch (error) {
    await records.destroy()
    throw error
  }
  return records
}
