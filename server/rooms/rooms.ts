import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Topic } from '../records/news.ts'
import type { Store } from '../store/store.ts'
import { Chronicle, type Happening } from './chronicle.ts'
import { readLineage } from './content.ts'
import { loadDocument } from './load.ts'
import type { Close } from './peer.ts'
import { Room } from './room.ts'

export interface RoomsOptions {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  /// How long a room that nobody uses stays in memory, in milliseconds.
  readonly idleMs: number
  /// Which build of the program this is, for pages to compare with their own.
  readonly build?: string
  /// Something happened to the outlines of a series.
  readonly onHappening?: (series: string, happenings: readonly Happening[]) => void
}

/// A room that is kept in memory until `release` is called.
export interface Lease {
  readonly kind: 'open'
  readonly room: Room
  release(): void
}

/// `missing`: no such series. `broken`: its document cannot be read. `closing`: the server stops.
export type NoRoom = {
  readonly kind: 'missing' | 'broken' | 'closing'
  readonly reason: string
}

interface Place {
  room: Room | undefined
  readonly chronicle: Chronicle
  leases: number
  cancelUnload: () => void
}

/// The rooms in memory. Each series is loaded once, however many ask for it at the same time, and
/// leaves memory when nobody has used it for a while.
export class Rooms {
  readonly #options: RoomsOptions
  readonly #places = new Map<string, Place>()
  readonly #loading = new Map<string, Promise<Place | NoRoom>>()
  #closing = false

  constructor(options: RoomsOptions) {
    this.#options = options
  }

  /// Whether this series is in memory.
  holds(id: string): boolean {
    return this.#places.has(id)
  }

  /// Tells whoever has this series open that something of it can be read again over HTTP.
  tellNews(id: string, topics: readonly Topic[]): void {
    this.#places.get(id)?.room?.tellNews(topics)
  }

  async lease(id: string): Promise<Lease | NoRoom> {
    if (this.#closing) return { kind: 'closing', reason: 'The server stops.' }
    const place = this.#places.get(id) ?? (await this.#load(id))
    if ('kind' in place) return place
    const { room } = place
    // Between the load and this turn the room may have been discarded: read it again.
    if (!room || this.#places.get(id) !== place) return this.lease(id)
    place.leases++
    place.cancelUnload()
    let held = true
    return {
      kind: 'open',
      room,
      release: () => {
        if (!held) return
        held = false
        place.leases--
        if (place.leases === 0) this.#unloadLater(id, place)
      },
    }
  }

  /// Commits what has come, closes all sockets, writes snapshots. Nothing can be leased afterwards.
  async close(why: Close): Promise<void> {
    this.#closing = true
    await Promise.all(this.#loading.values())
    await Promise.all([...this.#places.values()].map(({ room }) => room?.close(why)))
    for (const { chronicle } of this.#places.values()) chronicle.close()
    this.#places.clear()
    this.#options.metrics.rooms.set(0)
  }

  #load(id: string): Promise<Place | NoRoom> {
    const under = this.#loading.get(id)
    if (under) return under
    const loading = this.#read(id).finally(() => this.#loading.delete(id))
    this.#loading.set(id, loading)
    return loading
  }

  async #read(id: string): Promise<Place | NoRoom> {
    const { store, clock, log, metrics } = this.#options
    const row = await store.findSeries(id)
    if (!row) return { kind: 'missing', reason: 'There is no such series.' }
    const loaded = await loadDocument(store, id)
    if (loaded.kind === 'missing') return { kind: 'missing', reason: 'There is no such series.' }
    for (const sentence of loaded.damage) {
      metrics.quarantined.inc()
      log.error({ series: id }, sentence)
    }
    if (loaded.kind === 'broken') {
      log.error({ series: id, reason: loaded.reason }, 'a series could not be loaded')
      return { kind: 'broken', reason: loaded.reason }
    }
    const { doc, head, covered } = loaded
    const heading = { title: row.title, language: row.language }
    const chronicle = new Chronicle(doc, clock, (happenings) => {
      this.#options.onHappening?.(id, happenings)
    })
    const place: Place = { room: undefined, chronicle, leases: 0, cancelUnload: () => {} }
    const onWritten = (users: readonly (string | null)[]) => chronicle.wrote(users)
    const onDiscarded = () => {
      chronicle.abandon()
      if (this.#places.get(id) === place) this.#forget(id)
    }
    const told = { onWritten, onDiscarded }
    const lineage = readLineage(doc) ?? ''
    const { build = '' } = this.#options
    const series = { id, doc, head, covered, heading, lineage, build }
    place.room = new Room({ ...series, store, clock, log, metrics, ...told })
    this.#places.set(id, place)
    metrics.rooms.set(this.#places.size)
    // Nobody may come after all.
    this.#unloadLater(id, place)
    return place
  }

  #unloadLater(id: string, place: Place) {
    place.cancelUnload()
    place.cancelUnload = this.#options.clock.after(this.#options.idleMs, async () => {
      await place.room?.rest()
      // Somebody may have come while the snapshot was written.
      if (place.leases === 0 && this.#places.get(id) === place) this.#forget(id)
    })
  }

  #forget(id: string) {
    this.#places.get(id)?.chronicle.close()
    this.#places.delete(id)
    this.#options.metrics.rooms.set(this.#places.size)
  }
}
