import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { asSubject } from '../../src/shared/document/subject.ts'
import type { Author } from '../../src/shared/domain/author.ts'
import { mentionedIn, readComment } from '../../src/shared/domain/thread.ts'
import type { Clock } from '../clock.ts'
import type { Happening } from '../rooms/chronicle.ts'
import type { Records } from './database.ts'
import type { News } from './news.ts'

/// What happened to an episode in the document, by one person in one hour. (Sign-offs and threads
/// say themselves when they were made.)
export interface ActivityTable {
  readonly series: string
  readonly episode: string
  readonly what: Happening['what']
  /// Empty where it is not known who did it.
  readonly author: string
  readonly authorName: string
  /// When the hour began.
  readonly hour: number
  /// When it happened last in this hour.
  readonly at: number
}

/// Up to when somebody has seen what happened.
export interface ActivitySeenTable {
  readonly series: string
  readonly person: string
  readonly upTo: number
}

export async function activity(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activity')
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('episode', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('authorName', 'text', (c) => c.notNull())
    .addColumn('hour', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('activity_key', ['series', 'episode', 'what', 'author', 'hour'])
    .execute()
  await db.schema.createIndex('activity_series').on('activity').columns(['series', 'at']).execute()
  await db.schema
    .createTable('activitySeen')
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('upTo', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('activitySeen_key', ['series', 'person'])
    .execute()
}

export const deeds = [
  'added',
  'binned',
  'restored',
  'outline',
  'ready',
  'approved',
  'changes',
  'withdrawn',
  'thread',
  'reply',
  'resolved',
] as const

/// Something that somebody did. `text` is what they said about it.
export interface Deed {
  readonly what: (typeof deeds)[number]
  readonly episode: string
  /// An empty id and name where it is not known.
  readonly by: Author
  readonly at: number
  readonly signOff: string | null
  readonly text: string
}

/// Deeds at most in one answer, the newest.
const most = 1000
const hour = 3_600_000

export interface ActivityOptions {
  readonly records: Records
  readonly news: News
  readonly clock: Clock
  readonly log: Logger
}

/// What happens in a series, put together from where it is kept.
export class Activity {
  readonly #records: Records
  readonly #news: News
  readonly #clock: Clock
  readonly #log: Logger
  #writing: Promise<void> = Promise.resolve()

  constructor({ records, news, clock, log }: ActivityOptions) {
    this.#records = records
    this.#news = news
    this.#clock = clock
    this.#log = log
  }

  /// Keeps what a room has noticed, soon.
  hear(series: string, happenings: readonly Happening[]): void {
    this.#writing = this.#writing
      .then(() => this.#note(series, happenings))
      .catch((error: unknown) => {
        // What people wrote is safe; only the telling of it is lost.
        this.#log.error({ series, err: error }, 'what happened could not be noted')
      })
  }

  /// Resolves when all that was heard is kept.
  settled(): Promise<void> {
    return this.#writing
  }

  async #note(series: string, happenings: readonly Happening[]): Promise<void> {
    const at = this.#clock.now()
    const names = await this.#namesOf(new Set(happenings.flatMap(({ by }) => by)))
    const all = happenings.flatMap(({ what, episode, by }) =>
      (by.length > 0 ? by : ['']).map((author) => ({
        series,
        episode,
        what,
        author,
        authorName: names.get(author) ?? '',
        hour: at - (at % hour),
        at,
      })),
    )
    // Once each: PostgreSQL refuses to set a row twice.
    const rows = new Map(all.map((row) => [`${row.what} ${row.author} ${row.episode}`, row]))
    await this.#records
      .insertInto('activity')
      .values([...rows.values()])
      .onConflict((conflict) =>
        conflict.columns(['series', 'episode', 'what', 'author', 'hour']).doUpdateSet({ at }),
      )
      .execute()
    this.#news.say(series, ['activity'])
  }

  /// What happened after a moment, the newest first.
  async since(series: string, moment: number): Promise<readonly Deed[]> {
    const all = await Promise.all([
      this.#happenings(series, moment),
      this.#marks(series, moment),
      this.#signOffs(series, moment),
      this.#withdrawn(series, moment),
      this.#comments(series, moment),
      this.#resolved(series, moment),
    ])
    return all
      .flat()
      .sort((a, b) => b.at - a.at)
      .slice(0, most)
  }

  /// Up to when somebody has seen what happened; null before the first time.
  async seen(series: string, person: string): Promise<number | null> {
    const row = await this.#records
      .selectFrom('activitySeen')
      .select('upTo')
      .where('series', '=', series)
      .where('person', '=', person)
      .executeTakeFirst()
    return row ? Number(row.upTo) : null
  }

  async see(series: string, person: string, upTo: number): Promise<void> {
    await this.#records
      .insertInto('activitySeen')
      .values({ series, person, upTo })
      .onConflict((conflict) => conflict.columns(['series', 'person']).doUpdateSet({ upTo }))
      .execute()
  }

  async #happenings(series: string, moment: number): Promise<Deed[]> {
    const rows = await this.#records
      .selectFrom('activity')
      .selectAll()
      .where('series', '=', series)
      .where('at', '>', moment)
      .orderBy('at', 'desc')
      .limit(most)
      .execute()
    return rows.map(({ what, episode, author, authorName, at }) =>
      deed(what, episode, { id: author, name: authorName, link: null }, at),
    )
  }

  async #marks(series: string, moment: number): Promise<Deed[]> {
    const rows = await this.#records
      .selectFrom('ready')
      .selectAll()
      .where('series', '=', series)
      .where('at', '>', moment)
      .execute()
    return rows.map(({ episode, author, authorName, at }) =>
      deed('ready', episode, { id: author, name: authorName, link: null }, at),
    )
  }

  async #signOffs(series: string, moment: number): Promise<Deed[]> {
    const rows = await this.#records
      .selectFrom('signOff')
      .selectAll()
      .where('series', '=', series)
      .where('at', '>', moment)
      .where('withdrawn', 'is', null)
      .orderBy('at', 'desc')
      .limit(most)
      .execute()
    return rows.map((row) => ({
      ...deed(row.verdict, row.episode, authorIn(row), row.at),
      signOff: row.signOff,
      text: row.note,
    }))
  }

  /// A sign-off that was given and taken back before somebody looked is nothing to tell them.
  async #withdrawn(series: string, moment: number): Promise<Deed[]> {
    const rows = await this.#records
      .selectFrom('signOff')
      .selectAll()
      .where('series', '=', series)
      .where('at', '<=', moment)
      .where('withdrawn', '>', moment)
      .execute()
    return rows.map((row) => ({
      ...deed('withdrawn', row.episode, authorIn(row), row.withdrawn ?? row.at),
      signOff: row.signOff,
    }))
  }

  async #comments(series: string, moment: number): Promise<Deed[]> {
    const rows = await this.#records
      .selectFrom('comment')
      .innerJoin('thread', 'thread.id', 'comment.thread')
      .select([
        'comment.body',
        'comment.author',
        'comment.authorName',
        'comment.authorLink',
        'comment.said',
        'thread.subject',
        'thread.made',
      ])
      .where('comment.series', '=', series)
      .where('comment.said', '>', moment)
      .where('comment.deleted', 'is', null)
      .orderBy('comment.said', 'desc')
      .limit(most)
      .execute()
    const named = await this.#namesOf(new Set(rows.flatMap(({ body }) => mentionedIn(body))))
    return rows.map((row) => ({
      // A thread is made with its first comment.
      ...deed(
        Number(row.said) === Number(row.made) ? 'thread' : 'reply',
        episodeOf(row.subject),
        authorIn(row),
        row.said,
      ),
      text: readComment(row.body)
        .map((part) => (part.kind === 'text' ? part.text : `@${named.get(part.id) ?? ''}`))
        .join(''),
    }))
  }

  async #resolved(series: string, moment: number): Promise<Deed[]> {
    const rows = await this.#records
      .selectFrom('thread')
      .select(['subject', 'resolved', 'resolvedName'])
      .where('series', '=', series)
      .where('resolved', '>', moment)
      .execute()
    return rows.map(({ subject, resolved, resolvedName }) =>
      deed(
        'resolved',
        episodeOf(subject),
        { id: '', name: resolvedName ?? '', link: null },
        resolved ?? 0,
      ),
    )
  }

  /// The names of accounts and of tokens, by their ids.
  async #namesOf(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>()
    const users = [...ids].filter((id) => !id.startsWith('token:'))
    const tokens = [...ids].flatMap((id) => (id.startsWith('token:') ? [id.slice(6)] : []))
    if (users.length > 0) {
      const rows = await this.#records
        .selectFrom('user')
        .select(['id', 'name'])
        .where('id', 'in', users)
        .execute()
      for (const { id, name } of rows) names.set(id, name)
    }
    if (tokens.length > 0) {
      const rows = await this.#records
        .selectFrom('token')
        .select(['id', 'name'])
        .where('id', 'in', tokens)
        .execute()
      for (const { id, name } of rows) names.set(`token:${id}`, name)
    }
    return names
  }
}

function deed(what: Deed['what'], episode: string, by: Author, at: number): Deed {
  return { what, episode, by, at: Number(at), signOff: null, text: '' }
}

function authorIn(row: {
  readonly author: string
  readonly authorName: string
  readonly authorLink: string | null
}): Author {
  return { id: row.author, name: row.authorName, link: row.authorLink }
}

function episodeOf(subject: string): string {
  return asSubject(JSON.parse(subject))?.episode ?? ''
}
