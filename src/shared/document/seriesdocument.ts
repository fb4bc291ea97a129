import type * as Y from 'yjs'
import { type Random, secureRandom } from './random.ts'
import { SeriesReading } from './reading.ts'
import type { Roots } from './roots.ts'

/// One person's handle on a series: the Y.Doc, its reading, and the two ways of changing it.
export class SeriesDocument {
  readonly doc: Y.Doc
  readonly roots: Roots
  readonly reading: SeriesReading
  readonly random: Random

  constructor(doc: Y.Doc, random: Random = secureRandom) {
    this.doc = doc
    this.random = random
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

  destroy(): void {
    this.reading.destroy()
  }
}

/// The origin of transactions that undo leaves alone.
export const preparation = 'preparation'
