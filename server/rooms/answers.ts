import * as Y from 'yjs'
import { Bucket } from './bucket.ts'
import { step2Frame, updateFrame } from './frame.ts'

/// A document of a hundred episodes takes 16 ms to encode as a whole, and to go through for what
/// somebody lacks almost as long. A few are answered in one piece; when many come, a whole is
/// written so often at most.
const anew = { burst: 3, perSecond: 0.2 } as const
/// In between the last whole is sent with what has come since, as long as that is no more than so
/// many bytes and, between two who ask, so many updates.
const maxRest = { bytes: 64 * 1024, updates: 512 } as const

/// The answers to those who ask for what they lack of a document.
export class Answers {
  readonly #doc: Y.Doc
  readonly #anew: Bucket
  /// The answer to a client that has nothing, as it was once.
  #whole: Uint8Array | undefined
  /// What has come since, in one, and what of it is not in that one yet.
  #rest: Uint8Array | undefined
  #since: Uint8Array[] = []

  /// `now` in milliseconds, here and below.
  constructor(doc: Y.Doc, now: number) {
    this.#doc = doc
    this.#anew = new Bucket(anew, now)
  }

  /// The document has taken these updates in; undefined where that cannot be said.
  changed(updates: readonly Uint8Array[] | undefined): void {
    if (!this.#whole) return
    if (!updates) {
      this.#forget()
      return
    }
    this.#since.push(...updates)
    const bytes = this.#since.reduce(
      (sum, { byteLength }) => sum + byteLength,
      this.#rest?.byteLength ?? 0,
    )
    if (bytes > maxRest.bytes || this.#since.length > maxRest.updates) this.#forget()
  }

  /// Everything that a client with this state vector lacks: a step 2, which an update may complete.
  to(vector: Uint8Array, now: number): readonly Uint8Array[] {
    const hasNothing = vector.byteLength === 1
    if (!hasNothing) return [step2Frame(Y.encodeStateAsUpdate(this.#doc, vector))]
    const isChanged = this.#rest !== undefined || this.#since.length > 0
    if (isChanged && this.#anew.take(1, now)) this.#forget()
    this.#whole ??= step2Frame(Y.encodeStateAsUpdate(this.#doc))
    if (this.#since.length > 0) {
      this.#rest = Y.mergeUpdates([...(this.#rest ? [this.#rest] : []), ...this.#since])
      this.#since = []
    }
    return this.#rest ? [this.#whole, updateFrame(this.#rest)] : [this.#whole]
  }

  #forget(): void {
    this.#whole = undefined
    this.#rest = undefined
    this.#since = []
  }
}
