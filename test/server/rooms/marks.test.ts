import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { applyBatch, applyRows, type Submission } from '../../../server/rooms/batch.ts'
import { emptyDocument } from '../../../server/rooms/content.ts'
import { loadDocument } from '../../../server/rooms/load.ts'
import type { Peer } from '../../../server/rooms/peer.ts'
import { readUpdate } from '../../../server/rooms/update.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import { Dice } from '../../fuzz/dice.ts'
import { freshFolder } from '../house.ts'

/// Where two have made the same words bold, one pair of marks is too many: Yjs strikes it out by
/// itself, in a transaction behind the one that brought it.

const from = { present: { principal: { id: 'ben' } } } as unknown as Peer
const text = (doc: Y.Doc) => doc.getMap('bodies').get('one') as Y.Text

function submission(kind: 'update' | 'step2', bytes: Uint8Array): Submission {
  const shape = readUpdate(bytes)
  if ('code' in shape) throw new Error(shape.message)
  return { kind, from, bytes, shape }
}

function copy(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = emptyDocument()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const start = (() => {
  const doc = new Y.Doc()
  doc.getMap('bodies').set('one', new Y.Text('Stop the lift'))
  return Y.encodeStateAsUpdate(doc)
})()

/// What one document has and the other lacks.
const lackedBy = (other: Y.Doc, doc: Y.Doc) =>
  Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other))

/// Ada has made a word bold, and it is on the server; Ben did the same meanwhile and wrote on.
function meeting() {
  const [ada, ben] = [copy(start), copy(start)]
  for (const doc of [ada, ben]) text(doc).format(0, 4, { bold: true })
  text(ben).insert(13, ', says Ben.')
  return { known: Y.encodeStateAsUpdate(ada), news: lackedBy(copy(start), ben) }
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

/// Three write and mark the same text, apart and together. Gives the rows of the log, and what is in
/// memory behind them.
function play(seed: number): { rows: readonly Uint8Array[]; memory: Y.Doc } {
  const dice = new Dice(seed)
  const memory = copy(start)
  const rows = [start]
  const writers = [1, 2, 3].map((client) => Object.assign(copy(start), { clientID: client }))
  const take = (...batch: Submission[]) => {
    const applied = applyBatch(memory, batch)
    if (applied.kind !== 'applied') throw new Error(applied.reason)
    rows.push(...applied.rows.map(({ bytes }) => bytes))
  }
  const meet = (writer: Y.Doc) => {
    take(submission('step2', lackedBy(memory, writer)))
    Y.applyUpdate(writer, lackedBy(writer, memory))
  }
  for (let i = 0; i < 60; i++) {
    const body = text(dice.pick(writers) ?? memory)
    const at = dice.below(body.length + 1)
    const length = Math.min(dice.below(8), body.length - at)
    const what = dice.below(6)
    if (what < 3) body.insert(at, 'word ')
    else if (what === 5) body.delete(at, length)
    else {
      const mark = dice.below(2) === 0 ? 'bold' : 'italic'
      body.format(at, length, { [mark]: dice.below(3) === 0 ? null : true })
    }
    if (dice.below(8) === 0) meet(dice.pick(writers) ?? memory)
    if (dice.below(20) > 0) continue
    take(...writers.map((writer) => submission('update', lackedBy(memory, writer))))
  }
  for (const writer of [...writers, ...writers]) meet(writer)
  return { rows, memory }
}

it('[U12] the log reads as what was in memory, wherever marks were struck out', async () => {
  const store = new SqliteStore(join(freshFolder(), 'ninety.sqlite'))
  onTestFinished(() => store.close())
  for (let seed = 1; seed <= 30; seed++) {
    const { rows, memory } = play(seed)
    const other = emptyDocument()
    for (const row of rows) applyRows(other, [row])
    const id = `series-${seed}`
    const series = { id, title: 'x', language: 'en', created: 1, updated: 1 } as const
    const [first, ...rest] = rows.map((bytes) => ({ bytes, user: null }))
    if (!first) throw new Error('There are no rows.')
    await store.createSeries({ ...series, binned: null, lineage: null }, first)
    await store.append(id, rest, 1)
    const loaded = await loadDocument(store, id)
    if (loaded.kind !== 'loaded') throw new Error(loaded.kind)
    for (const doc of [other, loaded.doc]) {
      expect(text(doc).toDelta(), `seed ${seed}`).toEqual(text(memory).toDelta())
      expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(memory)), `seed ${seed}`).toBe(true)
    }
  }
})
