import * as Y from 'yjs'
import { nestsTooDeep } from './batch.ts'
import { emptyDocument } from './content.ts'
import { readUpdate } from './update.ts'

/// Whether bytes from outside are a whole document: an update that a connection could have sent, of
/// which nothing waits for anything else.
export function readWholeDocument(bytes: Uint8Array): boolean {
  const shape = readUpdate(bytes)
  if ('code' in shape) return false
  const doc = emptyDocument()
  try {
    Y.applyUpdate(doc, bytes)
    const { pendingStructs, pendingDs } = doc.store
    if (pendingStructs !== null || pendingDs !== null) return false
    return !nestsTooDeep(doc, shape)
  } catch {
    return false
  }
}
