import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Standing } from '../../src/shared/domain/access.ts'
import { type Announcement, message, sync, type Welcome } from '../../src/shared/protocol.ts'
import type { Topic } from '../records/news.ts'
import { readAnnouncement } from './announcement.ts'
import { readUpdate, readVector, type UpdateShape } from './update.ts'
import { type BadUpdate, nesting } from './value.ts'

/// What a client can say, read and checked from its first byte to its last.
export type Frame =
  | { readonly kind: 'step1'; readonly vector: Uint8Array; readonly clients: number }
  | {
      readonly kind: 'step2' | 'update'
      readonly bytes: Uint8Array
      readonly shape: UpdateShape
    }
  | { readonly kind: 'presence'; readonly entries: readonly PresenceEntry[] }
  | { readonly kind: 'queryPresence' }
  | { readonly kind: 'announce'; readonly announced: Announcement | undefined }

/// One client's presence as the awareness protocol sends it. `state` is JSON text; "null" means gone.
export interface PresenceEntry {
  readonly client: number
  readonly clock: number
  readonly state: string
}

/// Presence is a name, a colour and a cursor.
export const maxPresenceBytes = 8 * 1024
/// A stock client sends back what it hears of others, so a message can hold the whole room.
export const maxPresenceEntries = 1000
const maxPresenceNesting = 16
/// It is renewed every 15 seconds: a lifetime of that stays far below.
const maxPresenceClock = 2 ** 31

const malformed = (text: string): BadUpdate => ({ code: 'malformed', message: text })

/// Reads one WebSocket frame: exactly one message, nothing after it.
export function readFrame(data: Uint8Array): Frame | BadUpdate {
  try {
    const decoder = decoding.createDecoder(data)
    const frame = readMessage(decoder)
    if ('kind' in frame && decoding.hasContent(decoder)) return malformed('bytes after its end')
    return frame
  } catch {
    return malformed('it cannot be read')
  }
}

function readMessage(decoder: decoding.Decoder): Frame | BadUpdate {
  switch (decoding.readVarUint(decoder)) {
    case message.sync:
      return readSync(decoder)
    case message.awareness:
      return readAwareness(decoding.readVarUint8Array(decoder))
    case message.queryAwareness:
      return { kind: 'queryPresence' }
    case message.announce:
      return readAnnounce(decoder)
    default:
      return malformed('its type is unknown')
  }
}

/// Programs that follow the first version of the protocol announce themselves without a word.
function readAnnounce(decoder: decoding.Decoder): Frame | BadUpdate {
  if (!decoding.hasContent(decoder)) return { kind: 'announce', announced: undefined }
  const announced = readAnnouncement(decoding.readVarString(decoder))
  return announced ? { kind: 'announce', announced } : malformed('an announcement of nothing')
}

function readSync(decoder: decoding.Decoder): Frame | BadUpdate {
  const type = decoding.readVarUint(decoder)
  if (type !== sync.step1 && type !== sync.step2 && type !== sync.update) {
    return malformed('its type is unknown')
  }
  const bytes = decoding.readVarUint8Array(decoder)
  if (type === sync.step1) {
    const vector = readVector(bytes)
    return 'code' in vector ? vector : { kind: 'step1', vector: bytes, clients: vector.clients }
  }
  const shape = readUpdate(bytes)
  if ('code' in shape) return shape
  return { kind: type === sync.step2 ? 'step2' : 'update', bytes, shape }
}

function readAwareness(bytes: Uint8Array): Frame | BadUpdate {
  const decoder = decoding.createDecoder(bytes)
  const entries = readPresence(decoder)
  if ('code' in entries) return entries
  return decoding.hasContent(decoder)
    ? malformed('bytes after its end')
    : { kind: 'presence', entries }
}

/// `maxBytes` is what a state may have. Throws where the decoder does, and what JSON.parse throws.
export function readPresence(
  decoder: decoding.Decoder,
  maxBytes = maxPresenceBytes,
): readonly PresenceEntry[] | BadUpdate {
  const count = decoding.readVarUint(decoder)
  if (count > maxPresenceEntries) return malformed('it speaks of too many clients')
  const entries: PresenceEntry[] = []
  for (let i = 0; i < count; i++) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const state = decoding.readVarString(decoder)
    if (clock > maxPresenceClock) return malformed('a presence that was renewed too often')
    if (state.length > maxBytes) return malformed('a presence is too large')
    if (nesting(state) > maxPresenceNesting) return malformed('a presence is nested too deep')
    JSON.parse(state)
    entries.push({ client, clock, state })
  }
  return entries
}

export function step1Frame(vector: Uint8Array): Uint8Array {
  return syncFrame(sync.step1, vector)
}

export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(sync.step2, update)
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(sync.update, update)
}

function syncFrame(type: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

export function presenceFrame(entries: readonly PresenceEntry[]): Uint8Array {
  const body = encoding.createEncoder()
  writePresence(body, entries)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}

export function writePresence(encoder: encoding.Encoder, entries: readonly PresenceEntry[]): void {
  encoding.writeVarUint(encoder, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
}

export function standingFrame({ role, signOffs, guest }: Standing): Uint8Array {
  return jsonFrame(message.standing, { role, signOffs, guest })
}

export function welcomeFrame(welcome: Welcome): Uint8Array {
  return jsonFrame(message.welcome, welcome)
}

export function newsFrame(topics: readonly Topic[]): Uint8Array {
  return jsonFrame(message.news, { topics })
}

function jsonFrame(type: number, value: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarString(encoder, JSON.stringify(value))
  return encoding.toUint8Array(encoder)
}

export function acknowledgedFrame(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.acknowledged)
  encoding.writeVarUint(encoder, count)
  return encoding.toUint8Array(encoder)
}
