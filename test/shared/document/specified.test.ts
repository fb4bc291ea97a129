import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { disagreement } from '../../fuzz/agreement.ts'
import { example, outlineOf } from './specified.ts'

function series(): Y.Doc {
  const doc = new Y.Doc()
  const segment = (outline: string, text: string) => ({
    outline,
    lines: [{ element: 'action' as const, spans: [{ text, style: {} }] }],
  })
  writeSeries(doc, {
    title: 'The Tide',
    language: 'en',
    episodes: [1, 2, 3].map((n) => ({
      title: `Episode ${n}`,
      summary: '',
      hook: segment(`Hook ${n}`, 'Night.'),
      beats: [segment(`Beat ${n}`, 'She runs.')],
      cliffhanger: segment(`End ${n}`, 'The door opens.'),
    })),
  })
  return doc
}

test('a client that knows only the document page reads the outline of episode 3', () => {
  expect(outlineOf(series(), 3)).toEqual(['Hook 3', 'Beat 3', 'End 3'])
})

test('what the example on the document page writes is what a writer sees', () => {
  const doc = series()
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
  const writer = new SeriesDocument(doc)
  expect(example(theirs)).toEqual(['Hook 3', 'Beat 3', 'Mira follows the cable.', 'End 3'])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
  const third = writer.reading.series.episodes[2]
  expect(
    third?.segments.map(({ lines }) => lines.map((line) => [line.element, line.text])),
  ).toEqual([
    [
      ['action', 'Night. It is dark.'],
      ['character', 'MIRA'],
      ['dialogue', 'Who turned off the sea?'],
    ],
    [['action', 'She runs.']],
    [['action', 'A cable, humming.']],
    [['shot', 'The door opens.']],
  ])
  expect(disagreement(doc, writer.reading.series)).toBeUndefined()
})
