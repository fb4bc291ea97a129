import * as Y from 'yjs'
import { Bucket } from './bucket.ts'
import { step2Frame, updateFrame } from './frame.ts'

/// A document of a hundred episodes takes 16 ms to encode as a whole, and changes with every key:
/// when many come at once, so often is enough.
const anew = { burst: 3, perSecond: 2 } as const
/// What completes an earlier answer may be so large.
const maxRest = 64 * 1024

/// The answers to those who ask for what they lack of a document.
export class Answers {
  readonly #doc: Y.Doc
  readonly #anew: Bucket
  /// The answer to a client that has nothing, as it was when the document had this state vector.
  #whole: { readonly frame: Uint8Array; readonly vector: Uint8Array } | undefined
  #isWhole = false

  /// `now` in milliseconds, here and below.
  constructor(doc: Y.Doc, now: number) {
    this.#doc = doc
    this.#anew = new Bucket(anew, now)
  }

  /// The document is no longer what it was.
  changed(): void {
    this.#isWhole = false
  }

  /// Everything that a client with this state vector lacks: a step 2, which an update may complete.
  to(vector: Uint8Array, now: number): readonly Uint8Array[] {
    const hasNothing = vector.byteLength === 1
    if (!hasNothing) return [step2Frame(Y.encodeStateAsUpdate(this.#doc, vector))]
    if (this.#whole && this.#isWhole) return [this.#whole.frame]
    if (this.#whole && !this.#anew.take(1, now)) {
      const rest = Y.encodeStateAsUpdate(this.#doc, this.#whole.vector)
      if (rest.byteLength <= maxRest) return [this.#whole.frame, updateFrame(rest)]
    }
    const frame = step2Frame(Y.encodeStateAsUpdate(this.#doc))
    this.#whole = { frame, vector: Y.encodeStateVector(this.#doc) }
    this.#isWhole = true
    return [frame]
  }
}
