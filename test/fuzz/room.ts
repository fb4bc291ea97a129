import * as Y from 'yjs'
import { applyBatch, applyRows, type Submission } from '../../server/rooms/batch.ts'
import { emptyDocument } from '../../server/rooms/content.ts'
import type { Peer } from '../../server/rooms/peer.ts'
import { readUpdate } from '../../server/rooms/update.ts'
import type { Dice } from './dice.ts'

/// The server of a session: takes in what the writers send, together or bit by bit, some of it what
/// somebody brings who was away, and writes its log.
export class Room {
  readonly doc: Y.Doc
  readonly #rows: Uint8Array[]
  readonly #dice: Dice
  readonly #queues = new Map<string, Uint8Array[]>()
  /// Why it could take in no more.
  failure: string | undefined

  constructor(start: Uint8Array, dice: Dice) {
    this.doc = emptyDocument()
    Y.applyUpdate(this.doc, start)
    this.#rows = [start]
    this.#dice = dice
  }

  send(name: string, update: Uint8Array): void {
    const queue = this.#queues.get(name)
    if (queue) queue.push(update)
    else this.#queues.set(name, [update])
  }

  /// Takes in some of what was sent, or all. Gives back what it has struck out by itself.
  take(all = false): readonly Uint8Array[] {
    const batch: Submission[] = []
    for (const [name, queue] of this.#queues) {
      const sent = queue.splice(0, all ? queue.length : this.#dice.below(queue.length + 1))
      if (sent.length === 0) continue
      const wasAway = this.#dice.chance(0.3)
      const frames = wasAway ? [Y.mergeUpdates(sent)] : sent
      for (const bytes of frames) this.#submit(batch, wasAway ? 'step2' : 'update', name, bytes)
    }
    const applied = applyBatch(this.doc, batch)
    if (applied.kind === 'poisoned') {
      this.failure ??= applied.reason
      return []
    }
    this.#rows.push(...applied.rows.map(({ bytes }) => bytes))
    return applied.rows.filter(({ user }) => user === null).map(({ bytes }) => bytes)
  }

  #submit(batch: Submission[], kind: 'update' | 'step2', id: string, bytes: Uint8Array): void {
    const shape = readUpdate(bytes)
    if ('code' in shape) this.failure ??= shape.message
    else batch.push({ kind, from: { present: { principal: { id } } } as Peer, bytes, shape })
  }

  /// What a server that has just started reads.
  reread(): Y.Doc {
    const doc = emptyDocument()
    for (const row of this.#rows) applyRows(doc, [row])
    return doc
  }
}
