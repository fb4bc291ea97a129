import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createSeries } from '../../src/shared/document/series.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { Dice } from '../fuzz/dice.ts'
import { Score, TraceHand } from './trace.ts'
import { hookBody } from './typing.ts'

it('a trace is typed as it is where others make its words bold meanwhile', () => {
  const doc = new Y.Doc()
  createSeries(doc, { title: 'The Lift', language: 'en' })
  const document = new SeriesDocument(doc)
  const strokes = [
    { behind: undefined, text: 'ab', deletes: [] },
    { behind: [0, 1], text: 'c\nd', deletes: [] },
    { behind: [0, 3], text: 'e\n', deletes: [[0, 0]] },
    { behind: [0, 4], text: 'f', deletes: [] },
  ] as const
  const hand = new TraceHand(new Score({ people: [strokes] }), 0, new Dice(1))
  const body = hookBody(document) as Y.Text
  for (let stroke = 0; stroke < strokes.length; stroke++) {
    expect(hand.press(document)).toBe(true)
    document.edit(() => body.format(0, body.length, { bold: true }))
  }
  const said = (body.toDelta() as { insert: unknown }[]).map(({ insert }) =>
    typeof insert === 'string' ? insert : '|',
  )
  expect(said.join('')).toBe('|bc|e|df|')
  document.destroy()
})
