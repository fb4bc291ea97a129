import type { Logger } from 'pino'
import { close } from '../../src/shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Admission } from './admission.ts'
import { tooMuch } from './allowance.ts'
import type { Poisoned, Submission } from './batch.ts'
import { type Disk, isStorageTrouble } from './disk.ts'
import { updateFrame } from './frame.ts'
import type { Gathered, Member } from './member.ts'
import type { Memory } from './memory.ts'
import type { Word } from './neighbours.ts'
import type { Close } from './peer.ts'
import { Queue } from './queue.ts'
import type { Receipts } from './receipts.ts'
import type { Roster } from './roster.ts'

/// Updates that wait for others which have not come are kept up to this size, which is more than a
/// season. Every client gives them back when it connects: with the rest they have to fit into one
/// frame, and each that comes is put together with all that wait.
const maxPendingBytes = 2 * 1024 * 1024
/// What one connection has sent and is not on disk yet; it may be a disk that is slow.
const maxWaitingBytes = 32 * 1024 * 1024
/// The same of all connections to the room together, between two commits.
const maxGatheredBytes = 128 * 1024 * 1024
/// What it costs to read a series from disk again for somebody who sent what cannot be taken in, as
/// bytes of messages.
const reloadCost = 2 * 1024 * 1024

export interface CommitsOptions {
  readonly id: string
  readonly store: Store
  readonly disk: Disk
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly memory: Memory
  readonly roster: Roster
  readonly admission: Admission
  readonly receipts: Receipts
  /// Rows are on disk; whose they are.
  readonly onWritten: (users: readonly (string | null)[]) => void
  /// Says something to the other nodes that have the series open.
  readonly say: (word: Word) => void
}

/// Gathers what is sent, and takes it through its stations, a batch a turn: admit → apply → append and
/// commit → acknowledge and tell the others.
///
/// What may happen while a commit is under way is decided here, and is easier to see to be right in
/// one place.
export class Commits {
  readonly queue = new Queue()
  readonly #options: CommitsOptions
  /// What the turn under way has in hand.
  #batch: readonly Gathered[] = []

  constructor(options: CommitsOptions) {
    this.#options = options
  }

  /// Gathers what a connection has sent, or ends it where too much of that waits.
  gatherFrom(member: Member, submission: Exclude<Submission, { kind: 'edit' }>): void {
    const { byteLength } = submission.bytes
    member.received++
    member.waiting += byteLength
    if (member.waiting > maxWaitingBytes || this.queue.bytes + byteLength > maxGatheredBytes) {
      this.#options.roster.end(member, tooMuch('unsaved text'))
    } else this.queue.add({ submission, member, count: member.received })
  }

  gather(submission: Submission): void {
    this.queue.add({ submission, member: undefined, count: 0 })
  }

  /// Takes on what has been gathered, in a turn that began at `now` (milliseconds). Throws when the
  /// room cannot go on; then `abandon` is to be called.
  async take(now: number): Promise<void> {
    this.#batch = this.queue.takeAll()
    if (this.#batch.length > 0) await this.#takeIn(this.#batch, now)
    this.#batch = []
  }

  /// Nothing of what was gathered will be taken.
  abandon(failure: Error): void {
    for (const { submission } of [...this.#batch, ...this.queue.takeAll()]) {
      if (submission.kind === 'edit') submission.done(failure)
    }
    this.#batch = []
  }

  async #takeIn(batch: readonly Gathered[], now: number): Promise<void> {
    const { disk, metrics, memory, roster, say, onWritten } = this.#options
    const began = performance.now()
    const allowed = await this.#admit(batch)
    if (!allowed) return
    const { replica } = memory
    const before = replica.pendingBytes
    memory.goAhead()
    const applied = replica.apply(allowed.map(({ submission }) => submission))
    if (applied.kind === 'poisoned') return this.#spitOut(applied, allowed)
    const { pendingBytes } = replica
    if (pendingBytes > maxPendingBytes && pendingBytes > before) return this.#shed(allowed)
    let isWhole = true
    if (applied.rows.length > 0) {
      try {
        isWhole = await replica.append(applied.rows, now)
      } catch (error) {
        metrics.failedCommits.inc()
        if (isStorageTrouble(error)) return this.#retreat(batch, error)
        throw new Error('The series could not be saved.', { cause: error })
      }
      disk.worked()
      metrics.storageTrouble.set(0)
      metrics.commits.inc()
      metrics.commitSeconds.observe((performance.now() - began) / 1000)
      onWritten(applied.rows.map(({ user }) => user))
    }
    this.#acknowledge(allowed)
    for (const { update, except } of applied.news) roster.tell(updateFrame(update), except)
    if (!isWhole) await memory.catchUp()
    if (applied.rows.length > 0) say({ kind: 'head', head: replica.head })
  }

  /// What of the batch may be applied; the rest is refused. Undefined when all of it is.
  async #admit(batch: readonly Gathered[]): Promise<readonly Gathered[] | undefined> {
    const { store, memory, admission } = this.#options
    const catchUp = async () => {
      if (!store.isShared || (await memory.catchUp())) return
      throw new Error('The log could not be read.')
    }
    try {
      const { allowed, refused } = await admission.admit(batch, memory.replica, catchUp)
      for (const { gathered, why } of refused) this.#refuse(gathered, why)
      return allowed
    } catch (error) {
      if (!isStorageTrouble(error)) throw error
      this.#refuseAll(batch, error)
      return undefined
    }
  }

  /// The pile of updates that wait for others has become too large: whoever made it grow must bring
  /// the others first. What the rest has sent is taken in the next turn, by what is on disk.
  async #shed(batch: readonly Gathered[]): Promise<void> {
    const { memory } = this.#options
    const full = memory.replica
    await memory.readAgain()
    const isToBlame = ({ submission }: Gathered) =>
      submission.kind !== 'edit' &&
      full.leavesWaiting(submission) &&
      memory.replica.bringsNews(submission)
    const blamed = batch.filter(isToBlame)
    if (blamed.length === 0) throw new Error('Nobody has sent what waits for other updates.')
    for (const each of blamed) this.#blame(each)
    this.queue.putBack(batch.filter(({ member }) => !member?.ended))
  }

  /// The disk has taken nothing of what was applied. The document is read from it again, and who
  /// sent something must keep it; the others have heard nothing of it and notice nothing.
  async #retreat(batch: readonly Gathered[], error: unknown): Promise<void> {
    this.#refuseAll(batch, error)
    await this.#options.memory.readAgain(error)
  }

  /// Something could not be applied, or only half of it: who sent it is closed, and the rest of the
  /// batch is taken in the next turn, by what is on disk.
  async #spitOut({ by, reason }: Poisoned, batch: readonly Gathered[]): Promise<void> {
    const { id, log, memory } = this.#options
    log.warn({ series: id, reason }, 'an update could not be applied')
    await memory.readAgain()
    for (const each of batch) if (each.submission === by) this.#blame(each)
    const rest = batch.filter(({ submission, member }) => submission !== by && !member?.ended)
    this.queue.putBack(rest)
  }

  #refuseAll(batch: readonly Gathered[], error: unknown) {
    const { id, disk, clock, log, metrics } = this.#options
    log.error({ series: id, err: error }, 'the disk takes nothing; edits are refused')
    metrics.storageTrouble.set(1)
    disk.failed(clock.now())
    for (const each of batch) this.#refuse(each, close.storage)
  }

  #blame(gathered: Gathered) {
    gathered.member?.peer.charge(reloadCost)
    this.#refuse(gathered, close.refused)
  }

  #refuse({ submission, member }: Gathered, why: Close) {
    if (member && !member.ended) this.#options.roster.end(member, why)
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
    for (const member of members) this.#options.receipts.tell(member)
  }
}
