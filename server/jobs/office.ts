import type { Language } from '../../src/shared/domain/language.ts'
import type { Preview } from '../../src/shared/format/preview.ts'
import type { Loss } from '../../src/shared/format/screenplay.ts'
import type { Clock } from '../clock.ts'
import type { Fault } from '../fault.ts'
import type { CutChoice, ImportOptions } from '../files.ts'
import type { Library } from '../library.ts'
import type { Reviews } from '../records/reviews.ts'
import type { Threads } from '../records/threads.ts'
import type { SeriesRow } from '../store/store.ts'
import type { Compared } from './compare.ts'
import type { ArchiveJob, CompareJob, WriteJob, WriteResult } from './job.ts'
import type { Pool, Watch } from './pool.ts'

/// A file as it comes in.
export interface Incoming {
  readonly name: string
  readonly bytes: Uint8Array
  readonly options: ImportOptions
}

/// What is asked to be written.
export interface Wanted {
  /// The id of a format or of a report.
  readonly as: string
  readonly language?: Language | undefined
  readonly chosen: Readonly<Record<string, string>>
}

export interface OfficeParts {
  readonly library: Library
  readonly pool: Pool
  readonly threads: Threads
  readonly reviews: Reviews
  readonly clock: Clock
}

/// Scripts in and out of the series of this server: reading and writing them goes on in processes of
/// their own, and nobody who writes meanwhile waits for it.
export class Office {
  readonly #library: Library
  readonly #pool: Pool
  readonly #threads: Threads
  readonly #reviews: Reviews
  readonly #clock: Clock

  constructor({ library, pool, threads, reviews, clock }: OfficeParts) {
    this.#library = library
    this.#pool = pool
    this.#threads = threads
    this.#reviews = reviews
    this.#clock = clock
  }

  /// What a file holds, and how it would be cut. Nothing is made of it.
  async preview(
    { name, bytes, options }: Incoming,
    choice: CutChoice,
    watch: Watch = {},
  ): Promise<{ readonly preview: Preview; readonly losses: readonly Loss[] } | Fault> {
    const wanted = { kind: 'preview', choice } as const
    const read = await this.#pool.run({ kind: 'read', name, bytes, options, for: wanted }, watch)
    if ('code' in read) return read
    if (read.kind !== 'preview') throw new Error('A preview was asked for.')
    return read
  }

  /// Makes a series of a file: all of it, or nothing.
  async import(
    { name, bytes, options }: Incoming,
    owner: string | null,
    watch: Watch = {},
  ): Promise<{ readonly row: SeriesRow; readonly losses: readonly Loss[] } | Fault> {
    const wanted = { kind: 'series' } as const
    const read = await this.#pool.run({ kind: 'read', name, bytes, options, for: wanted }, watch)
    if ('code' in read) return read
    if (read.kind !== 'series') throw new Error('A series was asked for.')
    const row = await this.#library.add(read.heading, read.document, owner)
    try {
      if (read.talk) await this.#threads.restore(row.id, read.talk)
      if (read.review) await this.#reviews.restore(row.id, read.review)
    } catch (error) {
      await this.#library.bin(row.id, true)
      throw error
    }
    return { row, losses: read.losses }
  }

  /// What somebody has changed in a file that was made from a series, or what a translation of its
  /// script says.
  async compare(
    series: string,
    file: Pick<Incoming, 'name' | 'bytes'> & { readonly translated?: boolean },
    watch: Watch = {},
  ): Promise<Compared | Fault> {
    return this.#pool.run<CompareJob>(async () => {
      const found = await this.#library.copy(series)
      return 'code' in found ? found : { kind: 'compare', document: found.value, ...file }
    }, watch)
  }

  /// Writes a series as it is on disk: as a format, a report, or its `archive`.
  async export(series: string, wanted: Wanted, watch: Watch = {}): Promise<WriteResult | Fault> {
    return this.#pool.run(() => this.#jobOf(series, wanted), watch)
  }

  async #jobOf(series: string, wanted: Wanted): Promise<WriteJob | ArchiveJob | Fault> {
    const found = await this.#library.copy(series)
    if ('code' in found) return found
    const document = found.value
    if (wanted.as !== 'archive') {
      const isNoted = wanted.as === 'fdx' && wanted.chosen.comments !== 'no'
      const talk = isNoted ? { talk: await this.#threads.archived(series) } : {}
      return { kind: 'write', document, ...wanted, ...talk }
    }
    const [talk, review] = await Promise.all([
      this.#threads.archived(series),
      this.#reviews.archived(series),
    ])
    return { kind: 'archive', document, talk, review, at: this.#clock.now() }
  }
}
