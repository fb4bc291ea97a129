import * as Y from 'yjs'
import type { UpdateShape } from './update.ts'

/// Whether an update holds anything that a document does not have. What waits in the document for
/// other updates counts as had: clients are told of it and give it back. Changes nothing.
export function bringsNews(doc: Y.Doc, bytes: Uint8Array, shape: UpdateShape): boolean {
  const { store } = doc
  for (const { client, from, to } of shape.ranges) {
    const known = Y.getState(store, client)
    if (to > known && !isWaiting(store, client, Math.max(from, known), to)) return true
  }
  if (shape.deletes === 0) return false
  for (const [client, deletes] of Y.decodeUpdate(bytes).ds.clients) {
    for (const { clock, len } of deletes) {
      const to = clock + len
      if (isAlive(store, client, clock, to) && !isDeletedLater(store, client, clock, to))
        return true
    }
  }
  return false
}

/// Whether a document that an update was applied to lacks something of it, or of what it deletes.
export function leavesWaiting(doc: Y.Doc, bytes: Uint8Array, shape: UpdateShape): boolean {
  const lacks = (client: number, to: number) => to > Y.getState(doc.store, client)
  if (shape.ranges.some(({ client, to }) => lacks(client, to))) return true
  if (shape.deletes === 0) return false
  return [...Y.decodeUpdate(bytes).ds.clients].some(([client, deletes]) =>
    deletes.some(({ clock, len }) => lacks(client, clock + len)),
  )
}

/// Whether anything from `from` up to `to` is there and not deleted, or not there yet.
function isAlive(store: Y.Doc['store'], client: number, from: number, to: number): boolean {
  if (to > Y.getState(store, client)) return true
  const structs = store.clients.get(client) ?? []
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i]
    if (!struct || struct.id.clock >= to) break
    if (!struct.deleted) return true
  }
  return false
}

/// Whether all of it is among the structs that wait. Yjs keeps these in its format V2.
export function isWaiting(
  { pendingStructs }: Y.Doc['store'],
  client: number,
  from: number,
  to: number,
): boolean {
  if (!pendingStructs) return false
  let reached = from
  for (const struct of Y.decodeUpdateV2(pendingStructs.update).structs) {
    if (struct.id.client !== client || struct instanceof Y.Skip) continue
    const { clock } = struct.id
    if (clock <= reached && reached < clock + struct.length) reached = clock + struct.length
  }
  return reached >= to
}

/// Whether all of it is among the deletes that wait for what they delete.
function isDeletedLater({ pendingDs }: Y.Doc['store'], client: number, from: number, to: number) {
  const waiting = pendingDs && Y.decodeUpdateV2(pendingDs).ds.clients.get(client)
  return waiting ? waiting.some(({ clock, len }) => clock <= from && to <= clock + len) : false
}
