import type { Aside, CopyBase, Facts } from './copybase.ts'
import { Marks } from './marks.ts'

/// What is read and written of a copy's database, a transaction each.

/// What a copy held when it was opened.
export interface Found {
  readonly updates: readonly Uint8Array[]
  /// Edits that the server is not known to have, and the client ids that they may be under.
  readonly edits: number
  readonly clients: readonly number[]
  readonly facts: Facts
  readonly asides: number
}

/// Everything in a copy, its marks, and how many rows it has.
export async function readAll(
  base: CopyBase,
): Promise<{ readonly found: Found; readonly marks: Marks; readonly count: number }> {
  const tx = base.transaction(['rows', 'unsent', 'facts', 'aside'])
  const [rows, keys, unsent, facts, asides] = await Promise.all([
    tx.objectStore('rows').getAll(),
    tx.objectStore('unsent').getAllKeys(),
    tx.objectStore('unsent').getAll(),
    tx.objectStore('facts').get('facts'),
    tx.objectStore('aside').count(),
  ])
  const marks = new Marks()
  let edits = 0
  for (const [i, mark] of unsent.entries()) {
    marks.add(keys[i] as string, edits + 1, mark.edits)
    edits += mark.edits
  }
  const found: Found = {
    updates: rows.flatMap(({ updates }) => updates),
    edits,
    clients: [...new Set(unsent.flatMap(({ clients }) => clients))],
    facts: facts ?? {},
    asides,
  }
  return { found, marks, count: rows.length }
}

/// What is written down together.
export interface Batch {
  /// Of the row of this page's own edits; what the server sent has a row beside it.
  readonly key: string
  readonly own: readonly Uint8Array[]
  readonly theirs: readonly Uint8Array[]
  /// How many of its own edits the server is not known to have.
  readonly mark: number
  /// The client ids that they are written under.
  readonly clients: readonly number[]
  /// How many edits of older rows are still unsent.
  readonly changedMarks: readonly { readonly key: string; readonly edits: number }[]
  readonly facts: Facts | undefined
}

/// Resolves when all of it is kept. Rejects when none of it is.
export async function writeBatch(base: CopyBase, batch: Batch): Promise<void> {
  const { key, own, theirs, mark, clients, changedMarks, facts } = batch
  // What nobody else has is written through to the disk; the server has the rest.
  const durability = mark > 0 ? 'strict' : 'relaxed'
  const tx = base.transaction(['rows', 'unsent', 'facts'], 'readwrite', { durability })
  const rows = tx.objectStore('rows')
  const unsent = tx.objectStore('unsent')
  const writes: Promise<unknown>[] = []
  if (own.length > 0) writes.push(rows.put({ updates: own }, key))
  if (theirs.length > 0) writes.push(rows.put({ updates: theirs }, `${key}.server`))
  if (mark > 0) writes.push(unsent.put({ edits: mark, clients }, key))
  for (const { key: old, edits } of changedMarks) {
    writes.push(edits > 0 ? unsent.put({ edits, clients }, old) : unsent.delete(old))
  }
  if (facts) writes.push(tx.objectStore('facts').put(facts, 'facts'))
  // A page that is closed at once is not waited for.
  tx.commit()
  await Promise.all([...writes, tx.done])
}

/// Sets everything aside, as `asideOf` makes it of all updates. Only what the server said last of
/// whose the series is stays.
export async function setAllAside(
  base: CopyBase,
  standing: Facts['standing'],
  asideOf: (updates: readonly Uint8Array[]) => Aside,
): Promise<void> {
  const tx = base.transaction(['rows', 'unsent', 'facts', 'aside'], 'readwrite')
  const rows = await tx.objectStore('rows').getAll()
  const aside = asideOf(rows.flatMap(({ updates }) => updates))
  await Promise.all([
    tx.objectStore('aside').add(aside),
    tx.objectStore('rows').clear(),
    tx.objectStore('unsent').clear(),
    tx.objectStore('facts').put({ standing }, 'facts'),
    tx.done,
  ])
}

/// Throws away everything but what was set aside.
export async function clearAll(base: CopyBase): Promise<void> {
  const tx = base.transaction(['rows', 'unsent', 'facts'], 'readwrite')
  await Promise.all([
    tx.objectStore('rows').clear(),
    tx.objectStore('unsent').clear(),
    tx.objectStore('facts').clear(),
    tx.done,
  ])
}

export async function readAsides(
  base: CopyBase,
): Promise<readonly (Aside & { readonly key: number })[]> {
  const tx = base.transaction('aside')
  const [keys, asides] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()])
  return asides.map((aside, i) => ({ ...aside, key: keys[i] as number }))
}
