import type { Logger } from 'pino'
import { updateFrame } from './frame.ts'
import type { Replica } from './replica.ts'

export interface MemoryOptions {
  readonly id: string
  readonly replica: Replica
  readonly log: Logger
  /// Reads the series from disk again, in place of a replica that is ahead of it.
  readonly reload: () => Promise<Replica | undefined>
  /// Edits of other nodes have been taken in.
  readonly onCaughtUp: () => void
  /// Something of the series had to be set aside when it was read again.
  readonly onDamaged: () => void
  /// Tells everybody something that is on disk.
  readonly tell: (frame: Uint8Array) => void
}

/// What a room has of its series in memory, held against what is on disk: it may be ahead of that
/// while something is being written down, and behind it where other nodes write, too.
export class Memory {
  readonly #options: MemoryOptions
  #replica: Replica
  #isAhead = false
  /// The log is to be read on, at least up to there.
  #lookFor: number | undefined

  constructor(options: MemoryOptions) {
    this.#options = options
    this.#replica = options.replica
  }

  get replica(): Replica {
    return this.#replica
  }

  /// Whether the replica may hold what is not on disk.
  get isAhead(): boolean {
    return this.#isAhead
  }

  /// To be said before anything is applied.
  goAhead(): void {
    this.#isAhead = true
  }

  /// What was applied is on disk, or came from there.
  settle(): void {
    this.#isAhead = false
    this.#replica.settle()
  }

  /// The log is to be read on, at least up to `head`.
  look(head = 0): void {
    this.#lookFor = Math.max(head, this.#lookFor ?? 0)
  }

  get isLookDue(): boolean {
    return this.#lookFor !== undefined
  }

  /// Reads what other nodes have appended, and tells it. Whether it could be read. Throws when the
  /// replica is not what is on disk.
  async catchUp(): Promise<boolean> {
    const { id, log, onCaughtUp, tell } = this.#options
    const head = this.#lookFor ?? 0
    this.#lookFor = undefined
    const caught = await this.#replica.catchUp(head)
    if (caught.kind === 'unread') {
      log.warn({ series: id, err: caught.error }, 'the log of a series could not be read on')
      return false
    }
    if (caught.updates.length > 0) onCaughtUp()
    for (const update of caught.updates) tell(updateFrame(update))
    return true
  }

  /// Goes back to what is on disk. Throws where that cannot be read.
  async readAgain(cause?: unknown): Promise<void> {
    const { reload, onDamaged, tell } = this.#options
    const replica = await reload()
    if (!replica) throw new Error('The series could not be read again.', { cause })
    const { head } = this.#replica
    this.#replica = replica
    // What other nodes have appended meanwhile came along, and nobody here has heard of it.
    if (replica.head > head) tell(updateFrame(replica.everything()))
    if (replica.isDamaged) onDamaged()
  }
}
