import * as Y from 'yjs'
import type { Entry } from '../store/store.ts'
import { asLogged } from './marks.ts'
import type { Peer } from './peer.ts'
import { readUpdate, type UpdateShape } from './update.ts'

/// Something that waits to be taken into a document: what a client sent, or an edit that the server
/// makes for somebody.
export type Submission =
  | {
      readonly kind: 'update' | 'step2'
      readonly from: Peer
      readonly bytes: Uint8Array
      readonly shape: UpdateShape
    }
  | {
      readonly kind: 'edit'
      readonly user: string | null
      readonly change: (doc: Y.Doc) => void
      readonly done: (failure: Error | undefined) => void
    }

/// What came of applying a batch: rows for the log, and updates to tell the room.
export interface Applied {
  readonly kind: 'applied'
  readonly rows: readonly Entry[]
  readonly news: readonly { readonly update: Uint8Array; readonly except: Peer | null }[]
}

/// The document may hold half of something: it must be read again from disk.
export interface Poisoned {
  readonly kind: 'poisoned'
  readonly by: Submission
  readonly reason: string
}

/// A season is five shared types deep.
const maxTypeNesting = 32

/// Applies a batch in order. Updates that follow each other are applied as one transaction, so that
/// they come out as one merged update.
export function applyBatch(doc: Y.Doc, batch: readonly Submission[]): Applied | Poisoned {
  const rows: Entry[] = []
  const news: { update: Uint8Array; except: Peer | null }[] = []
  let at = 0
  while (at < batch.length) {
    const first = batch[at] as Submission
    const group: Submission[] = []
    let reached = first
    try {
      const before = pendingOf(doc)
      const isRepeating =
        first.kind !== 'edit' &&
        repeatsBeginning(first.shape, (client) => Y.getState(doc.store, client))
      const { update, tidied } = inTransaction(doc, () => {
        for (const each of batch.slice(at, groupFrom(doc, batch, at))) {
          reached = each
          group.push(each)
          if (each.kind === 'edit') each.change(doc)
          else if (each.shape.structs + each.shape.deletes > 0) Y.applyUpdate(doc, each.bytes)
          // With the next, Yjs tries what waits again.
          if (isWaitingForMore(doc)) break
        }
      })
      for (const each of group) {
        if (each.kind === 'edit') continue
        reached = each
        if (nestsTooDeep(doc, each.shape)) throw new Error('shared types nested too deep')
      }
      const isWhole = isRepeating || !samePending(before, pendingOf(doc))
      rows.push(...rowsOf(group, update, isWhole))
      if (tidied) rows.push({ bytes: tidied, user: null })
      if (update && tidied) news.push({ update: Y.mergeUpdates([update, tidied]), except: null })
      else if (update) news.push({ update, except: onlySender(group) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { kind: 'poisoned', by: reached, reason }
    }
    at += group.length
  }
  return { kind: 'applied', rows, news }
}

/// Takes in rows of the log as they come out when a document is loaded: in one transaction only where
/// that is the same, as in a batch. Gives the updates to tell of.
export function applyRows(doc: Y.Doc, rows: readonly Uint8Array[]): readonly Uint8Array[] {
  return asLogged(doc, () => takeRows(doc, rows))
}

function takeRows(doc: Y.Doc, rows: readonly Uint8Array[]): readonly Uint8Array[] {
  const known = (client: number) => Y.getState(doc.store, client)
  const isByItself = (row: Uint8Array) => {
    const shape = readUpdate(row)
    return 'code' in shape || repeatsBeginning(shape, known)
  }
  const news: Uint8Array[] = []
  let at = 0
  while (at < rows.length) {
    const { update } = inTransaction(doc, () => {
      const isAlone = at === rows.length - 1 || isByItself(rows[at] as Uint8Array)
      Y.applyUpdate(doc, rows[at++] as Uint8Array)
      if (isAlone) return
      for (; at < rows.length; at++) {
        const row = rows[at] as Uint8Array
        if (isWaitingForMore(doc) || isByItself(row)) break
        Y.applyUpdate(doc, row)
      }
    })
    if (update) news.push(update)
  }
  return news
}

/// Where the group that begins at `at` ends. An update that repeats the beginning of what it brings
/// is applied by itself: whether Yjs can go on from what was deleted there may depend on whether a
/// transaction has ended in between, as one does when the log is read. So is each update while
/// something waits for others: what waits is tried again with it, and may begin anywhere.
function groupFrom(doc: Y.Doc, batch: readonly Submission[], at: number): number {
  const reached = new Map<number, number>()
  let end = at
  for (; end < batch.length; end++) {
    const each = batch[end]
    if (each?.kind !== 'update') break
    const known = (client: number) => reached.get(client) ?? Y.getState(doc.store, client)
    if (repeatsBeginning(each.shape, known)) break
    for (const { client, from, to } of each.shape.ranges) {
      if (from <= known(client) && to > known(client)) reached.set(client, to)
    }
  }
  return Math.max(end, at + 1)
}

/// Whether something in an update is known up to somewhere in the middle.
function repeatsBeginning({ ranges }: UpdateShape, known: (client: number) => number): boolean {
  return ranges.some(({ client, from, to }) => from < known(client) && to > known(client))
}

function isWaitingForMore({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null
}

/// What a transaction has made of a document.
interface Made {
  /// What was brought; undefined where nothing of it was new.
  readonly update: Uint8Array | undefined
  /// What Yjs has struck out behind it, in transactions of its own: marks of bold and the like that
  /// came to stand beside others that say the same.
  readonly tidied: Uint8Array | undefined
}

function inTransaction(doc: Y.Doc, work: () => void): Made {
  const made: Uint8Array[] = []
  const hear = (update: Uint8Array) => void made.push(update)
  doc.on('update', hear)
  try {
    doc.transact(work)
  } finally {
    doc.off('update', hear)
  }
  const [update, ...rest] = made
  return { update, tidied: rest.length > 1 ? Y.mergeUpdates(rest) : rest[0] }
}

/// What changes nothing needs no row. A sync step 2 repeats every delete the client knows of, at each
/// connection: only what was new in it goes to the log. All of it, `isWhole`, where part of it still
/// waits for something that has not arrived, or where it begins with what is known: what is new in
/// that is told as what follows the known, which it need not be to whoever means harm.
function rowsOf(
  group: readonly Submission[],
  update: Uint8Array | undefined,
  isWhole: boolean,
): Entry[] {
  const [first] = group
  if (!update && !isWhole) return []
  if (first?.kind === 'edit') return update ? [{ bytes: update, user: first.user }] : []
  if (first?.kind === 'step2') {
    const bytes = isWhole ? first.bytes : update
    return bytes ? [{ bytes, user: first.from.present.principal.id }] : []
  }
  return group.flatMap((each) =>
    each.kind === 'update' && each.shape.structs + each.shape.deletes > 0
      ? [{ bytes: each.bytes, user: each.from.present.principal.id }]
      : [],
  )
}

function onlySender(group: readonly Submission[]): Peer | null {
  let sender: Peer | null = null
  for (const each of group) {
    if (each.kind === 'edit') return null
    if (sender && sender !== each.from) return null
    sender = each.from
  }
  return sender
}

interface Pending {
  readonly structs: Uint8Array | null
  readonly deletes: Uint8Array | null
}

function pendingOf(doc: Y.Doc): Pending {
  return { structs: doc.store.pendingStructs?.update ?? null, deletes: doc.store.pendingDs }
}

function samePending(a: Pending, b: Pending): boolean {
  return sameBytes(a.structs, b.structs) && sameBytes(a.deletes, b.deletes)
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === b) return true
  return a !== null && b !== null && Buffer.compare(a, b) === 0
}

/// Yjs walks shared types by recursion when they are deleted: thousands of levels overflow it.
export function nestsTooDeep(doc: Y.Doc, shape: UpdateShape): boolean {
  return shape.types.some(({ client, clock }) => {
    if (clock >= Y.getState(doc.store, client)) return false
    let depth = 0
    let item: Y.Item | Y.GC | null = Y.getItem(doc.store, Y.createID(client, clock))
    while (item instanceof Y.Item) {
      if (++depth > maxTypeNesting) return true
      const parent: Y.Item['parent'] = item.parent
      item = parent instanceof Y.AbstractType ? parent._item : null
    }
    return false
  })
}
