import * as decoding from 'lib0/decoding'
import { Bad, type BadUpdate, malformed, readAny, readJson, refused } from './value.ts'

/// What an update (Yjs 13, format V1) is made of, found without applying it.
export interface UpdateShape {
  readonly structs: number
  readonly deletes: number
  /// The structs of each client: clocks from `from` up to, not including, `to`. What an update skips,
  /// because it stands for itself elsewhere, is in none.
  readonly ranges: readonly {
    readonly client: number
    readonly from: number
    readonly to: number
  }[]
  /// Where shared types are made, so that their nesting can be checked once they are in place.
  readonly types: readonly { readonly client: number; readonly clock: number }[]
}

/// A clock counts what one tab has typed: a lifetime of typing stays far below.
const maxClock = 2 ** 31
/// A season of 100 episodes is about 11,000 structs fresh; a browser that gives back one that has
/// been written for years stays below this.
const maxStructs = 1_000_000
const maxRanges = 1_000_000
const maxClients = 200_000
/// The first byte of what stands for structs that are not in the update.
const skip = 10
/// Reads an update from its first byte to its last. Yjs itself applies what it can of a broken
/// update before it notices; nothing may reach a room that has not come through here.
export function readUpdate(bytes: Uint8Array): UpdateShape | BadUpdate {
  try {
    const decoder = decoding.createDecoder(bytes)
    const structs = readStructs(decoder)
    const deletes = readDeletes(decoder)
    if (decoding.hasContent(decoder)) throw malformed('bytes after its end')
    return { ...structs, deletes }
  } catch (error) {
    if (error instanceof Bad) return { code: error.code, message: error.message }
    return { code: 'malformed', message: 'it cannot be read as an update' }
  }
}

function readStructs(decoder: decoding.Decoder) {
  const ranges: { client: number; from: number; to: number }[] = []
  const types: { client: number; clock: number }[] = []
  const seen = new Set<number>()
  const clients = decoding.readVarUint(decoder)
  if (clients > maxClients) throw refused('too many clients')
  let structs = 0
  for (let c = 0; c < clients; c++) {
    const count = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    const from = decoding.readVarUint(decoder)
    structs += count
    if (structs > maxStructs) throw refused('too many structs')
    // Yjs would keep only the last of two blocks of one client.
    if (seen.has(client)) throw malformed('a client occurs twice')
    seen.add(client)
    let clock = from
    let begun = from
    for (let i = 0; i < count; i++) {
      const info = decoding.readUint8(decoder)
      const kind = info & 31
      let length: number
      if (info === skip || kind === 0) {
        length = decoding.readVarUint(decoder)
      } else {
        readPlace(decoder, info, client, clock)
        if (kind === 7) types.push({ client, clock })
        length = readContent(decoder, kind)
      }
      if (length < 1) throw malformed('a struct of no length')
      if (info === skip) {
        if (clock > begun) ranges.push({ client, from: begun, to: clock })
        begun = clock + length
      }
      clock += length
      if (clock > maxClock) throw refused('a clock beyond anything that can be typed')
    }
    if (clock > begun) ranges.push({ client, from: begun, to: clock })
  }
  return { structs, ranges, types }
}

/// Where an item hangs: its neighbours, or its parent when it has none.
function readPlace(decoder: decoding.Decoder, info: number, client: number, clock: number) {
  if (info & 128) readId(decoder, client, clock)
  if (info & 64) readId(decoder, client, clock)
  if (info & 192) return
  const named = decoding.readVarUint(decoder)
  if (named === 1) decoding.readVarString(decoder)
  else if (named === 0) readId(decoder, client, clock)
  else throw malformed('a parent of an unknown kind')
  if (info & 32) decoding.readVarString(decoder)
}

function readId(decoder: decoding.Decoder, client: number, clock: number) {
  const ownClient = decoding.readVarUint(decoder) === client
  const at = decoding.readVarUint(decoder)
  if (ownClient && at >= clock) throw malformed('an item that hangs on a later one')
}

/// Gives the length of the content in clock units.
function readContent(decoder: decoding.Decoder, kind: number): number {
  switch (kind) {
    case 1:
      return decoding.readVarUint(decoder)
    case 2: {
      const count = decoding.readVarUint(decoder)
      for (let i = 0; i < count; i++) readJson(decoder, true)
      return count
    }
    case 3:
      decoding.readVarUint8Array(decoder)
      return 1
    case 4:
      return decoding.readVarString(decoder).length
    case 5:
      readJson(decoder, false)
      return 1
    case 6:
      decoding.readVarString(decoder)
      readJson(decoder, false)
      return 1
    case 7: {
      const type = decoding.readVarUint(decoder)
      if (type > 6) throw malformed('a shared type of an unknown kind')
      if (type === 3 || type === 5) decoding.readVarString(decoder)
      return 1
    }
    case 8: {
      const count = decoding.readVarUint(decoder)
      for (let i = 0; i < count; i++) readAny(decoder, 0)
      return count
    }
    case 9:
      throw refused('documents inside documents are not kept')
    default:
      throw malformed('content of an unknown kind')
  }
}

function readDeletes(decoder: decoding.Decoder): number {
  const clients = decoding.readVarUint(decoder)
  if (clients > maxClients) throw refused('too many clients')
  let deletes = 0
  for (let c = 0; c < clients; c++) {
    decoding.readVarUint(decoder)
    const count = decoding.readVarUint(decoder)
    deletes += count
    if (deletes > maxRanges) throw refused('too many deletes')
    for (let i = 0; i < count; i++) {
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      if (length < 1) throw malformed('a delete of no length')
      if (clock + length > maxClock) throw refused('a delete beyond anything that can be typed')
    }
  }
  return deletes
}

/// The clients and clocks of a state vector, or why it is none.
export function readVector(bytes: Uint8Array): { readonly clients: number } | BadUpdate {
  try {
    const decoder = decoding.createDecoder(bytes)
    const clients = decoding.readVarUint(decoder)
    if (clients > maxClients) return { code: 'refused', message: 'too many clients' }
    for (let i = 0; i < clients; i++) {
      decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
    }
    if (decoding.hasContent(decoder)) return { code: 'malformed', message: 'bytes after its end' }
    return { clients }
  } catch {
    return { code: 'malformed', message: 'it cannot be read as a state vector' }
  }
}
