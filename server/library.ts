import { randomBytes } from 'node:crypto'
import type { Doc } from 'yjs'
import type { Language } from '../src/shared/domain/language.ts'
import type { Screenplay } from '../src/shared/format/screenplay.ts'
import type { Clock } from './clock.ts'
import { type Fault, missing } from './fault.ts'
import type { Members } from './records/members.ts'
import {
  type Beginning,
  beginFrom,
  beginSeries,
  type Heading,
  readScreenplay,
  retitle,
  setLanguage,
} from './rooms/content.ts'
import { copyOf } from './rooms/copy.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { SeriesRow, Store } from './store/store.ts'

/// The series of this server: what can be done with them beside writing in them.
export class Library {
  readonly #store: Store
  readonly #rooms: Rooms
  readonly #clock: Clock
  readonly #members: Members

  constructor(store: Store, rooms: Rooms, members: Members, clock: Clock) {
    this.#store = store
    this.#rooms = rooms
    this.#members = members
    this.#clock = clock
  }

  /// The most recently changed first.
  async list(binned: boolean): Promise<readonly SeriesRow[]> {
    const rows = await this.#store.series()
    return rows.filter((row) => (row.binned !== null) === binned)
  }

  async find(id: string): Promise<SeriesRow | Fault> {
    return (await this.#store.findSeries(id)) ?? missing
  }

  /// A new series that belongs to an account; without one, to the owner of the installation.
  create(beginning: Beginning, owner: string | null): Promise<SeriesRow> {
    const { title, language } = beginning
    return this.add({ title, language }, beginSeries(beginning), owner)
  }

  /// The same, made from a screenplay.
  import({ title, language, ...rest }: Screenplay, owner: string | null): Promise<SeriesRow> {
    return this.add({ title, language }, beginFrom({ title, language, ...rest }), owner)
  }

  /// Gives an account every series that nobody belongs to.
  async adopt(account: string): Promise<void> {
    for (const { id } of await this.#store.series()) {
      const members = await this.#members.of(id)
      if (members.length === 0) await this.#members.add(id, account, 'owner')
    }
  }

  /// The same under an id of its own. False when the id is taken.
  async importAs(id: string, screenplay: Screenplay): Promise<boolean> {
    const row = this.#row(id, screenplay)
    return this.#store.createSeries(row, { bytes: beginFrom(screenplay), user: null })
  }

  /// What a series shows, as it is on disk.
  async screenplay(id: string): Promise<{ readonly screenplay: Screenplay } | Fault> {
    const found = await this.read(id, readScreenplay)
    return 'code' in found ? found : { screenplay: found.value }
  }

  /// Reads the document of a series as it is on disk. `read` must not change it.
  async read<T>(id: string, read: (doc: Doc) => T): Promise<{ readonly value: T } | Fault> {
    const lease = await this.#rooms.lease(id)
    if (lease.kind !== 'open') return noRoom(lease.kind)
    try {
      return { value: await lease.room.read(read) }
    } finally {
      lease.release()
    }
  }

  /// The whole document of a series as it is on disk, as one update. Nobody who writes in it waits.
  async copy(id: string): Promise<{ readonly value: Uint8Array } | Fault> {
    const lease = await this.#rooms.lease(id)
    if (lease.kind !== 'open') return noRoom(lease.kind)
    const pause = () => new Promise<void>((resolve) => this.#clock.soon(resolve))
    try {
      return { value: await copyOf((look) => lease.room.read(look), pause) }
    } finally {
      lease.release()
    }
  }

  /// Changes title or language in the document itself, where people may be writing. `user` is whose
  /// edit it is, as in the log.
  async change(
    id: string,
    change: { readonly title?: string | undefined; readonly language?: Language | undefined },
    user: string | null = null,
  ): Promise<SeriesRow | Fault> {
    const lease = await this.#rooms.lease(id)
    if (lease.kind !== 'open') return noRoom(lease.kind)
    try {
      await lease.room.edit(user, (doc) => {
        if (change.title !== undefined) retitle(doc, change.title)
        if (change.language !== undefined) setLanguage(doc, change.language)
      })
      await lease.room.headingWritten()
    } finally {
      lease.release()
    }
    return this.find(id)
  }

  /// Puts a series into the bin, or takes it out. It keeps its text, and what is typed in it by
  /// somebody who still has it open is kept too.
  async bin(id: string, binned: boolean): Promise<SeriesRow | Fault> {
    const row = await this.#store.findSeries(id)
    if (!row) return missing
    if ((row.binned !== null) === binned) return row
    const changed = await this.#store.changeSeries(id, {
      binned: binned ? this.#clock.now() : null,
    })
    return changed ?? missing
  }

  /// The same, made of a document that is there already, as its first update.
  async add(heading: Heading, document: Uint8Array, account: string | null): Promise<SeriesRow> {
    const owner = account ?? (await this.#members.installationOwner()) ?? null
    for (;;) {
      const row = this.#row(newSeriesId(), heading)
      // The owner first: cut off in between, nothing is left that anybody could notice.
      if (owner !== null && !(await this.#members.add(row.id, owner, 'owner'))) continue
      if (await this.#store.createSeries(row, { bytes: document, user: owner })) return row
    }
  }

  #row(id: string, { title, language }: Heading): SeriesRow {
    const now = this.#clock.now()
    return { id, title, language, created: now, updated: now, binned: null, lineage: null }
  }
}

/// Without the letters that are taken for digits.
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/// 70 random bits, in characters that need no escaping in an address or on a command line.
function newSeriesId(): string {
  return Array.from(randomBytes(14), (byte) => letters[byte & 31]).join('')
}

function noRoom(kind: 'missing' | 'broken' | 'closing'): Fault {
  switch (kind) {
    case 'missing':
      return missing
    case 'broken':
      return { code: 'series.broken', message: 'This series cannot be read from the disk.' }
    case 'closing':
      return { code: 'server.closing', message: 'The server is restarting. Try again in a moment.' }
  }
}
