import * as Y from 'yjs'
import { asLineEnd } from './roots.ts'
import { isRestoring, preparation } from './seriesdocument.ts'

/// Two people who deleted the same characters and both undo would bring them back twice: to Yjs the
/// two copies have nothing to do with each other. But a copy is written under a number of its own
/// (`isRestoring`) and stands right in front of what it is a copy of (`rightOrigin`), which is how
/// the other's is found; a line end is known by its line. Of two copies the one that was part of
/// the shorter stretch goes (so that what is left is in order), of equal ones that of the greater
/// client id. Everybody comes to the same choice, so it does not matter who acts on it, or that
/// both do.
export class Twins {
  readonly #doc: Y.Doc
  /// What this person's undo and redo have brought back, newest last.
  #restored: readonly Restored[] = []
  readonly #onTransaction: (transaction: Y.Transaction) => void

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#onTransaction = (transaction) => {
      if (transaction.local || this.#restored.length === 0) return
      // A twin comes with what somebody else brings back; typing is none. (A large step that was
      // undone has thousands of items to look around.)
      if (!bringsBack(transaction)) return
      const ranges = this.#restored.flatMap((step) => step.ranges)
      if (!ranges.some((range) => this.#twinned(range))) return
      doc.transact((inner) => this.#settle(inner, ranges), preparation)
    }
    doc.on('afterTransaction', this.#onTransaction)
  }

  /// Leaves one of each of what the running undo brought back although another's copy is there.
  withdraw(transaction: Y.Transaction): void {
    this.#settle(transaction, this.#made(transaction))
  }

  /// From now on, looks out for others' copies of what this transaction has made. Slices of one step
  /// come with its mark.
  watch(transaction: Y.Transaction, mark?: symbol): void {
    const made = this.#made(transaction)
    if (made.length === 0) return
    const last = this.#restored.at(-1)
    this.#restored =
      last && mark !== undefined && last.mark === mark
        ? [...this.#restored.slice(0, -1), { mark, ranges: joined(last.ranges, made) }]
        : [...this.#restored, { mark, ranges: made }].slice(-remembered)
  }

  destroy(): void {
    this.#doc.off('afterTransaction', this.#onTransaction)
  }

  #settle(transaction: Y.Transaction, ranges: readonly Range[]): void {
    for (const range of ranges) {
      // Deleting a part of an item leaves others: they are looked at again.
      for (let item = this.#twinned(range); item; item = this.#twinned(range)) {
        settle(transaction, item)
      }
    }
  }

  #twinned(range: Range): Y.Item | undefined {
    return this.#items(range).find((item) => twinOf(this.#doc, item) !== undefined)
  }

  #made({ beforeState }: Y.Transaction): Range[] {
    const { store } = this.#doc
    return [...store.clients.keys()].flatMap((client) => {
      const clock = beforeState.get(client) ?? 0
      const length = Y.getState(store, client) - clock
      return length > 0 ? [{ client, clock, length }] : []
    })
  }

  #items({ client, clock, length }: Range): Y.Item[] {
    const structs = this.#doc.store.clients.get(client) ?? []
    const items: Y.Item[] = []
    if (structs.length === 0) return items
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const struct = structs[i]
      if (!struct || struct.id.clock >= clock + length) break
      if (struct instanceof Y.Item && !struct.deleted && struct.parentSub === null)
        items.push(struct)
    }
    return items
  }
}

interface Range {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/// What one step has brought back.
interface Restored {
  readonly mark: symbol | undefined
  readonly ranges: readonly Range[]
}

/// Ranges, with one that goes on where the last of its client ends made one with it.
function joined(ranges: readonly Range[], made: readonly Range[]): readonly Range[] {
  const all = [...ranges]
  for (const { client, clock, length } of made) {
    const at = all.findLastIndex((range) => range.client === client)
    const last = all[at]
    if (last && last.clock + last.length === clock) {
      all[at] = { client, clock: last.clock, length: last.length + length }
    } else all.push({ client, clock, length })
  }
  return all
}

/// How many undone steps are watched for somebody else's undo of the same.
const remembered = 200

/// How far a twin is looked for, in items to each side.
const reach = 400

/// A live item of somebody else that stands for the same line end or for some of the same characters.
function twinOf(doc: Y.Doc, item: Y.Item): Y.Item | undefined {
  const line = lineOf(item)
  if (line === undefined && !isCopy(item)) return undefined
  const mine = line === undefined ? stretchOf(doc, item) : undefined
  const isTwin = (other: Y.Item) => {
    if (other.deleted || other.id.client === item.id.client) return false
    return mine ? overlaps(doc, mine, other) : line !== undefined && line === lineOf(other)
  }
  let steps = 0
  for (let at = item.left; at !== null && steps < reach; at = at.left, steps++) {
    if (isTwin(at)) return at
  }
  steps = 0
  for (let at = item.right; at !== null && steps < reach; at = at.right, steps++) {
    if (isTwin(at)) return at
  }
  return undefined
}

/// Whether a transaction brings copies or line ends.
function bringsBack({ doc, beforeState, afterState }: Y.Transaction): boolean {
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0
    if (start >= end) continue
    if (isRestoring(client)) return true
    const structs = doc.store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, start); i < structs.length; i++) {
      const struct = structs[i]
      if (struct instanceof Y.Item && lineOf(struct) !== undefined) return true
    }
  }
  return false
}

function lineOf({ content }: Y.Item): string | undefined {
  return content instanceof Y.ContentEmbed ? asLineEnd(content.embed)?.line : undefined
}

function isCopy({ id, content, rightOrigin }: Y.Item): boolean {
  const isText = content instanceof Y.ContentString || content instanceof Y.ContentEmbed
  return isText && rightOrigin !== null && isRestoring(id.client)
}

/// What an item is a copy of: characters of one client, by their clocks. `length` is that of all
/// that was brought back with it in one piece, whatever has become of the rest.
interface Stretch {
  readonly client: number
  readonly from: number
  readonly to: number
  readonly length: number
}

/// Yjs gives both parts of an item that it cuts the same right origin: the whole is found again by
/// following the clocks.
export function stretchOf(doc: Y.Doc, item: Y.Item): Stretch | undefined {
  const structs = doc.store.clients.get(item.id.client) ?? []
  const index = Y.findIndexSS(structs, item.id.clock)
  let first = index
  while (continues(structs[first - 1], structs[first])) first--
  let last = index
  while (continues(structs[last], structs[last + 1])) last++
  const head = structs[first]
  const tail = structs[last]
  if (!head || !tail || !item.rightOrigin) return undefined
  const from = item.rightOrigin.clock + item.id.clock - head.id.clock
  const length = tail.id.clock + tail.length - head.id.clock
  return { client: item.rightOrigin.client, from, to: from + item.length, length }
}

function continues(a: Y.Item | Y.GC | undefined, b: Y.Item | Y.GC | undefined): boolean {
  if (!(a instanceof Y.Item) || !(b instanceof Y.Item)) return false
  return (
    b.origin?.client === a.id.client &&
    b.origin.clock === b.id.clock - 1 &&
    Y.compareIDs(a.rightOrigin, b.rightOrigin)
  )
}

function overlaps(doc: Y.Doc, mine: Stretch, other: Y.Item): boolean {
  if (!isCopy(other) || other.rightOrigin?.client !== mine.client) return false
  const theirs = stretchOf(doc, other)
  return theirs !== undefined && theirs.from < mine.to && mine.from < theirs.to
}

/// Deletes what an item and its twin both are.
function settle(transaction: Y.Transaction, item: Y.Item): void {
  const { doc } = transaction
  const twin = twinOf(doc, item)
  if (!twin) return
  const mine = stretchOf(doc, item)
  const theirs = stretchOf(doc, twin)
  if (lineOf(item) !== undefined || !mine || !theirs) {
    const loser = item.id.client > twin.id.client ? item : twin
    deleteUnit(transaction, loser.id)
    return
  }
  const loses =
    mine.length === theirs.length ? item.id.client > twin.id.client : mine.length < theirs.length
  const [loser, lost, kept] = loses ? [item, mine, theirs] : [twin, theirs, mine]
  const { client, clock } = loser.id
  for (let at = Math.min(lost.to, kept.to) - 1; at >= Math.max(lost.from, kept.from); at--) {
    deleteUnit(transaction, Y.createID(client, clock + at - lost.from))
  }
}

function deleteUnit(transaction: Y.Transaction, id: Y.ID): void {
  Y.getItemCleanStart(transaction, id)
  const item = Y.getItemCleanEnd(transaction, transaction.doc.store, id)
  item.delete(transaction)
  // The text's own notes on where its characters are do not know of this.
  const { _searchMarker } = item.parent as Y.AbstractType<unknown>
  if (_searchMarker) _searchMarker.length = 0
}
