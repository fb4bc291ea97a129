import * as Y from 'yjs'

/// The updates that a client makes by typing each text at the end of the series' notes, on top of
/// what `known` holds.
export function typed(known: Uint8Array, ...texts: string[]): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, known)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const text of texts) notesOf(doc).insert(notesOf(doc).length, text)
  return updates
}

function notesOf(doc: Y.Doc): Y.Text {
  const notes = doc.getMap('series').get('notes')
  if (!(notes instanceof Y.Text)) throw new Error('There are no notes.')
  return notes
}

/// The notes in a document made of these updates.
export function notesIn(...updates: Uint8Array[]): string {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return notesOf(doc).toString()
}
