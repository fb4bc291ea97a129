import type { Logger } from 'pino'
import type * as Y from 'yjs'
import { close } from '../../src/shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Topic } from '../records/news.ts'
import type { Store } from '../store/store.ts'
import { Admission } from './admission.ts'
import { Attendance } from './attendance.ts'
import { Commits } from './commits.ts'
import type { Disk } from './disk.ts'
import { type Frame, presenceFrame } from './frame.ts'
import { Hearing } from './hearing.ts'
import type { Member } from './member.ts'
import { Memory } from './memory.ts'
import type { Said, Word } from './neighbours.ts'
import type { Close, Peer } from './peer.ts'
import { Questions } from './questions.ts'
import { Readers } from './readers.ts'
import { Receipts } from './receipts.ts'
import type { Replica } from './replica.ts'
import { Roster } from './roster.ts'
import { Turns } from './turns.ts'

/// So long, in milliseconds, whoever reads a series waits for what has come before to be on disk.
/// Then the disk is slower than any that works, and is read as it is.
const readingPatienceMs = 10_000

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

type Life =
  | { readonly kind: 'open' }
  /// Takes nothing new, finishes what it has.
  | { readonly kind: 'closing' }
  | { readonly kind: 'discarded' }

/// One series in memory and the connections to it. The life of an update: `hear` (already read and
/// checked) → gather → and then, in a turn, admit → apply → append and commit → acknowledge and tell the
/// others.
///
/// A little longer than other files: all that can be asked of a room is here, and its parts are put
/// together.
export class Room {
  readonly id: string
  readonly #options: RoomOptions
  readonly #roster: Roster
  readonly #attendance: Attendance
  readonly #questions: Questions
  readonly #admission: Admission
  readonly #receipts: Receipts
  readonly #memory: Memory
  readonly #readers: Readers
  readonly #commits: Commits
  readonly #hearing: Hearing
  readonly #turns: Turns
  #life: Life = { kind: 'open' }

  constructor(options: RoomOptions) {
    const { id, clock, say } = options
    this.id = id
    this.#options = options
    const roster = new Roster((peer, member) => this.#forget(peer, member))
    const tell = (frame: Uint8Array) => roster.tell(frame)
    const memory = new Memory({ ...options, tell, onDamaged: () => roster.forgetGreetings() })
    const attendance = new Attendance({ clock, tell, say })
    const questions = new Questions({
      clock,
      // In a turn the replica may hold what is not yet safe: when it ends questions are answered.
      mayAnswer: () => !this.#turns.isTurning && this.#life.kind === 'open',
      document: (vector, now) => memory.replica.answersTo(vector, now),
      presence: () => attendance.everybody ?? presenceFrame([]),
      failed: (cause) => this.#discard(new Error('The series could not be encoded.', { cause })),
    })
    const receipts = new Receipts(clock)
    const seenAs = (client: number) => attendance.seenAs(client)
    const admission = new Admission({ ...options, seenAs })
    const parts = { ...options, roster, memory, attendance, questions, receipts, admission }
    const hear = ({ peer }: Member, frame: Frame) => this.hear(peer, frame)
    const readers = new Readers({ ...parts, hear })
    const commits = new Commits(parts)
    this.#roster = roster
    this.#memory = memory
    this.#attendance = attendance
    this.#questions = questions
    this.#receipts = receipts
    this.#admission = admission
    this.#readers = readers
    this.#commits = commits
    this.#hearing = new Hearing({ ...parts, readers, commits })
    this.#turns = new Turns({
      ...options,
      hasWork: () => this.#hasWork(),
      work: (now) => this.#work(now),
      between: () => {
        this.#greet()
        questions.answerDue()
      },
      failed: (error) => this.#discard(error),
    })
  }

  /// The `seq` up to which the log is known here.
  get head(): number {
    return this.#memory.replica.head
  }

  /// Whether nothing waits for anything.
  get isIdle(): boolean {
    return !this.#turns.isTurning && !this.#hasWork()
  }

  /// Lets a connection in: it is asked for what the server lacks and told who is here.
  join(peer: Peer): void {
    if (this.#life.kind !== 'open') {
      peer.close(this.#life.kind === 'closing' ? close.goingAway : close.unavailable)
      return
    }
    this.#roster.add(peer)
    this.#admission.owners.arrive(peer)
    if (!this.#turns.isTurning) this.#greet()
    const { everybody } = this.#attendance
    if (everybody) peer.send(everybody)
  }

  leave(peer: Peer): void {
    this.#roster.leave(peer)
  }

  /// Takes what a connection said.
  hear(peer: Peer, frame: Frame): void {
    const member = this.#roster.find(peer)
    if (!member || this.#life.kind !== 'open') return
    if (member.held) this.#readers.hold(member, member.held, frame)
    else {
      this.#hearing.take(member, frame)
      this.#turns.soon()
    }
  }

  /// Takes what another node says.
  hearNode({ node, word }: Said): void {
    if (word.kind === 'head') this.hearHead(word.head)
    else this.#attendance.hearWord(node, word)
  }

  /// The log reaches up to there: what is not known here is read and told.
  hearHead(head: number): void {
    if (head > this.head) this.#look(head)
  }

  /// To be called a few times a minute where there are other nodes.
  renew(): void {
    this.#attendance.renew()
  }

  /// Tells a connection what it is to the series from now on.
  restand(peer: Peer): void {
    const member = this.#roster.find(peer)
    if (member) this.#hearing.restand(member)
  }

  /// Tells everybody who understands it that something can be read again over HTTP.
  tellNews(topics: readonly Topic[]): void {
    this.#roster.tellNews(topics)
  }

  /// Makes an edit as the server, in a transaction. Resolves when it is on disk.
  edit(user: string | null, change: (doc: Y.Doc) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#life.kind !== 'open') return reject(new Error('The room is closing.'))
      if (this.#options.store.isShared) this.#look()
      const done = (failure: Error | undefined) => (failure ? reject(failure) : resolve())
      this.#commits.gather({ kind: 'edit', user, change, done })
      this.#turns.soon()
    })
  }

  /// Resolves when the series list says what the document says, as far as edits are on disk.
  async headingWritten(): Promise<void> {
    await this.#turns.when(() => true)
    await this.#memory.replica.headingWritten()
  }

  /// Calls `read` with the document when all that has come before is on disk, or, where that takes too
  /// long or failed, with what is there. `read` must not change it.
  async read<T>(read: (doc: Y.Doc) => T): Promise<T> {
    if (this.#options.store.isShared) this.#look()
    const { queue } = this.#commits
    const until = queue.added
    const turn = this.#turns.begun + (this.#memory.isLookDue ? 1 : 0)
    const isDone = () => this.#turns.begun >= turn && queue.through >= until
    const isThrough = await this.#turns.whenWithin(isDone, readingPatienceMs)
    if (isThrough && this.#life.kind !== 'discarded') return read(this.#memory.replica.doc)
    const replica = await this.#options.load()
    if (!replica) throw new Error('The series could not be read.')
    return read(replica.doc)
  }

  /// Resolves when nothing waits to be committed.
  settled(): Promise<void> {
    return this.#turns.when(() => !this.#hasWork())
  }

  /// Commits what has come, closes every socket and writes a snapshot.
  async close(why: Close): Promise<void> {
    if (this.#life.kind === 'open') this.#life = { kind: 'closing' }
    this.#turns.hurry()
    await this.settled()
    this.#receipts.tellAll()
    this.#roster.close(why)
    await this.rest()
  }

  /// Writes a snapshot when the last one is behind.
  async rest(): Promise<void> {
    await this.settled()
    if (this.#life.kind !== 'discarded') await this.#memory.replica.snapshot()
  }

  #hasWork(): boolean {
    return this.#commits.queue.length > 0 || this.#memory.isLookDue || this.#readers.isWaiting
  }

  async #work(now: number): Promise<void> {
    await this.#readers.judge()
    await this.#commits.take(now)
    this.#memory.settle()
  }

  #look(head?: number) {
    this.#memory.look(head)
    this.#turns.soon()
  }

  #greet() {
    this.#roster.greet(() => this.#memory.replica.vector())
  }

  #forget(peer: Peer, member: Member) {
    this.#readers.forget(member)
    this.#questions.forget(peer)
    this.#attendance.leave(peer)
    this.#admission.owners.leave(peer)
  }

  /// The document in memory is not what is on disk: nobody may see more of it.
  #discard(error: unknown) {
    this.#options.log.error({ series: this.id, err: error }, 'a room is discarded')
    this.#life = { kind: 'discarded' }
    this.#options.onDiscarded()
    this.#commits.abandon(error instanceof Error ? error : new Error(String(error)))
    this.#readers.forgetAll()
    this.#roster.close(close.unavailable)
    this.#turns.stop()
  }
}
