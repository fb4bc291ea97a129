import * as decoding from 'lib0/decoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Answers } from '../../../server/rooms/answers.ts'
import { sync } from '../../../src/shared/protocol.ts'

const nothing = new Uint8Array([0])

/// What a client with nothing has when it has heard these frames, and how many bytes the first has.
function hear(frames: readonly Uint8Array[]) {
  const doc = new Y.Doc()
  const kinds = frames.map((frame) => {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    const kind = decoding.readVarUint(decoder)
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
    return kind === sync.step2 ? 'step2' : 'update'
  })
  return { kinds, text: doc.getText('t').toString() }
}

it('[U7] when many come while somebody types, each still hears everything', () => {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  text.insert(0, 'A season.')
  const answers = new Answers(doc, 0)
  const heard: string[][] = []
  for (let i = 0; i < 8; i++) {
    // Typed, and some of it taken back.
    text.insert(text.length, ` ${i}.`)
    if (i % 3 === 2) text.delete(0, 1)
    answers.changed()
    const { kinds, text: got } = hear(answers.to(nothing, 0))
    expect(got).toBe(text.toString())
    heard.push(kinds)
  }
  expect(heard.slice(0, 4)).toEqual([['step2'], ['step2'], ['step2'], ['step2']])
  expect(heard.slice(4)).toEqual(Array(4).fill(['step2', 'update']))
  // A second later there is a new whole.
  text.insert(0, 'Once. ')
  answers.changed()
  expect(hear(answers.to(nothing, 1000))).toEqual({ kinds: ['step2'], text: text.toString() })
})

it('[U7] what is missing goes along whole when it is much', () => {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  const answers = new Answers(doc, 0)
  for (let i = 0; i < 5; i++) {
    text.insert(0, 'x')
    answers.changed()
    answers.to(nothing, 0)
  }
  text.insert(0, 'word '.repeat(20_000))
  answers.changed()
  expect(hear(answers.to(nothing, 0))).toEqual({ kinds: ['step2'], text: text.toString() })
})

it('[U7] who has something is sent what is missing', () => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'One. ')
  const vector = Y.encodeStateVector(doc)
  doc.getText('t').insert(5, 'Two.')
  const [frame] = new Answers(doc, 0).to(vector, 0)
  expect(frame?.byteLength).toBeLessThan(40)
})
