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

/// A document, the answers about it, and how often it was asked for everything.
function season() {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  const answers = new Answers(doc, 0)
  doc.on('update', (update: Uint8Array) => answers.changed([update]))
  return { text, answers }
}

it('[U7] when many come while somebody types, each still hears everything', () => {
  const { text, answers } = season()
  text.insert(0, 'A season.')
  expect(hear(answers.to(nothing, 0))).toEqual({ kinds: ['step2'], text: 'A season.' })
  for (let i = 0; i < 8; i++) {
    // Typed, and some of it taken back.
    text.insert(text.length, ` ${i}.`)
    if (i % 3 === 2) text.delete(0, 1)
    const kinds = i < 3 ? ['step2'] : ['step2', 'update']
    expect(hear(answers.to(nothing, 0))).toEqual({ kinds, text: text.toString() })
    expect(hear(answers.to(nothing, 0))).toEqual({ kinds, text: text.toString() })
  }
  // Five seconds later there is a new whole.
  expect(hear(answers.to(nothing, 5000))).toEqual({ kinds: ['step2'], text: text.toString() })
})

it.each([
  ['much', 1, 'word '.repeat(20_000)],
  ['often', 600, 'x'],
])('[U7] what is missing goes along whole when it is %s', (_, times, typed) => {
  const { text, answers } = season()
  for (let i = 0; i < 5; i++) {
    text.insert(0, 'One.')
    answers.to(nothing, 0)
  }
  expect(hear(answers.to(nothing, 0)).kinds).toEqual(['step2', 'update'])
  for (let i = 0; i < times; i++) text.insert(0, typed)
  expect(hear(answers.to(nothing, 0))).toEqual({ kinds: ['step2'], text: text.toString() })
})

it('[U7] nothing older is told when the document may have changed in any way', () => {
  const { text, answers } = season()
  answers.to(nothing, 0)
  text.insert(0, 'One.')
  answers.changed(undefined)
  expect(hear(answers.to(nothing, 0))).toEqual({ kinds: ['step2'], text: 'One.' })
})

it('[U7] who has something is sent what is missing', () => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'One. ')
  const vector = Y.encodeStateVector(doc)
  doc.getText('t').insert(5, 'Two.')
  const [frame] = new Answers(doc, 0).to(vector, 0)
  expect(frame?.byteLength).toBeLessThan(40)
})
