import * as Y from 'yjs'
import { asLineEnd } from './roots.ts'
import { preparation } from './seriesdocument.ts'

/// Two people who deleted the same characters and both undo would bring them back twice: to Yjs the
/// two copies have nothing to do with each other. But a copy stands right in front of what it is a
/// copy of (`rightOrigin`), which is how the other's is found; a line end is known by its line.
/// Whoever undoes second withdraws; of two who undid at the same time, the one with the greater
/// client id. Only one's own copies are ever withdrawn, and only by the person who made them.
export class Twins {
  readonly #doc: Y.Doc
  /// What this person's undo and redo have brought back, newest last.
  #restored: Range[] = []
  readonly #onTransaction: (transaction: Y.Transaction) => void

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#onTransaction = (transaction) => {
      if (transaction.local || this.#restored.length === 0) return
      const mine = this.#restored.flatMap((range) => this.#items(range))
      if (!mine.some((item) => twinsOf(item, item.id.client).length > 0)) return
      doc.transact((inner) => {
        for (const item of mine) withdraw(inner, item, twinsOf(item, item.id.client))
      }, preparation)
    }
    doc.on('afterTransaction', this.#onTransaction)
  }

  /// Takes back what the running undo brought back although another's copy is there already.
  withdraw(transaction: Y.Transaction): void {
    for (const range of this.#made(transaction)) {
      for (const item of this.#items(range)) withdraw(transaction, item, twinsOf(item, Infinity))
    }
  }

  /// From now on, looks out for others' copies of what this transaction has made.
  watch(transaction: Y.Transaction): void {
    this.#restored = [...this.#restored, ...this.#made(transaction)].slice(-remembered)
  }

  destroy(): void {
    this.#doc.off('afterTransaction', this.#onTransaction)
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

/// How many undone steps are watched for somebody else's undo of the same.
const remembered = 200

/// How far a twin is looked for, in items to each side.
const reach = 400

/// Others' live items, of clients below `limit`, that stand for some of the same characters.
function twinsOf(item: Y.Item, limit: number): Y.Item[] {
  if (!isText(item)) return []
  const twins: Y.Item[] = []
  const consider = (other: Y.Item) => {
    if (other.deleted || other.id.client === item.id.client || other.id.client >= limit) return
    if (isText(other) && (isSameEnd(item, other) || overlap(item, other))) twins.push(other)
  }
  let steps = 0
  for (let at = item.left; at !== null && steps < reach; at = at.left, steps++) consider(at)
  steps = 0
  for (let at = item.right; at !== null && steps < reach; at = at.right, steps++) consider(at)
  return twins
}

function isText(item: Y.Item): boolean {
  return item.content instanceof Y.ContentString || item.content instanceof Y.ContentEmbed
}

function isSameEnd(item: Y.Item, other: Y.Item): boolean {
  const line = lineOf(item)
  return line !== undefined && line === lineOf(other)
}

function lineOf({ content }: Y.Item): string | undefined {
  return content instanceof Y.ContentEmbed ? asLineEnd(content.embed)?.line : undefined
}

/// Whether two items stand in front of some of the same deleted characters.
function overlap(item: Y.Item, other: Y.Item): boolean {
  const origin = item.rightOrigin
  const at = other.rightOrigin
  return (
    origin !== null &&
    at?.client === origin.client &&
    at.clock < origin.clock + item.length &&
    origin.clock < at.clock + other.length
  )
}

/// Deletes those characters of an item that a twin shows as well.
function withdraw(transaction: Y.Transaction, item: Y.Item, twins: readonly Y.Item[]): void {
  if (twins.some((twin) => isSameEnd(item, twin))) {
    item.delete(transaction)
    return
  }
  const origin = item.rightOrigin
  if (!origin) return
  const start = item.id.clock
  const doubled: number[] = []
  for (let i = 0; i < item.length; i++) {
    const clock = origin.clock + i
    const shown = twins.some((twin) => {
      const j = clock - (twin.rightOrigin?.clock ?? 0)
      return j >= 0 && j < twin.length && unitAt(twin, j) === unitAt(item, i)
    })
    if (shown) doubled.push(i)
  }
  for (const i of doubled.reverse()) {
    const id = Y.createID(item.id.client, start + i)
    Y.getItemCleanStart(transaction, id)
    Y.getItemCleanEnd(transaction, transaction.doc.store, id).delete(transaction)
  }
}

function unitAt(item: Y.Item, i: number): string {
  if (item.content instanceof Y.ContentString) return item.content.str[i] ?? ''
  return item.content instanceof Y.ContentEmbed ? JSON.stringify(item.content.embed) : ''
}
