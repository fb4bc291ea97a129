import { setImmediate as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Snapshot, Store, Stored } from '../store/store.ts'
import { emptyDocument } from './content.ts'
import { asLogged } from './marks.ts'

/// A document as it stands on disk.
export interface Loaded {
  readonly kind: 'loaded'
  readonly doc: Y.Doc
  readonly head: number
  /// The `seq` that the newest readable snapshot covers.
  readonly covered: number
  /// Null when it has never been written down.
  readonly lineage: string | null
  /// As in `Stored`.
  readonly healing: number
  /// What was set aside on the way, one sentence each.
  readonly damage: readonly string[]
}

/// `missing`: no such series. `broken`: it is there and cannot be read whole enough to be shown.
export type NotLoaded =
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly reason: string; readonly damage: readonly string[] }

/// Milliseconds of reading after which others have a turn: thousands of rows take a quarter of a second.
const sliceMs = 5

/// Reads a document: the newest snapshot that can be read and the rows after it. A row that cannot
/// be read is set aside; a row that is not there at all makes the document broken, unless a newer
/// snapshot covers it. Never gives an empty document in place of one that was there.
export async function loadDocument(store: Store, id: string): Promise<Loaded | NotLoaded> {
  const stored = await store.stored(id)
  if (!stored) return { kind: 'missing' }
  const damage: string[] = []
  const aside = new Set(stored.quarantined)
  const bases: (Snapshot | undefined)[] = [...stored.snapshots, undefined]
  for (const base of bases) {
    const doc = emptyDocument()
    if (base) {
      const reason = base.damaged ? 'its bytes have changed' : apply(doc, base.bytes)
      if (reason) {
        await store.quarantineSnapshot(id, base.seq, reason)
        damage.push(`The snapshot at ${base.seq} was set aside: ${reason}.`)
        continue
      }
    }
    const covered = base?.seq ?? 0
    const rows = await store.rows(id, covered)
    const present = new Set(rows.map((row) => row.seq))
    let lost: number | undefined
    for (let seq = covered + 1; seq <= stored.head; seq++) {
      if (!present.has(seq) && !aside.has(seq)) lost = seq
    }
    if (lost !== undefined) {
      // Another node may have written snapshots meanwhile and cut what they cover.
      if (await hasNewerSnapshot(store, id, stored)) return loadDocument(store, id)
      // No older snapshot can help: it needs the same row.
      return { kind: 'broken', reason: `row ${lost} of its log is not there`, damage }
    }
    let applied = base ? 1 : 0
    let poisoned = false
    let until = performance.now() + sliceMs
    for (const row of rows) {
      if (performance.now() > until) {
        await pause()
        until = performance.now() + sliceMs
      }
      const reason = row.damaged ? 'its bytes have changed' : apply(doc, row.bytes)
      if (!reason) {
        applied++
        continue
      }
      await store.quarantineRow(id, row.seq, reason)
      damage.push(`Row ${row.seq} was set aside: ${reason}.`)
      // Yjs may have taken in half of what it threw at.
      if (reason === threw) poisoned = true
    }
    if (poisoned) {
      const again = await loadDocument(store, id)
      return again.kind === 'missing' ? again : { ...again, damage: [...damage, ...again.damage] }
    }
    if (applied === 0) return { kind: 'broken', reason: 'nothing of it can be read', damage }
    const head = Math.max(stored.head, rows.at(-1)?.seq ?? 0)
    // What was set aside above has set it anew.
    const healing = damage.length > 0 ? (await store.stored(id))?.healing : undefined
    const standing = { lineage: stored.lineage, healing: healing ?? stored.healing }
    return { kind: 'loaded', doc, head, covered, ...standing, damage }
  }
  return { kind: 'broken', reason: 'nothing of it can be read', damage }
}

async function hasNewerSnapshot(store: Store, id: string, { snapshots }: Stored) {
  const again = await store.stored(id)
  return (again?.snapshots[0]?.seq ?? 0) > (snapshots[0]?.seq ?? 0)
}

const threw = 'it could not be applied'

/// Gives the reason when the update cannot be applied. What is on disk was checked on its way in
/// and has its checksum; the limits of that check may have changed since.
function apply(doc: Y.Doc, bytes: Uint8Array): string | undefined {
  try {
    asLogged(doc, () => Y.applyUpdate(doc, bytes))
    return undefined
  } catch {
    return threw
  }
}
