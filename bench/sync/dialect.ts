/// How the same sync messages are wrapped for each server.

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { message, sync } from '../../src/shared/protocol.ts'

export type DialectName = 'relay' | 'y-websocket' | 'hocuspocus' | 'ninety'

export interface Heard {
  readonly what: 'step1' | 'step2' | 'update'
  readonly bytes: Uint8Array
}

export interface Dialect {
  /// What a client says before anything else.
  greeting(room: string): readonly Uint8Array[]
  /// What every client says now and then, so that it is not taken for gone.
  presence(room: string): Uint8Array
  /// A sync message, to be sent as it is.
  say(room: string, what: Heard['what'], bytes: Uint8Array): Uint8Array
  /// Undefined for everything that is no sync message.
  hear(frame: Uint8Array): Heard | undefined
  /// Whether the server knows the document and answers step 1.
  readonly answers: boolean
}

/// A presence of nobody.
const nobody = [message.awareness, 1, 0]

const plain: Dialect = {
  greeting: () => [],
  presence: () => new Uint8Array(nobody),
  say: (_, what, bytes) => wrap(undefined, what, bytes),
  hear: (frame) => unwrap(decoding.createDecoder(frame)),
  answers: true,
}

/// Hocuspocus puts the name of the document before each message, and wants to be asked in.
const named: Dialect = {
  greeting(room) {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, room)
    encoding.writeVarUint(encoder, message.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, '')
    return [encoding.toUint8Array(encoder)]
  },
  presence(room) {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, room)
    encoding.writeUint8Array(encoder, new Uint8Array(nobody))
    return encoding.toUint8Array(encoder)
  },
  say: wrap,
  hear(frame) {
    const decoder = decoding.createDecoder(frame)
    const length = decoding.readVarUint(decoder)
    decoder.pos += length
    return unwrap(decoder)
  },
  answers: true,
}

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  relay: { ...plain, answers: false },
  'y-websocket': plain,
  hocuspocus: named,
  ninety: { ...plain, greeting: () => [new Uint8Array([message.announce])] },
}

function wrap(room: string | undefined, what: Heard['what'], bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  if (room !== undefined) encoding.writeVarString(encoder, room)
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, sync[what])
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

const kinds = ['step1', 'step2', 'update'] as const
/// Hocuspocus answers a step 1 with a number of its own.
const syncReply = 4

function unwrap(decoder: decoding.Decoder): Heard | undefined {
  const type = decoding.readVarUint(decoder)
  if (type !== message.sync && type !== syncReply) return undefined
  const what = kinds[decoding.readVarUint(decoder)]
  return what && { what, bytes: decoding.readVarUint8Array(decoder) }
}
