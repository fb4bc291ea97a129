import type { Kysely } from 'kysely'

/// Something that people talk about.
export interface ThreadTable {
  readonly id: string
  readonly series: string
  /// JSON of a `Subject`.
  readonly subject: string
  readonly made: number
  /// When it was settled, and by whom.
  readonly resolved: number | null
  readonly resolvedName: string | null
}

export interface CommentTable {
  readonly id: string
  readonly series: string
  readonly thread: string
  /// Empty once it is deleted.
  readonly body: string
  readonly author: string
  readonly authorName: string
  /// Whom the guest link names that they came by.
  readonly authorLink: string | null
  readonly said: number
  readonly edited: number | null
  readonly deleted: number | null
}

/// Up to when somebody has read.
export interface ThreadReadTable {
  readonly series: string
  readonly person: string
  /// Empty: all threads of the series.
  readonly thread: string
  readonly upTo: number
}

export async function threads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('thread')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('made', 'bigint', (c) => c.notNull())
    .addColumn('resolved', 'bigint')
    .addColumn('resolvedName', 'text')
    .execute()
  await db.schema.createIndex('thread_series').on('thread').columns(['series', 'made']).execute()
  await db.schema
    .createTable('comment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('thread', 'text', (c) => c.notNull().references('thread.id').onDelete('cascade'))
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('authorName', 'text', (c) => c.notNull())
    .addColumn('authorLink', 'text')
    .addColumn('said', 'bigint', (c) => c.notNull())
    .addColumn('edited', 'bigint')
    .addColumn('deleted', 'bigint')
    .execute()
  await db.schema.createIndex('comment_series').on('comment').columns(['series', 'said']).execute()
  await db.schema.createIndex('comment_thread').on('comment').column('thread').execute()
  await db.schema
    .createTable('threadRead')
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('thread', 'text', (c) => c.notNull())
    .addColumn('upTo', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('threadRead_key', ['series', 'person', 'thread'])
    .execute()
}
