import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { message, sync } from '../../src/shared/protocol.ts'

/// What of a frame matters to the books. Step 2 and update are the ones that are acknowledged.
export type Said =
  | { readonly kind: 'step1' | 'other' }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'acknowledged'; readonly count: number }

export function readMessage(frame: Uint8Array): Said {
  const decoder = decoding.createDecoder(frame)
  const type = decoding.readVarUint(decoder)
  if (type === message.acknowledged) {
    return { kind: 'acknowledged', count: decoding.readVarUint(decoder) }
  }
  if (type !== message.sync) return { kind: 'other' }
  const second = decoding.readVarUint(decoder)
  if (second === sync.step1) return { kind: 'step1' }
  const update = decoding.readVarUint8Array(decoder)
  return { kind: second === sync.step2 ? 'step2' : 'update', update }
}

export function acknowledgement(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.acknowledged)
  encoding.writeVarUint(encoder, count)
  return encoding.toUint8Array(encoder)
}

/// Step 1: what is lacked by whoever has what this state vector says.
export function askFor(vector: Uint8Array): Uint8Array {
  return syncMessage(sync.step1, vector)
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return syncMessage(sync.update, update)
}

function syncMessage(kind: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}
