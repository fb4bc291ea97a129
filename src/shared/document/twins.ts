import * as Y from 'yjs'
import { preparation } from './seriesdocument.ts'

/// Two people who deleted the same characters and both undo would bring them back twice: to Yjs the
/// two copies have nothing to do with each other. But a copy stands right in front of what it is a
/// copy of (`rightOrigin`), which is how the other's is found. Whoever undoes second withdraws; of
/// two who undid at the same time, the one with the greater client id. Only one's own copies are
/// ever withdrawn, and only by the person who made them.
export class Twins {
  readonly #doc: Y.Doc
  /// Clocks of what this person's undo and redo have brought back, newest last.
  #restored: { readonly clock: number; readonly length: number }[] = []
  readonly #onTransaction: (transaction: Y.Transaction) => void

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#onTransaction = (transaction) => {
      if (transaction.local || this.#restored.length === 0) return
      const mine = this.#restored.flatMap(({ clock, length }) => this.#items(clock, length))
      if (!mine.some((item) => twinsOf(item, doc.clientID).length > 0)) return
      doc.transact((inner) => {
        for (const item of mine) withdraw(inner, item, twinsOf(item, doc.clientID))
      }, preparation)
    }
    doc.on('afterTransaction', this.#onTransaction)
  }

  /// Takes back what the running undo brought back although another's copy is there already.
  withdraw(transaction: Y.Transaction): void {
    const me = this.#doc.clientID
    const from = transaction.beforeState.get(me) ?? 0
    const length = Y.getState(this.#doc.store, me) - from
    if (length === 0) return
    for (const item of this.#items(from, length))
      withdraw(transaction, item, twinsOf(item, Infinity))
    this.#restored.push({ clock: from, length })
    if (this.#restored.length > remembered) this.#restored.shift()
  }

  destroy(): void {
    this.#doc.off('afterTransaction', this.#onTransaction)
  }

  #items(clock: number, length: number): Y.Item[] {
    const structs = this.#doc.store.clients.get(this.#doc.clientID) ?? []
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

/// How many undone steps are watched for somebody else's undo of the same.
const remembered = 100

/// How far a twin is looked for, in items to each side.
const reach = 400

/// Others' live items, of clients below `limit`, that stand for some of the same characters.
function twinsOf(item: Y.Item, limit: number): Y.Item[] {
  const origin = item.rightOrigin
  if (!origin || !isText(item)) return []
  const twins: Y.Item[] = []
  const consider = (other: Y.Item) => {
    const at = other.rightOrigin
    if (other.deleted || other.id.client === item.id.client || other.id.client >= limit) return
    if (!at || at.client !== origin.client || !isText(other)) return
    if (at.clock < origin.clock + item.length && origin.clock < at.clock + other.length) {
      twins.push(other)
    }
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

/// Deletes those characters of an item that a twin shows as well.
function withdraw(transaction: Y.Transaction, item: Y.Item, twins: readonly Y.Item[]): void {
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
