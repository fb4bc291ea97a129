import type { Logger } from 'pino'
import * as Y from 'yjs'
import type { Entry, Store } from '../store/store.ts'
import { Answers } from './answers.ts'
import { type Applied, applyBatch, applyRows, type Poisoned, type Submission } from './batch.ts'
import { type Heading, readHeading, watchHeading } from './content.ts'
import type { Loaded } from './load.ts'
import { bringsNews, isWaiting, leavesWaiting } from './novelty.ts'
import type { UpdateShape } from './update.ts'

/// A snapshot is written after so many rows, or so many bytes of them, and when the room is left.
const snapshotRows = 4000
const snapshotBytes = 4 * 1024 * 1024

export interface ReplicaOptions {
  readonly id: string
  readonly loaded: Loaded
  /// What the series list says at present.
  readonly heading: Heading
  /// Which document the series is. Not what the document says of itself, which anybody can write.
  readonly lineage: string
  readonly store: Store
  readonly log: Logger
  /// In milliseconds, by the clock of the room.
  readonly now: number
}

/// What came of reading on in the log: updates to tell of, or that it could not be read now.
export type CaughtUp =
  | { readonly kind: 'caughtUp'; readonly updates: readonly Uint8Array[] }
  | { readonly kind: 'unread'; readonly error: unknown }

/// A document in memory, and how much of the log is in it. Between `apply` and `append` it holds
/// what is not yet on disk: nobody may be told of that. One thing is done with it at a time.
export class Replica {
  readonly #options: ReplicaOptions
  readonly #doc: Y.Doc
  readonly #answers: Answers
  #head: number
  #covered: number
  #uncoveredBytes = 0
  #healing: number
  #heading: Heading
  #isHeadingTouched = false
  #headingWriting: Promise<void> = Promise.resolve()

  constructor(options: ReplicaOptions) {
    const { loaded, heading } = options
    this.#options = options
    this.#doc = loaded.doc
    this.#answers = new Answers(loaded.doc, options.now)
    this.#head = loaded.head
    this.#covered = loaded.covered
    this.#healing = loaded.healing
    this.#heading = heading
    watchHeading(this.#doc, () => {
      this.#isHeadingTouched = true
    })
  }

  get lineage(): string {
    return this.#options.lineage
  }

  /// To be read, not changed.
  get doc(): Y.Doc {
    return this.#doc
  }

  /// Whether something of it had to be set aside when it was read.
  get isDamaged(): boolean {
    return this.#options.loaded.damage.length > 0
  }

  /// The `seq` up to which the log is in it.
  get head(): number {
    return this.#head
  }

  /// The size of the updates that wait for others which have not come.
  get pendingBytes(): number {
    const { pendingStructs, pendingDs } = this.#doc.store
    return (pendingStructs?.update.byteLength ?? 0) + (pendingDs?.byteLength ?? 0)
  }

  stateOf(client: number): number {
    return Y.getState(this.#doc.store, client)
  }

  vector(): Uint8Array {
    return Y.encodeStateVector(this.#doc)
  }

  /// The whole document as one update.
  everything(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  /// Whether all of these structs are here and wait for others.
  isWaiting({ client, from, to }: UpdateShape['ranges'][number]): boolean {
    return isWaiting(this.#doc.store, client, from, to)
  }

  bringsNews(update: { readonly bytes: Uint8Array; readonly shape: UpdateShape }): boolean {
    return bringsNews(this.#doc, update.bytes, update.shape)
  }

  /// Whether something of an update that was applied waits for others.
  leavesWaiting(update: { readonly bytes: Uint8Array; readonly shape: UpdateShape }): boolean {
    return leavesWaiting(this.#doc, update.bytes, update.shape)
  }

  /// Everything that a client with this state vector lacks, as frames. `now` in milliseconds.
  answersTo(vector: Uint8Array, now: number): readonly Uint8Array[] {
    return this.#answers.to(vector, now)
  }

  /// Whether what others wrote and the log lacks is taken from any writer: rows are known to be lost.
  async isHealing(now: number): Promise<boolean> {
    const { id, store } = this.#options
    if (store.isShared) this.#healing = (await store.stored(id))?.healing ?? 0
    return this.#healing > now
  }

  apply(batch: readonly Submission[]): Applied | Poisoned {
    const applied = applyBatch(this.#doc, batch)
    if (applied.kind === 'poisoned') this.#answers.changed(undefined)
    else if (applied.rows.length > 0) this.#answers.changed(applied.rows.map(({ bytes }) => bytes))
    return applied
  }

  /// Appends what was applied. Gives whether everything up to there is here; when not, rows of other
  /// nodes lie between. Rejects when the store does: then this is not what is on disk.
  async append(rows: readonly Entry[], at: number): Promise<boolean> {
    const { id, store } = this.#options
    const head = await store.append(id, rows, at)
    for (const { bytes } of rows) this.#uncoveredBytes += bytes.byteLength
    if (head - rows.length !== this.#head) return false
    this.#head = head
    return true
  }

  /// Reads the rows that others have appended, at least up to `head`. Throws when one of them cannot
  /// be taken in: then this is not what is on disk.
  async catchUp(head: number): Promise<CaughtUp> {
    const { id, store } = this.#options
    let parts: readonly Uint8Array[]
    let reached: number
    try {
      const rows = await store.rows(id, this.#head)
      parts = rows.map(({ bytes }) => bytes)
      reached = this.#head + rows.length
      const isGapless = rows.every(({ seq, damaged }, i) => !damaged && seq === this.#head + 1 + i)
      if (!isGapless || reached < head) {
        const passed = await this.#passGap()
        parts = passed.parts
        reached = passed.reached
      }
    } catch (error) {
      if (error instanceof Gap) throw error
      return { kind: 'unread', error }
    }
    if (reached === this.#head) return { kind: 'caughtUp', updates: [] }
    this.#answers.changed(parts)
    const updates = applyRows(this.#doc, parts)
    this.#head = reached
    return { kind: 'caughtUp', updates }
  }

  /// Rows may be gone because snapshots cover them, or because they were set aside.
  async #passGap(): Promise<{ parts: readonly Uint8Array[]; reached: number }> {
    const { id, store } = this.#options
    const stored = await store.stored(id)
    if (!stored) throw new Gap('the series is gone')
    const base = stored.snapshots.find(({ damaged, seq }) => !damaged && seq > this.#head)
    const from = base?.seq ?? this.#head
    // What has come since is read the next time, when it is known what of that was set aside.
    const rows = (await store.rows(id, from)).filter(({ seq }) => seq <= stored.head)
    const present = new Set(rows.filter(({ damaged }) => !damaged).map(({ seq }) => seq))
    const aside = new Set(stored.quarantined)
    for (let seq = from + 1; seq <= stored.head; seq++) {
      if (!present.has(seq) && !aside.has(seq)) throw new Gap(`row ${seq} cannot be read`)
    }
    if (base) this.#covered = base.seq
    const bytes = rows.map((row) => row.bytes)
    return {
      parts: base ? [base.bytes, ...bytes] : bytes,
      reached: stored.head,
    }
  }

  /// To be called when what was applied is on disk, or came from there.
  settle(): void {
    if (this.#isHeadingTouched) this.#writeHeading()
    const rows = this.#head - this.#covered
    if (rows >= snapshotRows || this.#uncoveredBytes >= snapshotBytes) void this.snapshot()
  }

  /// Resolves when the series list says what the document says.
  async headingWritten(): Promise<void> {
    await this.#headingWriting
  }

  /// Writes a snapshot when the last one is behind.
  async snapshot(): Promise<void> {
    if (this.#head <= this.#covered) return
    const seq = this.#head
    this.#covered = seq
    this.#uncoveredBytes = 0
    const { id, store, log } = this.#options
    try {
      await store.writeSnapshot(id, seq, Y.encodeStateAsUpdate(this.#doc))
    } catch (error) {
      // The log still holds everything.
      log.error({ series: id, err: error }, 'a snapshot could not be written')
    }
  }

  #writeHeading() {
    this.#isHeadingTouched = false
    const heading = readHeading(this.#doc)
    const { title, language } = this.#heading
    if (heading.title === title && heading.language === language) return
    this.#heading = heading
    const { id, store, log } = this.#options
    const write = async () => {
      try {
        await store.changeSeries(id, heading)
      } catch (error) {
        // The list is behind until the next change; the document itself is safe.
        log.error({ series: id, err: error }, 'the series list could not be updated')
      }
    }
    this.#headingWriting = this.#headingWriting.then(write)
  }
}

class Gap extends Error {}
