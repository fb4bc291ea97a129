import type { Kysely } from 'kysely'
import type { Verdict } from '../../src/shared/domain/review.ts'

/// What a series asks for before an episode is final.
export interface ReviewTable {
  readonly series: string
  /// A JSON array of the names of sign-offs.
  readonly required: string
}

/// The writers' mark that an episode can be reviewed.
export interface ReadyTable {
  readonly series: string
  readonly episode: string
  readonly author: string
  readonly authorName: string
  readonly at: number
}

/// Something said about the outline of an episode.
export interface SignOffTable {
  readonly id: string
  readonly series: string
  readonly episode: string
  /// Null where changes are asked for without a sign-off.
  readonly signOff: string | null
  readonly verdict: Verdict
  /// Of the outline it was said about, which `outline` keeps.
  readonly fingerprint: string
  readonly note: string
  readonly author: string
  readonly authorName: string
  /// Whom the guest link names that they came by.
  readonly authorLink: string | null
  readonly at: number
  /// When its author took it back.
  readonly withdrawn: number | null
}

/// Which outline somebody looked at last.
export interface SeenTable {
  readonly series: string
  readonly person: string
  readonly episode: string
  readonly fingerprint: string
  readonly at: number
}

/// Outlines that somebody said something about or looked at, kept once each.
export interface OutlineTable {
  readonly series: string
  readonly fingerprint: string
  /// JSON of an `EpisodeOutline`.
  readonly outline: string
}

export async function reviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review')
    .addColumn('series', 'text', (c) => c.primaryKey())
    .addColumn('required', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('ready')
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('episode', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('authorName', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ready_key', ['series', 'episode'])
    .execute()
  await db.schema
    .createTable('signOff')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('episode', 'text', (c) => c.notNull())
    .addColumn('signOff', 'text')
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('authorName', 'text', (c) => c.notNull())
    .addColumn('authorLink', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('withdrawn', 'bigint')
    .execute()
  await db.schema.createIndex('signOff_series').on('signOff').columns(['series', 'at']).execute()
  await db.schema
    .createTable('seen')
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('episode', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('seen_key', ['series', 'person', 'episode'])
    .execute()
  await db.schema
    .createTable('outline')
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('outline', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('outline_key', ['series', 'fingerprint'])
    .execute()
}
