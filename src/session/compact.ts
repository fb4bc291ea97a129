import { applyUpdate, Doc, encodeStateAsUpdate, transact } from 'yjs'
import { openBase } from './copybase.ts'

/// Writes the rows of a copy as one. Rows with something unsent in them stay beside it as they are,
/// for the windows that look for them. Rows that are added meanwhile are none of its business; when
/// one that it has read is gone, the copy was emptied, and nothing is written.
export async function compact(name: string): Promise<void> {
  const base = await openBase(name)
  try {
    const reading = base.transaction('rows')
    const [keys, rows] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()])
    if (keys.length < 2) return
    const whole = merged(rows.flatMap(({ updates }) => updates))
    const tx = base.transaction(['rows', 'unsent'], 'readwrite', { durability: 'strict' })
    const store = tx.objectStore('rows')
    const [present, unsent] = await Promise.all([
      store.getAllKeys(),
      tx.objectStore('unsent').getAllKeys(),
    ])
    const isThere = new Set(present)
    if (keys.some((key) => !isThere.has(key))) return
    const stays = new Set(unsent)
    const random = crypto.getRandomValues(new Uint32Array(2)).join('-')
    await Promise.all([
      store.put({ updates: [whole] }, `whole.${random}`),
      ...keys.filter((key) => !stays.has(key)).map((key) => store.delete(key)),
      tx.done,
    ])
  } finally {
    base.close()
  }
}

/// Through a document: putting updates together as bytes takes longer the more there are of them,
/// and out of proportion.
function merged(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Doc()
  transact(doc, () => {
    for (const update of updates) applyUpdate(doc, update)
  })
  const whole = encodeStateAsUpdate(doc)
  doc.destroy()
  return whole
}
