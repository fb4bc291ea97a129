import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyBatch, applyRows, type Submission } from '../../../server/rooms/batch.ts'
import type { Peer } from '../../../server/rooms/peer.ts'
import { readUpdate } from '../../../server/rooms/update.ts'

/// Where two have made the same words bold, one pair of marks is too many: Yjs strikes it out by
/// itself, in a transaction behind the one that brought it.

const from = { present: { principal: { id: 'ben' } } } as unknown as Peer
const text = (doc: Y.Doc) => doc.getText('t')

function submission(kind: 'update' | 'step2', bytes: Uint8Array): Submission {
  const shape = readUpdate(bytes)
  if ('code' in shape) throw new Error(shape.message)
  return { kind, from, bytes, shape }
}

function copy(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  text(doc)
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

/// Ada has made a word bold, and it is on the server; Ben did the same meanwhile and wrote on.
function meeting() {
  const ada = copy()
  text(ada).insert(0, 'Stop the lift')
  const start = Y.encodeStateAsUpdate(ada)
  const ben = copy(start)
  text(ada).format(0, 4, { bold: true })
  text(ben).format(0, 4, { bold: true })
  text(ben).insert(13, ', says Ben.')
  const known = Y.encodeStateAsUpdate(ada)
  return { known, news: Y.encodeStateAsUpdate(ben, Y.encodeStateVectorFromUpdate(start)) }
}

const whole = [{ insert: 'Stop', attributes: { bold: true } }, { insert: ' the lift, says Ben.' }]

for (const kind of ['update', 'step2'] as const) {
  it(`[U4] what comes with marks that are too many is on disk and told, in a ${kind}`, () => {
    const { known, news } = meeting()
    const server = copy(known)
    const applied = applyBatch(server, [submission(kind, news)])
    if (applied.kind !== 'applied') throw new Error(applied.reason)
    expect(text(server).toDelta()).toEqual(whole)
    const disk = copy(known, ...applied.rows.map(({ bytes }) => bytes))
    expect(text(disk).toDelta()).toEqual(whole)
    const peer = copy(known, ...applied.news.map(({ update }) => update))
    expect(text(peer).toDelta()).toEqual(whole)
    expect(Y.equalSnapshots(Y.snapshot(disk), Y.snapshot(server))).toBe(true)
    expect(Y.equalSnapshots(Y.snapshot(peer), Y.snapshot(server))).toBe(true)
    // What was struck out is nobody's doing.
    expect(applied.rows.map(({ user }) => user)).toEqual(['ben', null])
  })
}

it('[K1] and is told where another node reads it from the log', () => {
  const { known, news } = meeting()
  const other = copy(known)
  const told = applyRows(other, [news])
  expect(text(other).toDelta()).toEqual(whole)
  expect(text(copy(known, ...told)).toDelta()).toEqual(whole)
})
