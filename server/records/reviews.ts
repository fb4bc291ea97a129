import { type EpisodeOutline, fingerprintOf, outlineOf } from '../../src/shared/derive/outline.ts'
import type { Look, Ready, Review, Saying, SignOff } from '../../src/shared/derive/review.ts'
import { newId, secureRandom } from '../../src/shared/document/random.ts'
import type { Author } from '../../src/shared/domain/author.ts'
import { usualSignOffs } from '../../src/shared/domain/review.ts'
import type { Principal } from '../auth/principal.ts'
import type { Clock } from '../clock.ts'
import type { Fault } from '../fault.ts'
import type { ArchivedReview } from '../jobs/archive/layout.ts'
import type { Library } from '../library.ts'
import { readOutlines, readSeries } from '../rooms/content.ts'
import { batchesOf } from './batches.ts'
import type { Records } from './database.ts'
import { namesOf } from './members.ts'
import type { News } from './news.ts'
import type { SignOffTable } from './reviewtables.ts'

export function authorOf(principal: Principal): Author {
  const { id, name } = principal
  return { id, name, link: principal.kind === 'guest' ? principal.linkName : null }
}

/// Episodes whose outline is not the one that somebody has looked at.
export interface Stale {
  readonly stale: readonly string[]
}

/// The review of outlines. What is said names the outline it was said about by its fingerprint,
/// which is checked against the document itself; the outline is kept with it.
export class Reviews {
  readonly #records: Records
  readonly #news: News
  readonly #clock: Clock
  readonly #library: Pick<Library, 'read'>
  #last = 0

  constructor(records: Records, news: News, clock: Clock, library: Pick<Library, 'read'>) {
    this.#records = records
    this.#news = news
    this.#clock = clock
    this.#library = library
  }

  /// What there is to know for a person, by their id.
  async of(series: string, person: string): Promise<Review | Fault> {
    const standing = await this.#standing(series)
    if ('code' in standing) return standing
    const [required, ready, signOffs, seen] = await Promise.all([
      this.required(series),
      this.#ready(series),
      this.signOffs(series),
      this.#seen(series, person),
    ])
    const current = new Set([...standing.values()].map(fingerprintOf))
    const past = new Set(
      [...signOffs, ...seen]
        .map(({ fingerprint }) => fingerprint)
        .filter((fingerprint) => !current.has(fingerprint)),
    )
    return {
      me: person,
      required,
      ready,
      signOffs,
      seen,
      outlines: await this.#outlines(series, past),
    }
  }

  /// What a table of the review is made of.
  async sheet(id: string) {
    const found = await this.#library.read(id, readSeries)
    if ('code' in found) return found
    const [required, signOffs, ready] = await Promise.all([
      this.required(id),
      this.signOffs(id),
      this.#ready(id),
    ])
    return { series: found.value, required, signOffs, ready }
  }

  /// The names of the sign-offs that make an episode final.
  async required(series: string): Promise<readonly string[]> {
    const row = await this.#records
      .selectFrom('review')
      .select('required')
      .where('series', '=', series)
      .executeTakeFirst()
    return row ? namesOf(row.required) : usualSignOffs
  }

  async require(series: string, names: readonly string[]): Promise<void> {
    const required = JSON.stringify(names)
    await this.#records
      .insertInto('review')
      .values({ series, required })
      .onConflict((conflict) => conflict.column('series').doUpdateSet({ required }))
      .execute()
    this.#news.say(series, ['reviews'])
  }

  /// Marks episodes as ready for review, or takes the mark away. Marked again, the mark is new.
  async mark(
    series: string,
    by: Author,
    episodes: readonly string[],
    ready: boolean,
  ): Promise<void> {
    const at = this.#now()
    const mark = { author: by.id, authorName: by.name, at }
    if (ready) {
      await this.#records
        .insertInto('ready')
        .values([...new Set(episodes)].map((episode) => ({ series, episode, ...mark })))
        .onConflict((conflict) => conflict.columns(['series', 'episode']).doUpdateSet(mark))
        .execute()
    } else {
      await this.#records
        .deleteFrom('ready')
        .where('series', '=', series)
        .where('episode', 'in', episodes)
        .execute()
    }
    this.#news.say(series, ['reviews', 'activity'])
  }

  /// Says something of several episodes, of all or of none: when one of them no longer reads as
  /// whoever says it has seen it, nothing is said.
  async sign(
    series: string,
    by: Author,
    { episodes, signOff, verdict, note }: Saying,
  ): Promise<{ readonly signOffs: readonly SignOff[] } | Stale | Fault> {
    const standing = await this.#standing(series)
    if ('code' in standing) return standing
    const looks = new Map(episodes.map(({ episode, fingerprint }) => [episode, fingerprint]))
    const stale: string[] = []
    const outlines = new Map<string, EpisodeOutline>()
    for (const [episode, fingerprint] of looks) {
      const outline = standing.get(episode)
      if (outline && fingerprintOf(outline) === fingerprint) outlines.set(fingerprint, outline)
      else stale.push(episode)
    }
    if (stale.length > 0) return { stale }
    const at = this.#now()
    const rows = [...looks].map(([episode, fingerprint]) => ({
      id: newId(secureRandom),
      series,
      episode,
      signOff,
      verdict,
      fingerprint,
      note,
      author: by.id,
      authorName: by.name,
      authorLink: by.link,
      at,
      withdrawn: null,
    }))
    await this.#records.transaction().execute(async (records) => {
      await keepOutlines(records, series, outlines)
      await records.insertInto('signOff').values(rows).execute()
      await noteLooks(records, series, by.id, rows)
    })
    this.#news.say(series, ['reviews', 'activity'])
    return { signOffs: rows.map(signOffOf) }
  }

  /// Takes back what somebody has said themselves. Gives back how many it was.
  async withdraw(series: string, person: string, ids: readonly string[]): Promise<number> {
    const { numUpdatedRows } = await this.#records
      .updateTable('signOff')
      .set({ withdrawn: this.#now() })
      .where('series', '=', series)
      .where('author', '=', person)
      .where('withdrawn', 'is', null)
      .where('id', 'in', ids)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) this.#news.say(series, ['reviews', 'activity'])
    return Number(numUpdatedRows)
  }

  /// Notes which outlines somebody has looked at. One that stands no more, and that nobody kept, is
  /// left out: then what changed since is reckoned from an earlier look.
  async look(series: string, person: string, looks: readonly Look[]): Promise<Fault | undefined> {
    const standing = await this.#standing(series)
    if ('code' in standing) return standing
    const outlines = new Map<string, EpisodeOutline>()
    const known = looks.filter(({ episode, fingerprint }) => {
      const outline = standing.get(episode)
      if (!outline || fingerprintOf(outline) !== fingerprint) return false
      outlines.set(fingerprint, outline)
      return true
    })
    if (known.length === 0) return undefined
    const at = this.#now()
    await this.#records.transaction().execute(async (records) => {
      await keepOutlines(records, series, outlines)
      await noteLooks(
        records,
        series,
        person,
        known.map((each) => ({ ...each, at })),
      )
    })
    return undefined
  }

  async signOffs(series: string): Promise<readonly SignOff[]> {
    const rows = await this.#records
      .selectFrom('signOff')
      .selectAll()
      .where('series', '=', series)
      .where('withdrawn', 'is', null)
      .orderBy('at')
      .orderBy('id')
      .execute()
    return rows.map(signOffOf)
  }

  /// What has been signed off, for an archive: names stand where ids of accounts stood.
  async archived(series: string): Promise<ArchivedReview> {
    const [required, ready, signOffs] = await Promise.all([
      this.required(series),
      this.#ready(series),
      this.signOffs(series),
    ])
    return {
      required,
      ready: ready.map(({ episode, by, at }) => ({ episode, by: by.name, at })),
      signOffs: signOffs.map(({ id: _, by: { name, link }, ...said }) => ({
        ...said,
        by: name,
        ...(link !== null && { link }),
      })),
      outlines: await this.#outlines(series, new Set(signOffs.map((said) => said.fingerprint))),
    }
  }

  /// Puts back what an archive says was signed off of a series that has just been made of it. Whoever
  /// did so has no account here that is known: their names stay, and nobody may do anything by them.
  async restore(series: string, { required, ready, signOffs, outlines }: ArchivedReview) {
    const now = this.#now()
    const people = new Map<string, string>()
    const authorOf = (name: string, link?: string) => {
      const known = `${link ?? ''}\n${name}`
      const id = people.get(known) ?? `archive:${newId(secureRandom)}`
      people.set(known, id)
      return { author: id, authorName: name }
    }
    const marks = new Map(ready.map((mark) => [mark.episode, mark]))
    const marked = Array.from(marks.values(), ({ episode, by, at }) => {
      return { series, episode, ...authorOf(by), at: Math.min(at, now) }
    })
    const said = signOffs.map(({ by, link, at, ...saying }): SignOffTable => {
      const who = { ...authorOf(by, link), authorLink: link ?? null }
      const when = { at: Math.min(at, now), withdrawn: null }
      return { ...saying, id: newId(secureRandom), series, ...who, ...when }
    })
    const kept = Array.from(Object.entries(outlines), ([fingerprint, outline]) => {
      return { series, fingerprint, outline: JSON.stringify(outline) }
    })
    await this.#records.transaction().execute(async (records) => {
      if (required.length > 0) {
        const names = JSON.stringify(required)
        await records.insertInto('review').values({ series, required: names }).execute()
      }
      for (const some of batchesOf(marked)) await records.insertInto('ready').values(some).execute()
      for (const some of batchesOf(kept)) {
        await records.insertInto('outline').values(some).execute()
        // Whoever writes meanwhile gets their turn: the database may be in this process.
        await new Promise((resolve) => setImmediate(resolve))
      }
      for (const some of batchesOf(said)) {
        await records.insertInto('signOff').values(some).execute()
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    if (said.length > 0 || marked.length > 0) this.#news.say(series, ['reviews', 'activity'])
  }

  async #ready(series: string): Promise<readonly Ready[]> {
    const rows = await this.#records
      .selectFrom('ready')
      .selectAll()
      .where('series', '=', series)
      .execute()
    return rows.map(({ episode, author, authorName, at }) => ({
      episode,
      by: { id: author, name: authorName, link: null },
      at: Number(at),
    }))
  }

  async #seen(series: string, person: string): Promise<Review['seen']> {
    const rows = await this.#records
      .selectFrom('seen')
      .select(['episode', 'fingerprint', 'at'])
      .where('series', '=', series)
      .where('person', '=', person)
      .execute()
    return rows.map(({ at, ...look }) => ({ ...look, at: Number(at) }))
  }

  async #outlines(series: string, fingerprints: ReadonlySet<string>): Promise<Review['outlines']> {
    if (fingerprints.size === 0) return {}
    const rows = await this.#records
      .selectFrom('outline')
      .select(['fingerprint', 'outline'])
      .where('series', '=', series)
      .where('fingerprint', 'in', [...fingerprints])
      .execute()
    return Object.fromEntries(
      rows.map(({ fingerprint, outline }) => [fingerprint, JSON.parse(outline) as EpisodeOutline]),
    )
  }

  /// The outlines as they stand on disk, by the id of their episode.
  async #standing(series: string): Promise<ReadonlyMap<string, EpisodeOutline> | Fault> {
    const found = await this.#library.read(series, readOutlines)
    if ('code' in found) return found
    return new Map(found.value.map((episode) => [episode.id, outlineOf(episode)]))
  }

  /// Later than everything before: what was said last must be the last.
  #now(): number {
    this.#last = Math.max(this.#clock.now(), this.#last + 1)
    return this.#last
  }
}

async function keepOutlines(
  records: Records,
  series: string,
  outlines: ReadonlyMap<string, EpisodeOutline>,
): Promise<void> {
  const rows = Array.from(outlines, ([fingerprint, outline]) => ({
    series,
    fingerprint,
    outline: JSON.stringify(outline),
  }))
  await records
    .insertInto('outline')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function noteLooks(
  records: Records,
  series: string,
  person: string,
  looks: readonly (Look & { readonly at: number })[],
): Promise<void> {
  // Once each: PostgreSQL refuses to set a row twice.
  const last = new Map(looks.map((look) => [look.episode, look]))
  const rows = Array.from(last.values(), ({ episode, fingerprint, at }) => ({
    series,
    person,
    episode,
    fingerprint,
    at,
  }))
  await records
    .insertInto('seen')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['series', 'person', 'episode']).doUpdateSet((row) => ({
        fingerprint: row.ref('excluded.fingerprint'),
        at: row.ref('excluded.at'),
      })),
    )
    .execute()
}

function signOffOf(row: SignOffTable): SignOff {
  const { id, episode, signOff, verdict, fingerprint, note, at } = row
  const by = { id: row.author, name: row.authorName, link: row.authorLink }
  return { id, episode, signOff, verdict, fingerprint, note, by, at: Number(at) }
}
