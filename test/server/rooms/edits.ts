import * as Y from 'yjs'

/// The updates that a client makes by typing each text at the end of the series' notes, on top of
/// what `known` holds.
export function typed(known: Uint8Array, ...texts: string[]): Uint8Array[] {
  return typedAs(new Y.Doc().clientID, known, ...texts)
}

/// The same under a client id. What `known` holds of it is gone on with.
export function typedAs(client: number, known: Uint8Array, ...texts: string[]): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, known)
  doc.clientID = client
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

/// The client ids that an update holds text of.
export function clientsOf(update: Uint8Array): number[] {
  return [...new Set(Y.decodeUpdate(update).structs.map(({ id }) => id.client))]
}

/// The update that deletes all of the notes in what `known` holds.
export function erased(known: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, known)
  const before = Y.encodeStateVector(doc)
  notesOf(doc).delete(0, notesOf(doc).length)
  return Y.encodeStateAsUpdate(doc, before)
}
