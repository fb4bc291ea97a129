import { newId, secureRandom } from '../../src/shared/document/random.ts'
import { asSubject, type Subject } from '../../src/shared/document/subject.ts'
import type { Talk, Thread } from '../../src/shared/document/talk.ts'
import type { Author } from '../../src/shared/domain/author.ts'
import { mostComments, mostThreads } from '../../src/shared/domain/thread.ts'
import type { Clock } from '../clock.ts'
import type { ArchivedTalk } from '../jobs/archive/layout.ts'
import { batchesOf } from './batches.ts'
import { commentOf, newComment } from './comment.ts'
import type { Records } from './database.ts'
import { peopleOf } from './namable.ts'
import type { News } from './news.ts'
import { archivedTalk, rowsOfTalk } from './talkarchive.ts'
import type { CommentTable } from './threadtables.ts'

export type Refusal = 'unknown' | 'full' | 'notYours'

/// What people say about episodes, segments and passages. Who may say anything at all is asked
/// before; here only who may change what somebody has said.
export class Threads {
  readonly #records: Records
  readonly #news: News
  readonly #clock: Clock
  #last = 0

  constructor(records: Records, news: News, clock: Clock) {
    this.#records = records
    this.#news = news
    this.#clock = clock
  }

  /// All threads, the oldest first.
  async of(series: string, person: string): Promise<Talk> {
    const [rows, comments, read] = await Promise.all([
      this.#records
        .selectFrom('thread')
        .selectAll()
        .where('series', '=', series)
        .orderBy('made')
        .orderBy('id')
        .execute(),
      this.#comments(series),
      this.#read(series, person),
    ])
    const inThread = new Map<string, CommentTable[]>()
    for (const comment of comments) {
      const list = inThread.get(comment.thread)
      if (list) list.push(comment)
      else inThread.set(comment.thread, [comment])
    }
    const threads = rows.flatMap((row): Thread[] => {
      const said = inThread.get(row.id)
      const at = asSubject(JSON.parse(row.subject))
      if (!said || !at) return []
      const upTo = Math.max(read.get('') ?? 0, read.get(row.id) ?? 0)
      const isUnread = (comment: CommentTable) => comment.author !== person && comment.said > upTo
      return [
        {
          id: row.id,
          at,
          resolved:
            row.resolved === null
              ? null
              : { name: row.resolvedName ?? '', at: Number(row.resolved) },
          comments: said.map(commentOf),
          unread: said.filter(isUnread).length,
        },
      ]
    })
    const unread = threads.reduce((sum, thread) => sum + thread.unread, 0)
    return { me: person, threads, unread, people: await peopleOf(this.#records, series, comments) }
  }

  /// Begins a thread. Gives back its id.
  async begin(
    series: string,
    by: Author,
    at: Subject,
    body: string,
  ): Promise<{ readonly id: string } | Refusal> {
    const { count } = await this.#records
      .selectFrom('thread')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('series', '=', series)
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostThreads) return 'full'
    const now = this.#now()
    const id = newId(secureRandom)
    const subject = JSON.stringify(at)
    await this.#records.transaction().execute(async (records) => {
      await records
        .insertInto('thread')
        .values({ id, series, subject, made: now, resolved: null, resolvedName: null })
        .execute()
      await records
        .insertInto('comment')
        .values(newComment(series, id, by, body, now))
        .execute()
    })
    this.#say(series)
    return { id }
  }

  /// Puts back what an archive says was said about a series that has just been made of it. Whoever
  /// said it has no account here that is known: only their names stay.
  async restore(series: string, talk: ArchivedTalk): Promise<void> {
    const { threads, comments } = rowsOfTalk(series, talk, this.#now())
    await this.#records.transaction().execute(async (records) => {
      for (const some of batchesOf(threads)) {
        await records.insertInto('thread').values(some).execute()
      }
      for (const some of batchesOf(comments)) {
        await records.insertInto('comment').values(some).execute()
        // Whoever writes meanwhile gets their turn: the database may be in this process.
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    if (talk.threads.length > 0) this.#say(series)
  }

  /// Everything that was said, for an archive: names stand where ids of accounts stood.
  async archived(series: string): Promise<ArchivedTalk> {
    const [talk, rows] = await Promise.all([
      this.of(series, ''),
      this.#records.selectFrom('thread').select('id').where('series', '=', series).execute(),
    ])
    return archivedTalk(
      talk,
      rows.map(({ id }) => id),
    )
  }

  /// Answers in a thread. One that was settled is open again.
  async reply(
    series: string,
    thread: string,
    by: Author,
    body: string,
  ): Promise<{ readonly id: string } | Refusal> {
    const { count } = await this.#records
      .selectFrom('comment')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('series', '=', series)
      .where('thread', '=', thread)
      .executeTakeFirstOrThrow()
    if (Number(count) === 0) return 'unknown'
    if (Number(count) >= mostComments) return 'full'
    const comment = newComment(series, thread, by, body, this.#now())
    await this.#records.transaction().execute(async (records) => {
      await records.insertInto('comment').values(comment).execute()
      await records
        .updateTable('thread')
        .set({ resolved: null, resolvedName: null })
        .where('id', '=', thread)
        .execute()
    })
    this.#say(series)
    return { id: comment.id }
  }

  /// Settles a thread, or opens it again.
  async resolve(
    series: string,
    thread: string,
    by: Author,
    resolved: boolean,
  ): Promise<Refusal | undefined> {
    const { numUpdatedRows } = await this.#records
      .updateTable('thread')
      .set({ resolved: resolved ? this.#now() : null, resolvedName: resolved ? by.name : null })
      .where('series', '=', series)
      .where('id', '=', thread)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return 'unknown'
    this.#say(series)
    return undefined
  }

  /// Says something else in place of what one has said.
  async edit(
    series: string,
    comment: CommentPath,
    person: string,
    body: string,
  ): Promise<Refusal | undefined> {
    const found = await this.#find(series, comment)
    if (!found) return 'unknown'
    if (found.author !== person) return 'notYours'
    if (found.body === body) return undefined
    await this.#records
      .updateTable('comment')
      .set({ body, edited: this.#now() })
      .where('id', '=', comment.id)
      .execute()
    this.#say(series)
    return undefined
  }

  /// Takes back what somebody has said; `anybodys` lets it be somebody else's. With its last comment
  /// a thread is gone.
  async delete(
    series: string,
    comment: CommentPath,
    person: string,
    anybodys: boolean,
  ): Promise<Refusal | undefined> {
    const found = await this.#find(series, comment)
    if (!found) return 'unknown'
    if (found.author !== person && !anybodys) return 'notYours'
    await this.#records
      .updateTable('comment')
      .set({ body: '', deleted: this.#now() })
      .where('id', '=', comment.id)
      .execute()
    this.#say(series)
    return undefined
  }

  /// Notes that somebody has read what was said up to a time, in one thread or in all.
  async read(series: string, person: string, upTo: number, thread = ''): Promise<void> {
    await this.#records
      .insertInto('threadRead')
      .values({ series, person, thread, upTo })
      .onConflict((conflict) =>
        conflict
          .columns(['series', 'person', 'thread'])
          .doUpdateSet({ upTo })
          .where('threadRead.upTo', '<', upTo),
      )
      .execute()
  }

  #comments(series: string): Promise<CommentTable[]> {
    return this.#records
      .selectFrom('comment')
      .selectAll()
      .where('series', '=', series)
      .where('deleted', 'is', null)
      .orderBy('said')
      .orderBy('id')
      .execute()
  }

  async #read(series: string, person: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#records
      .selectFrom('threadRead')
      .select(['thread', 'upTo'])
      .where('series', '=', series)
      .where('person', '=', person)
      .execute()
    return new Map(rows.map(({ thread, upTo }) => [thread, Number(upTo)]))
  }

  #find(series: string, { thread, id }: CommentPath): Promise<CommentTable | undefined> {
    return this.#records
      .selectFrom('comment')
      .selectAll()
      .where('series', '=', series)
      .where('thread', '=', thread)
      .where('id', '=', id)
      .where('deleted', 'is', null)
      .executeTakeFirst()
  }

  #say(series: string): void {
    this.#news.say(series, ['threads', 'activity'])
  }

  /// Later than everything before: what is said after somebody has read must be unread.
  #now(): number {
    this.#last = Math.max(this.#clock.now(), this.#last + 1)
    return this.#last
  }
}

interface CommentPath {
  readonly thread: string
  readonly id: string
}
