import * as encoding from 'lib0/encoding'
import { message, sync } from '../../src/shared/protocol.ts'
import type { Dice } from '../fuzz/dice.ts'
import { bytes, presenceOf, say } from './bytes.ts'

/// How far each of the ids is that somebody writes under.
export interface Writing {
  readonly clients: readonly number[]
  readonly clocks: Map<number, number>
  /// Ids that are other people's.
  readonly others: readonly number[]
}

const roots = ['series', 'episodes', 'segments', 'bodies', 'lines', 'cast', 'places', 'x', '']
const keys = ['title', 'language', 'place', 'a', '__proto__', '中文', '']
const json = ['1', 'null', '"text"', '{"line":"l","element":"action"}', '[[[]]]', '{"a":{"b":[1]}}']

/// A connection ends with most of what is spoilt, and coming back costs more than a frame.
const spoiltShare = 0.025

/// Makes frames after the grammar of the protocol, most of them right, and then spoils some: at every
/// level from the single byte to the struct that hangs on something that is not there.
export class Grammar {
  readonly #dice: Dice
  readonly #writing: Writing
  #last: Uint8Array = new Uint8Array([0])

  constructor(dice: Dice, writing: Writing) {
    this.#dice = dice
    this.#writing = writing
  }

  frame(): Uint8Array {
    const dice = this.#dice
    const made = this.#message()
    const frame = dice.chance(spoiltShare) ? this.#spoil(made) : made
    this.#last = made
    return frame
  }

  #message(): Uint8Array {
    const dice = this.#dice
    const kind = dice.below(100)
    if (kind < 60) return say(message.sync, sync.update, this.#update())
    if (kind < 70) return say(message.sync, sync.step2, this.#update())
    if (kind < 74) return say(message.sync, sync.step1, this.#vector())
    if (kind < 90) return this.#presence()
    if (kind < 92) return new Uint8Array([message.queryAwareness])
    if (kind < 96) return new Uint8Array([message.announce])
    return this.#announcement()
  }

  #vector(): Uint8Array {
    const { clients, clocks } = this.#writing
    return bytes((encoder) => {
      const some = clients.filter(() => this.#dice.chance(0.5))
      encoding.writeVarUint(encoder, some.length)
      for (const client of some) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, this.#dice.below(2 * (clocks.get(client) ?? 0) + 2))
      }
    })
  }

  #presence(): Uint8Array {
    const dice = this.#dice
    const entries = Array.from({ length: dice.below(3) }, (): [number, number, string] => [
      this.#client(),
      dice.chance(0.02) ? 2 ** 31 + dice.below(9) : dice.below(10_000),
      dice.chance(0.01) ? '{' : (dice.pick([...json, 'null', '{"user":{"name":"Eve"}}']) ?? 'null'),
    ])
    return presenceOf(...entries)
  }

  #announcement(): Uint8Array {
    const dice = this.#dice
    const body = {
      version: dice.chance(0.8) ? 2 : dice.pick([2, 3, 1, -1, '2', null]),
      clients: dice.chance(0.95) ? [...this.#writing.clients] : dice.pick([{}, ['a'], [1.5]]),
      ...(dice.chance(0.05) ? { lineage: dice.pick(['another', '', 7]) } : {}),
    }
    return say(message.announce, undefined, new TextEncoder().encode(JSON.stringify(body)))
  }

  /// Mostly one's own, now and then anybody's.
  #client(): number {
    const dice = this.#dice
    const { clients, others } = this.#writing
    if (dice.chance(0.01)) return dice.pick(others) ?? 1
    if (dice.chance(0.02)) return dice.below(2 ** 32)
    return dice.pick(clients) ?? 1
  }

  #update(): Uint8Array {
    const dice = this.#dice
    return bytes((encoder) => {
      const clients = [...new Set(Array.from({ length: dice.below(3) }, () => this.#client()))]
      if (dice.chance(0.01)) clients.push(...clients)
      encoding.writeVarUint(encoder, clients.length)
      for (const client of clients) this.#structs(encoder, client)
      this.#deletes(encoder)
    })
  }

  #structs(encoder: encoding.Encoder, client: number) {
    const dice = this.#dice
    const { clocks } = this.#writing
    const count = dice.chance(0.01) ? 0 : 1 + dice.below(4)
    const expected = clocks.get(client) ?? 0
    const from = dice.chance(0.06) ? dice.below(expected + 20) : expected
    let clock = from
    encoding.writeVarUint(encoder, count)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, from)
    for (let i = 0; i < count; i++) clock += this.#struct(encoder, client, clock)
    // What was skipped is still to come, but only now and then does it come.
    if (from <= expected) clocks.set(client, Math.max(expected, clock))
  }

  /// Gives its length in clocks.
  #struct(encoder: encoding.Encoder, client: number, clock: number): number {
    const dice = this.#dice
    if (dice.chance(0.04)) {
      const length = dice.chance(0.02) ? 0 : 1 + dice.below(5)
      encoding.writeUint8(encoder, dice.chance(0.7) ? 0 : 10)
      encoding.writeVarUint(encoder, length)
      return length
    }
    const hasOrigin = clock > 0 && dice.chance(0.6)
    const hasRight = clock > 0 && dice.chance(0.2)
    const isKeyed = dice.chance(0.3)
    const kind = dice.chance(0.005)
      ? dice.below(32)
      : (dice.pick([1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 8]) ?? 4)
    const flags = (hasOrigin ? 128 : 0) | (hasRight ? 64 : 0) | (isKeyed ? 32 : 0)
    encoding.writeUint8(encoder, kind | flags)
    if (hasOrigin) this.#id(encoder, client, clock)
    if (hasRight) this.#id(encoder, client, clock)
    if (!hasOrigin && !hasRight) {
      const isNamed = dice.chance(0.8) || clock === 0
      encoding.writeVarUint(encoder, isNamed ? 1 : dice.chance(0.99) ? 0 : 2)
      if (isNamed) encoding.writeVarString(encoder, dice.pick(roots) ?? 'x')
      else this.#id(encoder, client, clock)
      if (isKeyed) encoding.writeVarString(encoder, dice.pick(keys) ?? 'a')
    }
    return this.#content(encoder, kind)
  }

  /// Something that is there, most of the time.
  #id(encoder: encoding.Encoder, client: number, clock: number) {
    const dice = this.#dice
    const { clients, clocks } = this.#writing
    const other = dice.chance(0.3) ? (dice.pick(clients) ?? client) : client
    const known = other === client ? clock : (clocks.get(other) ?? 0)
    encoding.writeVarUint(encoder, other)
    const beyond = dice.chance(0.01) ? dice.below(100) : 0
    encoding.writeVarUint(encoder, Math.max(0, dice.below(Math.max(1, known)) + beyond))
  }

  #content(encoder: encoding.Encoder, kind: number): number {
    const dice = this.#dice
    switch (kind) {
      case 1: {
        const length = 1 + dice.below(9)
        encoding.writeVarUint(encoder, length)
        return length
      }
      case 2: {
        const count = 1 + dice.below(3)
        encoding.writeVarUint(encoder, count)
        for (let i = 0; i < count; i++) encoding.writeVarString(encoder, dice.pick(json) ?? '1')
        return count
      }
      case 3:
        encoding.writeVarUint8Array(encoder, new Uint8Array(dice.below(9)))
        return 1
      case 4: {
        const text = dice.pick(['a', 'some words', '😀', '中文字', '\ud800', '\n']) ?? 'a'
        encoding.writeVarString(encoder, text)
        return text.length
      }
      case 5:
        encoding.writeVarString(encoder, dice.pick(json) ?? '1')
        return 1
      case 6:
        encoding.writeVarString(encoder, dice.pick(['bold', 'italic', ...keys]) ?? 'bold')
        encoding.writeVarString(encoder, dice.pick(['true', 'null', ...json]) ?? 'null')
        return 1
      case 7: {
        const type = dice.chance(0.01) ? dice.below(20) : dice.below(7)
        encoding.writeVarUint(encoder, type)
        if (type === 3 || type === 5) encoding.writeVarString(encoder, 'p')
        return 1
      }
      case 8: {
        const count = 1 + dice.below(3)
        encoding.writeVarUint(encoder, count)
        for (let i = 0; i < count; i++) {
          encoding.writeAny(encoder, dice.pick<Any>([1, 'x', null, 2.5, [1, { a: 1 }], { b: [] }]))
        }
        return count
      }
      default:
        encoding.writeVarUint(encoder, dice.below(300))
        return 1
    }
  }

  #deletes(encoder: encoding.Encoder) {
    const dice = this.#dice
    const { clocks } = this.#writing
    const count = dice.chance(0.8) ? 0 : 1 + dice.below(2)
    encoding.writeVarUint(encoder, count)
    for (let i = 0; i < count; i++) {
      const client = this.#client()
      encoding.writeVarUint(encoder, client)
      const ranges = 1 + dice.below(3)
      encoding.writeVarUint(encoder, ranges)
      for (let r = 0; r < ranges; r++) {
        encoding.writeVarUint(encoder, dice.below((clocks.get(client) ?? 0) + 5))
        encoding.writeVarUint(encoder, dice.chance(0.02) ? 0 : 1 + dice.below(4))
      }
    }
  }

  #spoil(frame: Uint8Array): Uint8Array {
    const dice = this.#dice
    const at = dice.below(Math.max(1, frame.byteLength))
    switch (dice.below(7)) {
      case 0: {
        const spoilt = frame.slice()
        spoilt[at] = dice.below(256)
        return spoilt
      }
      case 1: {
        const spoilt = frame.slice()
        spoilt[at] = (spoilt[at] ?? 0) ^ (1 << dice.below(8))
        return spoilt
      }
      case 2:
        return frame.slice(0, at)
      case 3:
        return joined(frame, new Uint8Array(1 + dice.below(4)).fill(dice.below(256)))
      case 4:
        return joined(frame, this.#last)
      case 5:
        // A number in more bytes than it needs, or than there can be.
        return joined(
          frame.slice(0, at),
          new Uint8Array(1 + dice.below(12)).fill(0x80 | dice.below(128)),
          frame.slice(at),
        )
      default:
        return joined(frame.slice(0, at), this.#last.slice(dice.below(this.#last.byteLength)))
    }
  }
}

type Any = number | string | null | Any[] | { [key: string]: Any }

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
