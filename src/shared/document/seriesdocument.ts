import type * as Y from 'yjs'
import { type Random, secureRandom } from './random.ts'
import { SeriesReading } from './reading.ts'
import type { LineEnd, Mark, Roots } from './roots.ts'
import type { At } from './spot.ts'

/// One person's handle on a series: the Y.Doc, its reading, and the two ways of changing it.
export class SeriesDocument {
  readonly doc: Y.Doc
  readonly roots: Roots
  readonly reading: SeriesReading
  readonly random: Random

  /// The client id that line ends and marks are written under. It is in the lower half of the
  /// numbers and the one that text is written under in the upper: where two people put text and a
  /// line end or a mark at one place at once, Yjs lets the lesser id go first, so the text stays in
  /// front of what it was typed in front of. (With one id, half of such words came out on the line
  /// that the other had just begun.)
  readonly #structure: number

  constructor(doc: Y.Doc, random: Random = secureRandom) {
    this.doc = doc
    this.random = random
    this.#structure = 1 + Math.floor(random() * (half - 1))
    doc.clientID = half + Math.floor(random() * half)
    this.reading = new SeriesReading(doc)
    this.roots = this.reading.roots
  }

  /// A change that a person makes and may undo: one transaction.
  edit<T>(change: () => T): T {
    return this.doc.transact(change, this)
  }

  /// What has to exist before a change and stays when the change is undone: entities, made in the
  /// bin. Undoing a creation bins what was created; it never removes a shared type, which would
  /// take along what others have typed in it.
  prepare<T>(change: () => T): T {
    return this.doc.transact(change, preparation)
  }

  /// Puts a line end or a mark into a body. Call it inside a transaction.
  embed({ of, at }: At, embed: LineEnd | Mark): void {
    const { doc } = this
    const me = doc.clientID
    doc.clientID = this.#structure
    try {
      of.insertEmbed(at, embed)
    } finally {
      doc.clientID = me
    }
  }

  destroy(): void {
    this.reading.destroy()
  }
}

/// Client ids are 32-bit numbers.
const half = 2 ** 31

/// The origin of transactions that undo leaves alone.
export const preparation = 'preparation'
