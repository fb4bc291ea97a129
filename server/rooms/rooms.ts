import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Topic } from '../records/news.ts'
import type { Store } from '../store/store.ts'
import { Chronicle, type Happening } from './chronicle.ts'
import { readLineage } from './content.ts'
import { Disk } from './disk.ts'
import { type Loaded, loadDocument } from './load.ts'
import { type Bus, channelOf, readWord, type Word, writeWord } from './neighbours.ts'
import type { Close } from './peer.ts'
import { Replica } from './replica.ts'
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
  /// How long edits gather, in milliseconds, if not `windowMs`.
  readonly windowMs?: number
  /// What other nodes are told and heard by, and what this one is called. Only where the store is
  /// shared.
  readonly bus?: Bus
  readonly node?: string
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
  chronicle: Chronicle
  leases: number
  cancelUnload: () => void
  stopHearing: () => void
}

/// By default, edits of so many milliseconds share a commit and a frame (docs/BENCH.md).
export const windowMs = 20
/// How often the log of a shared store is looked at, whether or not another node has said anything.
const pollMs = 1_000
/// How often other nodes are told again who is here.
const renewMs = 20_000

/// The rooms in memory. Each series is loaded once, however many ask for it at the same time, and
/// leaves memory when nobody has used it for a while.
export class Rooms {
  readonly #options: RoomsOptions
  readonly #disk = new Disk()
  readonly #places = new Map<string, Place>()
  readonly #loading = new Map<string, Promise<Place | NoRoom>>()
  #isClosing = false
  #cancelPoll = () => {}
  #cancelRenewal = () => {}
  #stopHearing = () => {}

  constructor(options: RoomsOptions) {
    this.#options = options
    if (!options.store.isShared) return
    this.#pollLater()
    this.#renewLater()
    this.#stopHearing = options.bus?.onBack(() => this.#ask()) ?? (() => {})
  }

  /// The series that are in memory.
  get open(): Iterable<string> {
    return this.#places.keys()
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
    if (this.#isClosing) return { kind: 'closing', reason: 'The server stops.' }
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
    this.#isClosing = true
    this.#cancelPoll()
    this.#cancelRenewal()
    this.#stopHearing()
    // One that cannot be read must not keep the others from being saved.
    await Promise.allSettled(this.#loading.values())
    await Promise.all([...this.#places.values()].map(({ room }) => room?.close(why)))
    for (const id of [...this.#places.keys()]) this.#forget(id)
  }

  #load(id: string): Promise<Place | NoRoom> {
    const under = this.#loading.get(id)
    if (under) return under
    const loading = this.#open(id).finally(() => this.#loading.delete(id))
    this.#loading.set(id, loading)
    return loading
  }

  async #open(id: string): Promise<Place | NoRoom> {
    const { store, clock, log, metrics, bus, build = '' } = this.#options
    const read = await this.#read(id)
    if (read.kind !== 'loaded') return read
    const place: Place = {
      room: undefined,
      chronicle: this.#watch(id, read.replica),
      leases: 0,
      cancelUnload: () => {},
      stopHearing: () => {},
    }
    const room = new Room({
      id,
      replica: read.replica,
      build,
      store,
      disk: this.#disk,
      clock,
      log,
      metrics,
      windowMs: this.#options.windowMs ?? windowMs,
      onWritten: (users) => place.chronicle.wrote(users),
      onCaughtUp: () => place.chronicle.passOver(),
      onDiscarded: () => {
        place.chronicle.abandon()
        if (this.#places.get(id) === place) this.#forget(id)
      },
      reload: async () => {
        place.chronicle.abandon()
        const again = await this.#read(id)
        if (again.kind !== 'loaded') return undefined
        place.chronicle = this.#watch(id, again.replica)
        return again.replica
      },
      load: async () => {
        const beside = await this.#read(id)
        return beside.kind === 'loaded' ? beside.replica : undefined
      },
      say: (word) => this.#say(id, word),
    })
    place.room = room
    if (store.isShared && bus) {
      place.stopHearing = bus.hear(channelOf(id), (bytes) => {
        const said = readWord(bytes)
        if (said && said.node !== this.#options.node) room.hearNode(said)
      })
    }
    this.#places.set(id, place)
    metrics.rooms.set(this.#places.size)
    this.#say(id, { kind: 'ask' })
    // Nobody may come after all.
    this.#unloadLater(id, place)
    return place
  }

  async #read(id: string): Promise<{ kind: 'loaded'; replica: Replica } | NoRoom> {
    const { store, clock, log, metrics } = this.#options
    const missing = { kind: 'missing', reason: 'There is no such series.' } as const
    const heading = await store.findSeries(id)
    if (!heading) return missing
    const loaded = await loadDocument(store, id)
    if (loaded.kind === 'missing') return missing
    for (const sentence of loaded.damage) {
      metrics.quarantined.inc()
      log.error({ series: id }, sentence)
    }
    if (loaded.kind === 'broken') {
      log.error({ series: id, reason: loaded.reason }, 'a series could not be loaded')
      return { kind: 'broken', reason: loaded.reason }
    }
    const lineage = loaded.lineage ?? (await this.#writeLineage(id, loaded))
    const replica = new Replica({ id, loaded, heading, lineage, store, log, now: clock.now() })
    return { kind: 'loaded', replica }
  }

  /// Of a series that was made before lineages were written down. Another node may be doing it, too.
  async #writeLineage(id: string, { doc }: Loaded): Promise<string> {
    const { store, log } = this.#options
    const own = readLineage(doc) ?? randomUUID()
    try {
      await store.setLineage(id, own)
    } catch (error) {
      // A disk that takes nothing: the document says it again the next time.
      log.error({ series: id, err: error }, 'the lineage of a series could not be written')
    }
    return (await store.findSeries(id))?.lineage ?? own
  }

  #watch(id: string, replica: Replica): Chronicle {
    return new Chronicle(replica.doc, this.#options.clock, (happenings) => {
      this.#options.onHappening?.(id, happenings)
    })
  }

  #say(id: string, word: Word) {
    const { store, bus, node = '' } = this.#options
    if (store.isShared) bus?.say(channelOf(id), writeWord({ node, word }))
  }

  /// Words of other nodes may have been missed.
  #ask() {
    for (const id of this.#places.keys()) this.#say(id, { kind: 'ask' })
    void this.#poll()
  }

  #pollLater() {
    this.#cancelPoll = this.#options.clock.after(pollMs, async () => {
      await this.#poll()
      if (!this.#isClosing) this.#pollLater()
    })
  }

  async #poll(): Promise<void> {
    if (this.#places.size === 0) return
    try {
      const heads = await this.#options.store.heads([...this.#places.keys()])
      for (const [id, head] of heads) this.#places.get(id)?.room?.hearHead(head)
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the heads of the series could not be read')
    }
  }

  #renewLater() {
    this.#cancelRenewal = this.#options.clock.after(renewMs, () => {
      for (const { room } of this.#places.values()) room?.renew()
      this.#renewLater()
    })
  }

  #unloadLater(id: string, place: Place) {
    place.cancelUnload()
    place.cancelUnload = this.#options.clock.after(this.#options.idleMs, async () => {
      await place.room?.rest()
      // Somebody may have come while the snapshot was written, and left something behind.
      if (place.leases > 0 || this.#places.get(id) !== place) return
      if (place.room && !place.room.isIdle) this.#unloadLater(id, place)
      else this.#forget(id)
    })
  }

  #forget(id: string) {
    const place = this.#places.get(id)
    place?.chronicle.close()
    place?.stopHearing()
    this.#places.delete(id)
    this.#options.metrics.rooms.set(this.#places.size)
  }
}
