import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { message, sync } from '../../src/shared/protocol.ts'

/// A message: its type, for sync its second type, and a body with its length.
export function say(type: number, second: number | undefined, body: Uint8Array): Uint8Array {
  return bytes((encoder) => {
    encoding.writeVarUint(encoder, type)
    if (second !== undefined) encoding.writeVarUint(encoder, second)
    encoding.writeVarUint8Array(encoder, body)
  })
}

export function updateOf(body: Uint8Array): Uint8Array {
  return say(message.sync, sync.update, body)
}

export function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/// These numbers, each in as many bytes as it needs.
export function numbers(...values: number[]): Uint8Array {
  return bytes((encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value)
  })
}

/// Everything that a document holds after this was done to it.
export function edit(change: (doc: Y.Doc) => void, client?: number): Uint8Array {
  const doc = new Y.Doc()
  if (client !== undefined) doc.clientID = client
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}

/// A presence message with these entries.
export function presenceOf(...entries: [client: number, clock: number, state: string][]) {
  const body = bytes((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })
  return say(message.awareness, undefined, body)
}
