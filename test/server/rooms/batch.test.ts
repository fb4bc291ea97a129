import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyBatch, applyRows, type Submission } from '../../../server/rooms/batch.ts'
import { emptyDocument } from '../../../server/rooms/content.ts'
import { readFrame } from '../../../server/rooms/frame.ts'
import type { Peer } from '../../../server/rooms/peer.ts'
import { drawSeed } from '../../draw.ts'
import { Dice } from '../../fuzz/dice.ts'
import { Grammar } from '../../hostile/grammar.ts'

const from = { present: { principal: { id: 'somebody' } } } as unknown as Peer
const clientsEach = 3

/// The frames of three hostile writers, taken in by the handful. Gives what is in memory, here and on
/// another node that reads on in the log now and then, and what the log reads as.
function play(seed: number, frames: number): { memory: Y.Doc; other: Y.Doc; disk: Y.Doc } {
  const dice = new Dice(seed)
  const clients = Array.from({ length: 3 * clientsEach }, () => dice.below(2 ** 32))
  const clocks = new Map<number, number>()
  const grammars = [0, 1, 2].map((i) => {
    const own = clients.slice(i * clientsEach, (i + 1) * clientsEach)
    const others = clients.filter((client) => !own.includes(client))
    return new Grammar(new Dice(dice.below(2 ** 32)), { clients: own, clocks, others })
  })
  const rows: Uint8Array[] = []
  const other = emptyDocument()
  let read = 0
  const readOn = () => {
    applyRows(other, rows.slice(read))
    read = rows.length
  }
  let doc = emptyDocument()
  let batch: Submission[] = []
  for (let i = 0; i < frames; i++) {
    const frame = readFrame(dice.pick(grammars)?.frame() ?? new Uint8Array())
    if ('kind' in frame && (frame.kind === 'update' || frame.kind === 'step2')) {
      batch.push({ kind: frame.kind, from, bytes: frame.bytes, shape: frame.shape })
    }
    if (batch.length <= dice.below(24)) continue
    const done = applyBatch(doc, batch)
    batch = []
    if (done.kind === 'applied') rows.push(...done.rows.map(({ bytes }) => bytes))
    else {
      doc = documentOf(rows)
      for (const client of clients) clocks.set(client, Y.getState(doc.store, client))
    }
    if (dice.below(50) === 0) readOn()
  }
  readOn()
  return { memory: doc, other, disk: documentOf(rows) }
}

function documentOf(rows: readonly Uint8Array[]): Y.Doc {
  const doc = emptyDocument()
  for (const row of rows) Y.applyUpdate(doc, row)
  return doc
}

/// As a client gets it.
function shown(doc: Y.Doc): Y.Snapshot {
  return Y.snapshot(documentOf([Y.encodeStateAsUpdate(doc)]))
}

// 97: another node reads what repeats the beginning of something together with what it deletes.
// 200: an update that waits for others overlaps with what was deleted just before they come. 1198 and
// 1603: a step 2 says again, and otherwise, what is known, and goes on from there.
it.each([97, 200, 1198, 1603, drawSeed, drawSeed + 1, drawSeed + 2])(
  '[U12] what is applied together reads the same from the log, seed %i',
  (seed) => {
    const { memory, other, disk } = play(seed, 400)
    expect(Y.equalSnapshots(shown(memory), shown(disk))).toBe(true)
    expect(Y.equalSnapshots(shown(other), shown(disk))).toBe(true)
  },
)
