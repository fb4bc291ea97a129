import type { Logger } from 'pino'
import * as Y from 'yjs'
import { may } from '../../src/shared/domain/access.ts'
import { type Announcement, close, protocolVersion } from '../../src/shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Topic } from '../records/news.ts'
import type { Store } from '../store/store.ts'
import { isOutdated } from './announcement.ts'
import { applyBatch, type Submission } from './batch.ts'
import { type Heading, readHeading, watchHeading } from './content.ts'
import {
  acknowledgedFrame,
  type Frame,
  newsFrame,
  presenceFrame,
  standingFrame,
  step1Frame,
  step2Frame,
  updateFrame,
  welcomeFrame,
} from './frame.ts'
import { bringsNews } from './novelty.ts'
import type { Close, Peer } from './peer.ts'
import { Presence } from './presence.ts'

/// Under load, edits of this many milliseconds share a commit and a frame. An edit that comes later
/// than this after the last commit does not wait.
const windowMs = 10
const presenceWindowMs = 30
/// A snapshot is written after so many rows, or so many bytes of them, and when the room is left.
const snapshotRows = 4000
const snapshotBytes = 4 * 1024 * 1024
/// Updates that wait for others which have not come are kept up to this size.
const maxPendingBytes = 16 * 1024 * 1024

export interface RoomOptions {
  readonly id: string
  readonly doc: Y.Doc
  readonly head: number
  readonly covered: number
  /// What the series list says at present.
  readonly heading: Heading
  readonly lineage: string
  /// Which build of the program this is.
  readonly build: string
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  /// Rows are on disk; whose they are.
  readonly onWritten: (users: readonly (string | null)[]) => void
  /// The room cannot go on: it must be read from disk again. Called once, before sockets close.
  readonly onDiscarded: () => void
}

interface Member {
  readonly peer: Peer
  announced: boolean
  /// How many updates have come from it, and how many of them are on disk.
  received: number
  committed: number
  /// The state vector of a step 1 that has not been answered. Only the last one counts.
  asked: Uint8Array | undefined
}

/// An update in which there is nothing.
const nothing = {
  bytes: new Uint8Array([0, 0]),
  shape: { structs: 0, deletes: 0, ranges: [], types: [] },
} as const

/// A submission and, when it came over a connection, the how-manyth update it is there.
interface Gathered {
  readonly submission: Submission
  readonly member: Member | undefined
  readonly count: number
}

type Life =
  | { readonly kind: 'open' }
  /// Takes nothing new, finishes what it has.
  | { readonly kind: 'closing' }
  | { readonly kind: 'discarded' }

/// One series in memory and the connections to it. The life of an update: `hear` (already read and
/// checked) → gather → apply → append and commit → acknowledge and tell the others.
///
/// Longer than other files: what may happen while a commit is under way is decided here, and is
/// easier to see to be right in one place.
export class Room {
  readonly id: string
  readonly #doc: Y.Doc
  readonly #options: RoomOptions
  readonly #members = new Map<Peer, Member>()
  readonly #presence = new Presence()
  #life: Life = { kind: 'open' }
  #gathered: Gathered[] = []
  #flushing = false
  #flushDue = false
  #cancelWindow = () => {}
  #lastFlush = Number.NEGATIVE_INFINITY
  #waiting: (() => void)[] = []
  #answerDue = false
  #presenceChanged = new Set<number>()
  #presenceDue = false
  #lastPresence = Number.NEGATIVE_INFINITY
  #head: number
  #covered: number
  #uncoveredBytes = 0
  #heading: Heading
  #headingTouched = false
  #headingWriting: Promise<void> = Promise.resolve()
  /// The answer to a client that has nothing, until the document changes.
  #whole: Uint8Array | undefined

  constructor(options: RoomOptions) {
    this.id = options.id
    this.#options = options
    this.#doc = options.doc
    this.#head = options.head
    this.#covered = options.covered
    this.#heading = options.heading
    watchHeading(this.#doc, () => {
      this.#headingTouched = true
    })
  }

  /// The number of connections.
  get size(): number {
    return this.#members.size
  }

  /// Lets a connection in: it is asked for what the server lacks and told who is here.
  join(peer: Peer): void {
    if (this.#life.kind !== 'open') {
      peer.close(this.#life.kind === 'closing' ? close.goingAway : close.unavailable)
      return
    }
    const member = { peer, announced: false, received: 0, committed: 0, asked: undefined }
    this.#members.set(peer, member)
    peer.send(step1Frame(Y.encodeStateVector(this.#doc)))
    const here = this.#presence.all()
    if (here.length > 0) peer.send(presenceFrame(here))
  }

  leave(peer: Peer): void {
    if (!this.#members.delete(peer)) return
    const gone = this.#presence.leave(peer)
    if (gone.length > 0) this.#tell(presenceFrame(gone), null)
  }

  /// Takes what a connection said.
  hear(peer: Peer, frame: Frame): void {
    const member = this.#members.get(peer)
    if (!member || this.#life.kind !== 'open') return
    switch (frame.kind) {
      case 'announce':
        if (frame.announced && !this.#welcome(peer, frame.announced)) return
        member.announced = true
        peer.send(standingFrame(peer.present.standing))
        if (member.committed > 0) peer.send(acknowledgedFrame(member.committed))
        return
      case 'step1':
        member.asked = frame.vector
        this.#answerSoon()
        return
      case 'step2':
      case 'update':
        this.#options.metrics.updates.inc()
        this.#takeUpdate(member, frame)
        return
      case 'presence': {
        const { changed, contested } = this.#presence.hear(peer, frame.entries)
        for (const client of changed) this.#presenceChanged.add(client)
        for (const owner of contested) this.#members.get(owner)?.peer.challenge()
        if (changed.length > 0) this.#tellPresenceSoon()
        return
      }
      case 'queryPresence':
        peer.send(presenceFrame(this.#presence.all()))
        return
    }
  }

  /// Tells a connection what it is to the series from now on.
  restand(peer: Peer): void {
    if (this.#members.get(peer)?.announced) peer.send(standingFrame(peer.present.standing))
  }

  /// Tells everybody who understands it that something can be read again over HTTP.
  tellNews(topics: readonly Topic[]): void {
    const frame = newsFrame(topics)
    for (const { peer, announced } of this.#members.values()) if (announced) peer.send(frame)
  }

  /// Makes an edit as the server, in a transaction. Resolves when it is on disk.
  edit(user: string | null, change: (doc: Y.Doc) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#life.kind !== 'open') return reject(new Error('The room is closing.'))
      const done = (failure: Error | undefined) => (failure ? reject(failure) : resolve())
      const submission = { kind: 'edit', user, change, done } as const
      this.#gather({ submission, member: undefined, count: 0 })
    })
  }

  /// Resolves when the series list says what the document says.
  async headingWritten(): Promise<void> {
    await this.settled()
    await this.#headingWriting
  }

  /// Calls `read` with the document when all of it is on disk. `read` must not change it.
  async read<T>(read: (doc: Y.Doc) => T): Promise<T> {
    await this.settled()
    if (this.#life.kind === 'discarded') throw new Error('The series could not be saved.')
    return read(this.#doc)
  }

  /// Resolves when nothing waits to be committed.
  settled(): Promise<void> {
    if (!this.#flushing && this.#gathered.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /// Commits what has come, closes every socket and writes a snapshot.
  async close(why: Close): Promise<void> {
    if (this.#life.kind === 'open') this.#life = { kind: 'closing' }
    // Nothing more is coming that would be worth waiting for.
    this.#cancelWindow()
    this.#flushDue = false
    this.#flushSoon()
    await this.settled()
    for (const { peer } of this.#members.values()) peer.close(why)
    await this.rest()
  }

  /// Writes a snapshot when the last one is behind.
  async rest(): Promise<void> {
    await this.settled()
    if (this.#life.kind !== 'discarded' && this.#head > this.#covered) await this.#snapshot()
  }

  /// Whether the connection may go on.
  #welcome(peer: Peer, announced: Announcement): boolean {
    const { lineage, build } = this.#options
    let refusal: Close | undefined
    if (isOutdated(announced)) refusal = close.outdated
    else if (announced.lineage !== undefined && announced.lineage !== lineage) {
      refusal = close.replaced
    }
    if (!refusal) peer.send(welcomeFrame({ version: protocolVersion, lineage, build }))
    else {
      this.leave(peer)
      peer.close(refusal)
    }
    return !refusal
  }

  /// A reader's client answers step 1 like any other, with what it has heard from here: that is
  /// acknowledged and goes no further. Anything new ends the connection.
  #takeUpdate(member: Member, frame: Extract<Frame, { kind: 'step2' | 'update' }>) {
    const { peer } = member
    let submission: Submission = { ...frame, from: peer }
    if (!may(peer.present.standing, 'series.edit')) {
      if (bringsNews(this.#doc, frame.bytes, frame.shape)) {
        this.leave(peer)
        return peer.close(close.readOnly)
      }
      submission = { ...submission, ...nothing }
    }
    member.received++
    this.#gather({ submission, member, count: member.received })
  }

  #gather(gathered: Gathered) {
    this.#gathered.push(gathered)
    this.#flushSoon()
  }

  #flushSoon() {
    if (this.#flushing || this.#flushDue || this.#gathered.length === 0) return
    this.#flushDue = true
    const { clock } = this.#options
    const wait = this.#lastFlush + windowMs - clock.now()
    const flush = () => {
      this.#flushDue = false
      void this.#flush()
    }
    if (wait <= 0 || this.#life.kind === 'closing') clock.soon(flush)
    else this.#cancelWindow = clock.after(wait, flush)
  }

  async #flush(): Promise<void> {
    if (this.#life.kind === 'discarded' || this.#gathered.length === 0) return
    const { clock, metrics, store, log } = this.#options
    const batch = this.#gathered
    this.#gathered = []
    this.#flushing = true
    this.#lastFlush = clock.now()
    const began = performance.now()
    const applied = applyBatch(
      this.#doc,
      batch.map(({ submission }) => submission),
    )
    if (applied.kind === 'poisoned') {
      log.warn({ series: this.id, reason: applied.reason }, 'an update could not be applied')
      if (applied.by.kind !== 'edit') applied.by.from.close(close.refused)
      return this.#discard(batch, new Error(applied.reason))
    }
    if (applied.rows.length > 0) {
      this.#whole = undefined
      try {
        this.#head = await store.append(this.id, applied.rows, this.#lastFlush)
      } catch (error) {
        metrics.failedCommits.inc()
        log.error({ series: this.id, err: error }, 'a commit failed; the room is discarded')
        const failure = new Error('The series could not be saved.', { cause: error })
        return this.#discard(batch, failure)
      }
      metrics.commits.inc()
      metrics.commitSeconds.observe((performance.now() - began) / 1000)
      for (const { bytes } of applied.rows) this.#uncoveredBytes += bytes.byteLength
      this.#options.onWritten(applied.rows.map(({ user }) => user))
    }
    this.#acknowledge(batch)
    for (const { update, except } of applied.news) this.#tell(updateFrame(update), except)
    const pending = this.#doc.store.pendingStructs?.update.byteLength ?? 0
    // Whoever makes the pile of updates that wait for others grow must bring the others first.
    if (pending > maxPendingBytes) for (const { member } of batch) member?.peer.close(close.refused)
    if (this.#headingTouched) this.#writeHeading()
    const rows = this.#head - this.#covered
    if (rows >= snapshotRows || this.#uncoveredBytes >= snapshotBytes) void this.#snapshot()
    this.#flushing = false
    if (this.#answerDue) this.#answer()
    this.#flushSoon()
    if (this.#gathered.length === 0) this.#wake()
  }

  #acknowledge(batch: readonly Gathered[]) {
    const members = new Set<Member>()
    for (const { submission, member, count } of batch) {
      if (submission.kind === 'edit') submission.done(undefined)
      if (!member) continue
      member.committed = count
      members.add(member)
    }
    for (const member of members) {
      if (member.announced) member.peer.send(acknowledgedFrame(member.committed))
    }
  }

  /// The document in memory is not what is on disk: nobody may see more of it.
  #discard(batch: readonly Gathered[], failure: Error) {
    this.#life = { kind: 'discarded' }
    this.#options.onDiscarded()
    for (const { submission } of [...batch, ...this.#gathered]) {
      if (submission.kind === 'edit') submission.done(failure)
    }
    this.#gathered = []
    this.#flushing = false
    for (const { peer } of this.#members.values()) peer.close(close.unavailable)
    this.#wake()
  }

  #wake() {
    const waiting = this.#waiting
    this.#waiting = []
    for (const each of waiting) each()
  }

  #answerSoon() {
    if (this.#answerDue) return
    this.#answerDue = true
    // While a commit is under way the document holds what is not yet safe: `#flush` answers then.
    this.#options.clock.soon(() => {
      if (!this.#flushing) this.#answer()
    })
  }

  /// A step 2 goes only to the one who asked: told to others, its deletes would reach clients that
  /// have not heard of what they delete.
  #answer() {
    this.#answerDue = false
    if (this.#life.kind !== 'open') return
    try {
      for (const member of this.#members.values()) {
        if (!member.asked) continue
        member.peer.sendDocument(this.#stepTwo(member.asked))
        member.asked = undefined
      }
    } catch (error) {
      this.#options.log.error({ series: this.id, err: error }, 'a series could not be encoded')
      this.#discard([], new Error('The series could not be encoded.', { cause: error }))
    }
  }

  #stepTwo(vector: Uint8Array): Uint8Array {
    const hasNothing = vector.byteLength === 1
    if (!hasNothing) return step2Frame(Y.encodeStateAsUpdate(this.#doc, vector))
    this.#whole ??= step2Frame(Y.encodeStateAsUpdate(this.#doc))
    return this.#whole
  }

  #tell(frame: Uint8Array, except: Peer | null) {
    for (const { peer } of this.#members.values()) if (peer !== except) peer.send(frame)
  }

  #tellPresenceSoon() {
    if (this.#presenceDue) return
    this.#presenceDue = true
    const { clock } = this.#options
    const wait = this.#lastPresence + presenceWindowMs - clock.now()
    if (wait <= 0) clock.soon(() => this.#tellPresence())
    else clock.after(wait, () => this.#tellPresence())
  }

  #tellPresence() {
    const changed = this.#presenceChanged
    this.#presenceChanged = new Set()
    this.#presenceDue = false
    this.#lastPresence = this.#options.clock.now()
    if (this.#life.kind === 'discarded') return
    const entries = this.#presence.entries(changed)
    if (entries.length === 0) return
    // To the sender as well: a stock client that hears nothing for 30 s thinks the line is dead.
    this.#tell(presenceFrame(entries), null)
  }

  #writeHeading() {
    this.#headingTouched = false
    const heading = readHeading(this.#doc)
    const { title, language } = this.#heading
    if (heading.title === title && heading.language === language) return
    this.#heading = heading
    const { store, log } = this.#options
    const write = async () => {
      try {
        await store.changeSeries(this.id, heading)
      } catch (error) {
        // The list is behind until the next change; the document itself is safe.
        log.error({ series: this.id, err: error }, 'the series list could not be updated')
      }
    }
    this.#headingWriting = this.#headingWriting.then(write)
  }

  async #snapshot(): Promise<void> {
    const seq = this.#head
    this.#covered = seq
    this.#uncoveredBytes = 0
    const { store, log } = this.#options
    try {
      await store.writeSnapshot(this.id, seq, Y.encodeStateAsUpdate(this.#doc))
    } catch (error) {
      // The log still holds everything.
      log.error({ series: this.id, err: error }, 'a snapshot could not be written')
    }
  }
}
