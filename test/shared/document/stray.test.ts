import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { restoreText, setPlannedSeconds } from '../../../src/shared/document/segments.ts'
import { createSeries } from '../../../src/shared/document/series.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'

function openSeries(): { document: SeriesDocument; episode: string } {
  const doc = new Y.Doc()
  createSeries(doc, { title: 'A', language: 'en' })
  const document = new SeriesDocument(doc)
  return { document, episode: document.reading.series.episodes[0]?.id as string }
}

test.each([
  ['in front of any mark', []],
  ['behind the mark of a segment that never was', [{ insert: { segment: 'nobody' } }]],
])('text %s lies in the bin and comes back as a beat', (_, mark) => {
  const { document, episode } = openSeries()
  const body = new Y.Text()
  document.roots.bodies.set('strange', body)
  body.applyDelta([...mark, { insert: 'found' }, { insert: { line: 'l1', element: 'action' } }])
  const [binned] = document.reading.series.bin
  expect(binned?.what).toBe('text')
  const beat = restoreText(document, binned?.id as string, episode)
  const { episodes, bin } = document.reading.series
  expect(bin).toEqual([])
  const segment = episodes[0]?.segments[1]
  expect(segment?.id).toBe(beat)
  expect(segment?.lines.map(({ text }) => text)).toEqual(['found'])
})

test('planned seconds are set and left open again', () => {
  const { document } = openSeries()
  const hook = document.reading.series.episodes[0]?.segments[0]?.id as string
  setPlannedSeconds(document, hook, 12)
  expect(document.reading.segment(hook)?.seconds).toBe(12)
  setPlannedSeconds(document, hook, undefined)
  expect(document.reading.segment(hook)?.seconds).toBeUndefined()
})
