import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { maxPresenceBytes, type PresenceEntry, readPresence, writePresence } from './frame.ts'

/// What the nodes of an installation tell each other about an open series. None of it is needed:
/// what a node has not heard it finds when it polls the store.
export type Word =
  /// The log reaches so far.
  | { readonly kind: 'head'; readonly head: number }
  /// Who is here, on the node that says it; `null` states have left.
  | { readonly kind: 'presence'; readonly entries: readonly PresenceEntry[] }
  /// Who is there?
  | { readonly kind: 'ask' }
  /// Somebody wants to speak for a client of yours: is it still there?
  | { readonly kind: 'challenge'; readonly client: number }

/// What is needed of a bus: best effort, in order for each that speaks, to other nodes only.
export interface Bus {
  say(channel: string, bytes: Uint8Array): void
  hear(channel: string, listener: (bytes: Uint8Array) => void): () => void
  /// Calls `listener` when words may have been missed.
  onBack(listener: () => void): () => void
}

/// A word, and the node whose it is.
export interface Said {
  readonly node: string
  readonly word: Word
}

const kinds = ['head', 'presence', 'ask', 'challenge'] as const

/// Where a series is spoken of.
export function channelOf(series: string): string {
  return `series.${series}`
}

export function writeWord({ node, word }: Said): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kinds.indexOf(word.kind))
  encoding.writeVarString(encoder, node)
  if (word.kind === 'head') encoding.writeVarUint(encoder, word.head)
  if (word.kind === 'presence') writePresence(encoder, word.entries)
  if (word.kind === 'challenge') encoding.writeVarUint(encoder, word.client)
  return encoding.toUint8Array(encoder)
}

/// Undefined when it is nothing that this version of the program says.
export function readWord(bytes: Uint8Array): Said | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const kind = kinds[decoding.readVarUint(decoder)]
    const node = decoding.readVarString(decoder)
    switch (kind) {
      case 'head':
        return { node, word: { kind, head: decoding.readVarUint(decoder) } }
      case 'presence': {
        // Who it is has been added to what they said.
        const entries = readPresence(decoder, 2 * maxPresenceBytes)
        return 'code' in entries ? undefined : { node, word: { kind, entries } }
      }
      case 'ask':
        return { node, word: { kind } }
      case 'challenge':
        return { node, word: { kind, client: decoding.readVarUint(decoder) } }
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}
