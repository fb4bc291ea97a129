import type { Logger } from 'pino'
import type * as Y from 'yjs'
import { may } from '../../src/shared/domain/access.ts'
import { type Announcement, close, protocolVersion } from '../../src/shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Topic } from '../records/news.ts'
import type { Store } from '../store/store.ts'
import { Admission } from './admission.ts'
import { tooMuch } from './allowance.ts'
import { isOutdated } from './announcement.ts'
import { Attendance } from './attendance.ts'
import type { Poisoned, Submission } from './batch.ts'
import { type Disk, isStorageTrouble } from './disk.ts'
import {
  type Frame,
  newsFrame,
  type PresenceEntry,
  presenceFrame,
  standingFrame,
  step1Frame,
  updateFrame,
  welcomeFrame,
} from './frame.ts'
import { type Gathered, type Member, newMember } from './member.ts'
import type { Said, Word } from './neighbours.ts'
import { writerOf } from './owners.ts'
import type { Close, Peer } from './peer.ts'
import { Questions } from './questions.ts'
import { Queue } from './queue.ts'
import { Receipts } from './receipts.ts'
import type { Replica } from './replica.ts'

/// Updates that wait for others which have not come are kept up to this size, which is more than a
/// season. Every client gives them back when it connects: with the rest they have to fit into one
/// frame, and each that comes is put together with all that wait.
const maxPendingBytes = 2 * 1024 * 1024
/// What one connection has sent and is not on disk yet; it may be a disk that is slow.
const maxWaitingBytes = 32 * 1024 * 1024
/// The same of all connections to the room together, between two commits.
const maxGatheredBytes = 128 * 1024 * 1024
const maxHeldFrames = 1000
/// So long, in milliseconds, whoever reads a series waits for what has come before to be on disk.
/// Then the disk is slower than any that works, and is read as it is.
const readingPatienceMs = 10_000
/// What it costs to read a series from disk again for somebody who sent what cannot be taken in, as
/// bytes of messages.
const reloadCost = 2 * 1024 * 1024

export interface RoomOptions {
  readonly id: string
  readonly replica: Replica
  /// Which build of the program this is.
  readonly build: string
  readonly store: Store
  readonly disk: Disk
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  /// Edits of so many milliseconds share a commit and a frame. An edit that comes later than this
  /// after the last commit does not wait.
  readonly windowMs: number
  /// Rows are on disk; whose they are.
  readonly onWritten: (users: readonly (string | null)[]) => void
  /// Edits of other nodes have been taken in.
  readonly onCaughtUp: () => void
  /// The room cannot go on: it must be read from disk again. Called once, before sockets close.
  readonly onDiscarded: () => void
  /// Reads the series from disk again, in place of a replica that is ahead of it.
  readonly reload: () => Promise<Replica | undefined>
  /// Reads it beside the replica, which stays.
  readonly load: () => Promise<Replica | undefined>
  /// Says something to the other nodes that have the series open.
  readonly say: (word: Word) => void
}

/// An update in which there is nothing.
const nothing = {
  bytes: new Uint8Array([0, 0]),
  shape: { structs: 0, deletes: 0, ranges: [], types: [] },
} as const

type Life =
  | { readonly kind: 'open' }
  /// Takes nothing new, finishes what it has.
  | { readonly kind: 'closing' }
  | { readonly kind: 'discarded' }

/// One series in memory and the connections to it. The life of an update: `hear` (already read and
/// checked) → gather → admit → apply → append and commit → acknowledge and tell the others.
///
/// Longer than other files: what may happen while a commit is under way is decided here, and is
/// easier to see to be right in one place. Everything that changes the replica or waits for the
/// store happens in a turn, and there is one turn at a time.
export class Room {
  readonly id: string
  readonly #options: RoomOptions
  readonly #members = new Map<Peer, Member>()
  readonly #attendance: Attendance
  readonly #questions: Questions
  readonly #admission: Admission
  readonly #receipts: Receipts
  #replica: Replica
  #life: Life = { kind: 'open' }
  readonly #queue = new Queue()
  /// What the turn under way has in hand.
  #batch: readonly Gathered[] = []
  #isTurning = false
  /// Whether the replica may hold what is not on disk.
  #isAhead = false
  #isTurnDue = false
  #cancelTurn = () => {}
  /// How many turns have begun.
  #turns = 0
  #lastTurn = Number.NEGATIVE_INFINITY
  /// The log of a shared store is to be read on, at least up to there.
  #lookFor: number | undefined
  #arrivals: Member[] = []
  #held = new Set<Member>()
  #waiting: { readonly isDone: () => boolean; readonly resolve: () => void }[] = []

  constructor(options: RoomOptions) {
    const { id, clock, replica, say } = options
    this.id = id
    this.#options = options
    this.#replica = replica
    this.#questions = new Questions({
      clock,
      // In a turn the replica may hold what is not yet safe: when it ends questions are answered.
      mayAnswer: () => !this.#isTurning && this.#life.kind === 'open',
      document: (vector, now) => this.#replica.answersTo(vector, now),
      presence: () => this.#attendance.everybody ?? presenceFrame([]),
      failed: (cause) => this.#discard(new Error('The series could not be encoded.', { cause })),
    })
    this.#receipts = new Receipts(clock)
    const tell = (frame: Uint8Array) => this.#tell(frame, null)
    this.#attendance = new Attendance({ clock, tell, say })
    const seenAs = (client: number) => this.#attendance.seenAs(client)
    this.#admission = new Admission({ ...options, seenAs })
  }

  /// The number of connections.
  get size(): number {
    return this.#members.size
  }

  /// The `seq` up to which the log is known here.
  get head(): number {
    return this.#replica.head
  }

  /// Lets a connection in: it is asked for what the server lacks and told who is here.
  join(peer: Peer): void {
    if (this.#life.kind !== 'open') {
      peer.close(this.#life.kind === 'closing' ? close.goingAway : close.unavailable)
      return
    }
    const member = newMember(peer)
    this.#members.set(peer, member)
    this.#admission.owners.arrive(peer)
    // In a turn the replica may hold what is not on disk: whoever believed that it is here would
    // not send it again.
    if (this.#isTurning) this.#arrivals.push(member)
    else this.#greet(member)
    const { everybody } = this.#attendance
    if (everybody) peer.send(everybody)
  }

  leave(peer: Peer): void {
    const member = this.#members.get(peer)
    if (!member) return
    this.#members.delete(peer)
    this.#held.delete(member)
    this.#questions.forget(peer)
    this.#attendance.leave(peer)
    this.#admission.owners.leave(peer)
  }

  /// Takes what a connection said.
  hear(peer: Peer, frame: Frame): void {
    const member = this.#members.get(peer)
    if (!member || this.#life.kind !== 'open') return
    if (!member.held) this.#take(member, frame)
    else if (member.held.push(frame) > maxHeldFrames) this.#end(member, tooMuch('messages'))
  }

  /// Takes what another node says.
  hearNode({ node, word }: Said): void {
    switch (word.kind) {
      case 'head':
        this.hearHead(word.head)
        break
      case 'presence':
        this.#attendance.hearNode(node, word.entries)
        break
      case 'ask':
        this.#attendance.renew()
        break
      case 'challenge':
        this.#attendance.challenge(word.client)
        break
    }
  }

  /// The log reaches up to there: what is not known here is read and told.
  hearHead(head: number): void {
    if (head > this.#replica.head) this.#look(head)
  }

  /// To be called a few times a minute where there are other nodes.
  renew(): void {
    this.#attendance.renew()
  }

  /// Tells a connection what it is to the series from now on.
  restand(peer: Peer): void {
    const member = this.#members.get(peer)
    if (!member) return
    const { standing } = peer.present
    if (may(standing, 'series.edit')) {
      // What they gave back as a reader is taken in when they come back.
      if (member.isKeptAside) this.#end(member, close.unavailable)
      else this.#admission.owners.claimKept(peer)
    }
    if (member.announced && !member.ended) peer.send(standingFrame(standing))
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
      if (this.#options.store.isShared) this.#look(0)
      const done = (failure: Error | undefined) => (failure ? reject(failure) : resolve())
      const submission = { kind: 'edit', user, change, done } as const
      this.#gather({ submission, member: undefined, count: 0 })
    })
  }

  /// Resolves when the series list says what the document says, as far as edits are on disk.
  async headingWritten(): Promise<void> {
    await this.#when(() => true)
    await this.#replica.headingWritten()
  }

  /// Calls `read` with the document when all that has come before is on disk, or, on a disk that takes
  /// too long, with what is there. `read` must not change it.
  async read<T>(read: (doc: Y.Doc) => T): Promise<T> {
    if (this.#options.store.isShared) this.#look(0)
    const isThrough = await this.#through()
    if (this.#life.kind === 'discarded') throw new Error('The series could not be saved.')
    if (isThrough) return read(this.#replica.doc)
    const replica = await this.#options.load()
    if (!replica) throw new Error('The series could not be read.')
    return read(replica.doc)
  }

  /// Resolves when nothing waits to be committed.
  settled(): Promise<void> {
    return this.#when(() => !this.#hasWork())
  }

  /// Resolves between two turns, when all that had come before is on disk or refused. False when that
  /// takes too long.
  #through(): Promise<boolean> {
    const until = this.#queue.added
    const turn = this.#turns + (this.#lookFor === undefined ? 0 : 1)
    const isDone = () => this.#turns >= turn && this.#queue.through >= until
    return new Promise((resolve) => {
      const giveUp = () => resolve(false)
      const cancel = this.#options.clock.after(readingPatienceMs, giveUp)
      void this.#when(isDone).then(() => {
        cancel()
        resolve(true)
      })
    })
  }

  /// Resolves between two turns, as soon as this is so; at once in a room that is discarded.
  #when(isDone: () => boolean): Promise<void> {
    if (this.#life.kind === 'discarded' || (!this.#isTurning && isDone())) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ isDone, resolve }))
  }

  /// Commits what has come, closes every socket and writes a snapshot.
  async close(why: Close): Promise<void> {
    if (this.#life.kind === 'open') this.#life = { kind: 'closing' }
    // Nothing more is coming that would be worth waiting for.
    this.#cancelTurn()
    this.#isTurnDue = false
    this.#turnSoon()
    await this.settled()
    this.#receipts.tellAll()
    for (const { peer } of this.#members.values()) peer.close(why)
    await this.rest()
  }

  /// Writes a snapshot when the last one is behind.
  async rest(): Promise<void> {
    await this.settled()
    if (this.#life.kind !== 'discarded') await this.#replica.snapshot()
  }

  #greet({ peer }: Member) {
    peer.send(step1Frame(this.#replica.vector()))
  }

  #take(member: Member, frame: Frame) {
    const { peer } = member
    switch (frame.kind) {
      case 'announce':
        return this.#takeAnnouncement(member, frame.announced)
      case 'step1':
        return this.#questions.askDocument(peer, frame.vector)
      case 'queryPresence':
        return this.#questions.askPresence(peer)
      case 'presence':
        return this.#takePresence(peer, frame.entries)
      case 'step2':
      case 'update':
        this.#options.metrics.updates.inc()
        return this.#takeUpdate(member, frame)
    }
  }

  #takeAnnouncement(member: Member, said: Announcement | undefined) {
    const { peer } = member
    const { lineage } = this.#replica
    if (said) {
      if (isOutdated(said)) return this.#end(member, close.outdated)
      const isAnother = said.lineage !== undefined && said.lineage !== lineage
      if (isAnother) return this.#end(member, close.replaced)
      const { build } = this.#options
      peer.send(welcomeFrame({ version: protocolVersion, lineage, build }))
    }
    const { principal, standing } = peer.present
    if (!member.announced && said) {
      const { owners } = this.#admission
      owners.keep(peer, said.clients, true)
      if (may(standing, 'series.edit')) owners.announce(writerOf(principal), said.clients)
    }
    member.announced = true
    peer.send(standingFrame(standing))
    if (member.committed > 0) this.#receipts.tell(member)
  }

  #takePresence(peer: Peer, entries: readonly PresenceEntry[]) {
    const { principal, standing } = peer.present
    const { owners } = this.#admission
    const writer = writerOf(principal)
    const own = entries.filter(({ client }) => (owners.ownerOf(client) ?? writer) === writer)
    const changed = this.#attendance.hear(peer, own)
    owners.keep(peer, changed, true)
    if (changed.length > 0 && may(standing, 'series.edit')) owners.announce(writer, changed)
  }

  /// A reader's client answers step 1 like any other, with what it has heard from here or from
  /// another node: that is acknowledged and goes no further. Anything new is kept aside while the
  /// series heals, and else ends the connection. What is known only until a commit has failed is
  /// new: while there is any of that, it is waited with.
  #takeUpdate(member: Member, frame: Extract<Frame, { kind: 'step2' | 'update' }>) {
    const { peer } = member
    let submission: Submission = { ...frame, from: peer }
    if (!may(peer.present.standing, 'series.edit')) {
      if (this.#isAhead || this.#replica.bringsNews(frame)) {
        member.held = [frame]
        this.#held.add(member)
        return this.#turnSoon()
      }
      submission = { ...submission, ...nothing }
    }
    member.received++
    member.waiting += submission.bytes.byteLength
    const gathered = this.#queue.bytes + submission.bytes.byteLength
    if (member.waiting > maxWaitingBytes || gathered > maxGatheredBytes) {
      return this.#end(member, tooMuch('unsaved text'))
    }
    this.#gather({ submission, member, count: member.received })
  }

  /// Ends a connection. What it has sent and is not yet applied does not count.
  #end(member: Member, why: Close) {
    member.ended = true
    this.leave(member.peer)
    member.peer.close(why)
  }

  #gather(gathered: Gathered) {
    this.#queue.add(gathered)
    this.#turnSoon()
  }

  #look(head: number) {
    this.#lookFor = Math.max(head, this.#lookFor ?? 0)
    this.#turnSoon()
  }

  #hasWork(): boolean {
    return this.#queue.length > 0 || this.#lookFor !== undefined || this.#held.size > 0
  }

  #turnSoon() {
    if (this.#isTurning || this.#isTurnDue || !this.#hasWork()) return
    this.#isTurnDue = true
    const { clock, windowMs } = this.#options
    // Not longer than the window where the clock was set back meanwhile.
    const wait = Math.min(windowMs, this.#lastTurn + windowMs - clock.now())
    const turn = () => {
      this.#isTurnDue = false
      void this.#turn()
    }
    if (wait <= 0 || this.#life.kind === 'closing') clock.soon(turn)
    else this.#cancelTurn = clock.after(wait, turn)
  }

  async #turn(): Promise<void> {
    if (this.#life.kind === 'discarded' || this.#isTurning || !this.#hasWork()) return
    this.#isTurning = true
    this.#turns++
    this.#lastTurn = this.#options.clock.now()
    try {
      if ([...this.#held].some((member) => this.#bringsNews(member))) this.#lookFor ??= 0
      const isCaughtUp = this.#lookFor === undefined || (await this.#catchUp())
      await this.#release(isCaughtUp)
      this.#batch = this.#queue.takeAll()
      if (this.#batch.length > 0) await this.#takeIn(this.#batch)
      this.#replica.settle()
    } catch (error) {
      return this.#discard(error)
    }
    this.#batch = []
    this.#isTurning = false
    this.#isAhead = false
    for (const member of this.#arrivals) if (!member.ended) this.#greet(member)
    this.#arrivals = []
    this.#questions.answerDue()
    this.#turnSoon()
    this.#wake()
  }

  /// Takes a batch through all its stations. Throws when the room cannot go on.
  async #takeIn(batch: readonly Gathered[]): Promise<void> {
    const { disk, metrics } = this.#options
    const began = performance.now()
    const allowed = await this.#admit(batch)
    if (!allowed) return
    const before = this.#replica.pendingBytes
    this.#isAhead = true
    const applied = this.#replica.apply(allowed.map(({ submission }) => submission))
    if (applied.kind === 'poisoned') return this.#spitOut(applied, allowed)
    const { pendingBytes } = this.#replica
    if (pendingBytes > maxPendingBytes && pendingBytes > before) return this.#shed(allowed)
    let isWhole = true
    if (applied.rows.length > 0) {
      try {
        isWhole = await this.#replica.append(applied.rows, this.#lastTurn)
      } catch (error) {
        metrics.failedCommits.inc()
        if (isStorageTrouble(error)) return this.#retreat(batch, error)
        throw new Error('The series could not be saved.', { cause: error })
      }
      disk.worked()
      metrics.storageTrouble.set(0)
      metrics.commits.inc()
      metrics.commitSeconds.observe((performance.now() - began) / 1000)
      this.#options.onWritten(applied.rows.map(({ user }) => user))
    }
    this.#acknowledge(allowed)
    for (const { update, except } of applied.news) this.#tell(updateFrame(update), except)
    if (!isWhole) await this.#catchUp()
    if (applied.rows.length > 0) this.#options.say({ kind: 'head', head: this.#replica.head })
  }

  /// What of the batch may be applied; the rest is refused. Undefined when all of it is.
  async #admit(batch: readonly Gathered[]): Promise<readonly Gathered[] | undefined> {
    const { disk, clock, store } = this.#options
    const catchUp = async () => {
      if (!store.isShared || (await this.#catchUp())) return
      throw new Error('The log could not be read.')
    }
    try {
      const { allowed, refused } = await this.#admission.admit(batch, this.#replica, catchUp)
      for (const { gathered, why } of refused) this.#refuse(gathered, why)
      return allowed
    } catch (error) {
      if (!isStorageTrouble(error)) throw error
      this.#options.log.error({ series: this.id, err: error }, 'the disk takes nothing')
      this.#options.metrics.storageTrouble.set(1)
      disk.failed(clock.now())
      for (const each of batch) this.#refuse(each, close.storage)
      return undefined
    }
  }

  /// The pile of updates that wait for others has become too large: whoever made it grow must bring
  /// the others first. What the rest has sent is taken in the next turn, by what is on disk.
  async #shed(batch: readonly Gathered[]): Promise<void> {
    const full = this.#replica
    await this.#readAgain()
    const isToBlame = ({ submission }: Gathered) =>
      submission.kind !== 'edit' &&
      full.leavesWaiting(submission) &&
      this.#replica.bringsNews(submission)
    const blamed = batch.filter(isToBlame)
    if (blamed.length === 0) throw new Error('Nobody has sent what waits for other updates.')
    for (const each of blamed) this.#blame(each)
    const rest = batch.filter(({ member }) => !member?.ended)
    this.#queue.putBack(rest)
  }

  /// The disk has taken nothing of what was applied. The document is read from it again, and who
  /// sent something must keep it; the others have heard nothing of it and notice nothing.
  async #retreat(batch: readonly Gathered[], error: unknown): Promise<void> {
    const { disk, clock, log, metrics } = this.#options
    log.error({ series: this.id, err: error }, 'the disk takes nothing; edits are refused')
    disk.failed(clock.now())
    metrics.storageTrouble.set(1)
    for (const each of batch) this.#refuse(each, close.storage)
    await this.#readAgain(error)
  }

  /// Something could not be applied, or only half of it: who sent it is closed, and the rest of the
  /// batch is taken in the next turn, by what is on disk.
  async #spitOut({ by, reason }: Poisoned, batch: readonly Gathered[]): Promise<void> {
    this.#options.log.warn({ series: this.id, reason }, 'an update could not be applied')
    await this.#readAgain()
    for (const each of batch) if (each.submission === by) this.#blame(each)
    const rest = batch.filter(({ submission, member }) => submission !== by && !member?.ended)
    this.#queue.putBack(rest)
  }

  /// Goes back to what is on disk.
  async #readAgain(cause?: unknown): Promise<void> {
    const replica = await this.#options.reload()
    if (!replica) throw new Error('The series could not be read again.', { cause })
    const { head } = this.#replica
    this.#replica = replica
    // What other nodes have appended meanwhile came along, and nobody here has heard of it.
    if (replica.head > head) this.#tell(updateFrame(replica.everything()), null)
    // Who is here may still have what is no longer on it.
    if (replica.isDamaged) this.#arrivals = [...this.#members.values()]
  }

  #blame(gathered: Gathered) {
    gathered.member?.peer.charge(reloadCost)
    this.#refuse(gathered, close.refused)
  }

  #refuse({ submission, member }: Gathered, why: Close) {
    if (member && !member.ended) this.#end(member, why)
    if (submission.kind === 'edit') submission.done(new Error('The series could not be saved.'))
  }

  #acknowledge(batch: readonly Gathered[]) {
    const members = new Set<Member>()
    for (const { submission, member, count } of batch) {
      if (submission.kind === 'edit') {
        submission.done(undefined)
        continue
      }
      if (!member) continue
      member.waiting -= submission.bytes.byteLength
      if (member.isKeptAside) continue
      member.committed = count
      members.add(member)
    }
    for (const member of members) this.#receipts.tell(member)
  }

  /// Reads what other nodes have appended, and tells it. Whether it could be read. Throws when the
  /// replica is not what is on disk.
  async #catchUp(): Promise<boolean> {
    const head = this.#lookFor ?? 0
    this.#lookFor = undefined
    const caught = await this.#replica.catchUp(head)
    if (caught.kind === 'unread') {
      const { log } = this.#options
      log.warn({ series: this.id, err: caught.error }, 'the log of a series could not be read on')
      return false
    }
    if (caught.updates.length > 0) this.#options.onCaughtUp()
    for (const update of caught.updates) this.#tell(updateFrame(update), null)
    return true
  }

  /// Whether what somebody has given back who may only read is not on disk.
  #bringsNews({ peer, held }: Member): boolean {
    const [first] = held ?? []
    if (!first || !('bytes' in first) || may(peer.present.standing, 'series.edit')) return false
    return this.#replica.bringsNews(first)
  }

  /// Readers who gave back what was not known here are judged, by what is on disk.
  async #release(isCaughtUp: boolean): Promise<void> {
    const held = [...this.#held]
    this.#held.clear()
    for (const member of held) {
      const [first] = member.held ?? []
      if (!first || !('bytes' in first)) continue
      const isNews = this.#bringsNews(member)
      const why = isNews
        ? isCaughtUp
          ? await this.#keepFromReader(member, first)
          : close.unavailable
        : undefined
      // What has come meanwhile is heard after it.
      const rest = member.held?.slice(1) ?? []
      member.held = undefined
      if (why) this.#end(member, why)
      else for (const frame of isNews ? rest : [first, ...rest]) this.hear(member.peer, frame)
    }
  }

  /// Gives why the reader cannot stay; undefined when what they brought is kept.
  async #keepFromReader(member: Member, { bytes }: { bytes: Uint8Array }) {
    const { clock, log } = this.#options
    try {
      if (!(await this.#replica.isHealing(clock.now()))) return close.readOnly
      if (!(await this.#admission.keepFromReader(member.peer, bytes))) return close.readOnly
      member.isKeptAside = true
      // Who has become a writer meanwhile gives it back as one.
      return may(member.peer.present.standing, 'series.edit') ? close.unavailable : undefined
    } catch (error) {
      log.error({ series: this.id, err: error }, 'what a reader gave back could not be kept')
      return close.unavailable
    }
  }

  /// The document in memory is not what is on disk: nobody may see more of it.
  #discard(error: unknown) {
    const { log } = this.#options
    log.error({ series: this.id, err: error }, 'a room is discarded')
    const failure = error instanceof Error ? error : new Error(String(error))
    this.#life = { kind: 'discarded' }
    this.#options.onDiscarded()
    for (const { submission } of [...this.#batch, ...this.#queue.takeAll()]) {
      if (submission.kind === 'edit') submission.done(failure)
    }
    this.#batch = []
    this.#held.clear()
    this.#isTurning = false
    for (const { peer } of this.#members.values()) peer.close(close.unavailable)
    this.#wake()
  }

  #wake() {
    const isOver = this.#life.kind === 'discarded'
    const done = this.#waiting.filter(({ isDone }) => isOver || isDone())
    this.#waiting = this.#waiting.filter((each) => !done.includes(each))
    for (const { resolve } of done) resolve()
  }

  #tell(frame: Uint8Array, except: Peer | null) {
    for (const { peer } of this.#members.values()) if (peer !== except) peer.send(frame)
  }
}
