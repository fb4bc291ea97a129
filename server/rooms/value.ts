import * as decoding from 'lib0/decoding'

/// `malformed`: these bytes are no V1 update. `refused`: they are one that no client needs to make
/// and that would harm the room.
export interface BadUpdate {
  readonly code: 'malformed' | 'refused'
  readonly message: string
}

/// How deep a value in an embed, an attribute or a map may nest.
const maxNesting = 64

/// Is thrown on the way through an update, and comes out as a `BadUpdate`.
export class Bad extends Error {
  readonly code: BadUpdate['code']
  constructor(code: BadUpdate['code'], message: string) {
    super(message)
    this.code = code
  }
}

export const malformed = (message: string) => new Bad('malformed', message)
export const refused = (message: string) => new Bad('refused', message)

/// A value as JSON text; in a list, `undefined` stands for itself.
export function readJson(decoder: decoding.Decoder, orUndefined: boolean) {
  const text = decoding.readVarString(decoder)
  if (orUndefined && text === 'undefined') return
  if (nesting(text) > maxNesting) throw refused('a value nested too deep')
  JSON.parse(text)
}

/// How deep brackets nest in a JSON text, without building anything from it.
export function nesting(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quoted) {
      if (code === 92) i++
      else if (code === 34) quoted = false
    } else if (code === 34) quoted = true
    else if (code === 91 || code === 123) deepest = Math.max(deepest, ++depth)
    else if (code === 93 || code === 125) depth--
  }
  return deepest
}

/// lib0's "any" encoding: https://github.com/dmonad/lib0/blob/main/encoding.js
export function readAny(decoder: decoding.Decoder, depth: number): void {
  if (depth > maxNesting) throw refused('a value nested too deep')
  const kind = decoding.readUint8(decoder)
  switch (kind) {
    case 127:
    case 126:
    case 121:
    case 120:
      return
    case 125:
      decoding.readVarInt(decoder)
      return
    case 124:
      decoding.readFloat32(decoder)
      return
    case 123:
      decoding.readFloat64(decoder)
      return
    case 122:
      decoding.readBigInt64(decoder)
      return
    case 119:
      decoding.readVarString(decoder)
      return
    case 118: {
      const count = decoding.readVarUint(decoder)
      for (let i = 0; i < count; i++) {
        // lib0 sets it as the prototype, and a value whose prototype is a byte array cannot be
        // encoded again: the room could not be read by anybody.
        if (decoding.readVarString(decoder) === '__proto__') throw refused('a key that is not one')
        readAny(decoder, depth + 1)
      }
      return
    }
    case 117: {
      const count = decoding.readVarUint(decoder)
      for (let i = 0; i < count; i++) readAny(decoder, depth + 1)
      return
    }
    case 116:
      decoding.readVarUint8Array(decoder)
      return
    default:
      throw malformed('a value of an unknown kind')
  }
}
