import * as Y from 'yjs'
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

  /// The client ids that line ends and marks are written under: in the first and the second quarter
  /// of the numbers; text is in the upper half. Where several people put something at one place at
  /// once, Yjs lets the lesser id go first: line ends, then marks, then text, so the text stays in
  /// front of what it was typed in front of. (With one id, half of such words came out on the line
  /// that the other had just begun.)
  readonly #ends: number
  readonly #marks: number
  /// The client id that undo writes under what it brings back.
  readonly #restoring: number
  /// The client id that text is written under, while an undo runs.
  #typing: number | undefined

  readonly #kept: { readonly client: number; readonly from: number; readonly to: number }[] = []

  constructor(doc: Y.Doc, random: Random = secureRandom) {
    this.doc = doc
    this.random = random
    this.#ends = 1 + Math.floor(random() * (half / 2 - 1))
    this.#marks = half / 2 + Math.floor((random() * half) / 2)
    // Even numbers for what is typed, odd ones for what is brought back.
    const text = () => half + 2 * Math.floor((random() * half) / 2)
    doc.clientID = text()
    this.#restoring = text() + 1
    doc.on('afterTransaction', leaveMarks)
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

  /// The same inside of an edit, for what somebody needs in order to write at all, such as the run
  /// of a segment that has none: what others write in it must not go when the edit is undone.
  keep<T>(change: () => T): T {
    return this.doc.transact(() => {
      const before = new Map(
        this.clients.map((client) => [client, Y.getState(this.doc.store, client)]),
      )
      const result = change()
      for (const [client, from] of before) {
        const to = Y.getState(this.doc.store, client)
        if (to > from) this.#kept.push({ client, from, to })
      }
      return result
    })
  }

  /// Writes a line's translation in place of all that are known of; undefined takes them away. Call
  /// it inside a transaction.
  writeTranslation(line: string, text: string | undefined): void {
    this.reading.translations.write(line, this.doc.clientID, text)
  }

  /// Whether undo leaves an item alone. Text is never kept.
  isKept({ id, content }: Y.Item): boolean {
    if (content instanceof Y.ContentType) return true
    if (content instanceof Y.ContentString) return false
    return this.#kept.some(
      ({ client, from, to }) => client === id.client && from <= id.clock && id.clock < to,
    )
  }

  /// Puts a line end or a mark into a body, right behind the character in front: text that was
  /// deleted there, and what somebody typed next to it, stays behind. (Y.Text itself would put it
  /// behind.) Call it inside a transaction. Gives back its id.
  embed({ of, at }: At, embed: LineEnd | Mark): Y.ID {
    return this.doc.transact((transaction) =>
      this.#put(transaction, of, itemBefore(transaction, of, at), embed),
    )
  }

  /// Puts a line end right behind an item of a body, deleted or not. Gives back its id.
  embedBehind(item: Y.Item, embed: LineEnd): Y.ID {
    return this.doc.transact((transaction) =>
      this.#put(transaction, item.parent as Y.Text, item, embed),
    )
  }

  #put(transaction: Y.Transaction, of: Y.Text, left: Y.Item | null, embed: LineEnd | Mark): Y.ID {
    const client = 'line' in embed ? this.#ends : this.#marks
    const id = Y.createID(client, Y.getState(this.doc.store, client))
    const right = left ? left.right : of._start
    const content = new Y.ContentEmbed(embed)
    const item = new Y.Item(
      id,
      left,
      left?.lastId ?? null,
      right,
      right?.id ?? null,
      of,
      null,
      content,
    )
    item.integrate(transaction, 0)
    // The text's own notes on where its characters are do not know of this.
    if (of._searchMarker) of._searchMarker.length = 0
    return id
  }

  /// Runs an undo: what it brings back can be told from what was typed.
  restore<T>(undo: () => T): T {
    const { doc } = this
    const me = doc.clientID
    doc.clientID = this.#restoring
    this.#typing = me
    try {
      return undo()
    } finally {
      doc.clientID = me
      this.#typing = undefined
    }
  }

  /// Whether this person wrote what carries a client id.
  owns(client: number): boolean {
    return this.clients.includes(client)
  }

  /// The client ids that this replica writes under.
  get clients(): readonly number[] {
    return [this.#typing ?? this.doc.clientID, this.#restoring, this.#ends, this.#marks]
  }

  destroy(): void {
    this.doc.off('afterTransaction', leaveMarks)
    this.reading.destroy()
  }
}

/// Behind what comes from others, Yjs strikes out marks of bold and the like that say again what
/// others say. The server does that, once for all: replicas that know different things strike out
/// different ones, which together may be too many, and whoever only reads would have written.
function leaveMarks(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false
}

/// Client ids are 32-bit numbers.
const half = 2 ** 31

/// Whether what carries a client id may be a copy that undo made (docs/DOCUMENT.md, D24).
export function isRestoring(client: number): boolean {
  return client >= half && client % 2 === 1
}

/// The origin of transactions that undo leaves alone.
export const preparation = 'preparation'

/// The item that ends at a place of a text, or null at its start.
function itemBefore(transaction: Y.Transaction, of: Y.Text, at: number): Y.Item | null {
  let left: Y.Item | null = null
  let passed = 0
  for (let item = of._start; item !== null && passed < at; item = item.right) {
    left = item
    if (item.deleted || !item.countable) continue
    if (passed + item.length > at) {
      Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + at - passed))
    }
    passed += item.length
  }
  return left
}
