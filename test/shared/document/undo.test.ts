import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createBeat } from '../../../src/shared/document/segments.ts'
import { createSeries } from '../../../src/shared/document/series.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../../src/shared/document/undo.ts'

test('every step is undone one by one, and done again one by one', () => {
  const doc = new Y.Doc()
  createSeries(doc, { title: 'A', language: 'en' })
  const document = new SeriesDocument(doc)
  const history = createHistory(document, 0)
  const episode = document.reading.series.episodes[0]?.id as string
  const shown = () => document.reading.series.episodes[0]?.segments.length
  createBeat(document, episode, 0)
  createBeat(document, episode, 0)
  expect(shown()).toBe(4)
  history.undo()
  expect(shown()).toBe(3)
  history.undo()
  expect(shown()).toBe(2)
  expect(history.canUndo()).toBe(false)
  history.redo()
  expect(shown()).toBe(3)
  history.redo()
  expect(shown()).toBe(4)
  expect(history.canRedo()).toBe(false)
  history.undo()
  createBeat(document, episode, 0)
  expect(history.canRedo()).toBe(false)
})
