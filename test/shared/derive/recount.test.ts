import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { lineSeconds } from '../../../src/shared/derive/line-time.ts'
import { episodeTime, seasonTime, segmentTime } from '../../../src/shared/derive/runtime.ts'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { setLineSeconds } from '../../../src/shared/document/lineseconds.ts'
import { reviseLines } from '../../../src/shared/document/revise.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import type { Series } from '../../../src/shared/domain/series.ts'

/// What is reckoned once is the same object until it is reckoned again: so what is not the same
/// object after a change is what the change cost.

function season(): SeriesDocument {
  const doc = new Y.Doc()
  const said = (element: 'action' | 'character' | 'dialogue', text: string) => ({
    element,
    spans: [{ text, style: {} }],
  })
  const segment = (name: string) => ({
    outline: name,
    lines: [0, 1, 2].flatMap((i) => [
      said('action', `She tears contract ${name} ${i} in half.`),
      said('character', 'LIN'),
      said('dialogue', `You owe me ${i} answers, ${name}. Talk!`),
    ]),
  })
  const episodes = Array.from({ length: 100 }, (_, e) => ({
    title: `Episode ${e}`,
    summary: '',
    hook: segment(`hook ${e}`),
    beats: [0, 1, 2, 3].map((b) => segment(`beat ${e} ${b}`)),
    cliffhanger: segment(`end ${e}`),
  }))
  writeSeries(doc, { title: 'A', language: 'en', episodes })
  return new SeriesDocument(doc)
}

/// Everything that has been reckoned of a season, by what it is of.
function reckoned(series: Series) {
  seasonTime(series)
  const segments = series.episodes.flatMap((episode) => episode.segments)
  const lines = segments.flatMap((segment) => segment.lines)
  return {
    episodes: new Map(series.episodes.map((each) => [each.id, episodeTime(each, series)])),
    segments: new Map(segments.map((each) => [each.id, segmentTime(each, series.language)])),
    lines: new Map(lines.map((each) => [each.id, lineSeconds(each, series.language)])),
  }
}

function changed(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>) {
  return [...now].filter(([id, time]) => before.get(id) !== time).map(([id]) => id)
}

test('changing one line of 5,400 reckons that line, its segment and its episode again', () => {
  const document = season()
  const before = reckoned(document.reading.series)
  expect(before.lines.size).toBe(5400)
  const episode = document.reading.series.episodes[41]
  const segment = episode?.segments[2]
  const line = segment?.lines[5]
  const group = segment && document.reading.group(segment.id)
  if (!group || !line) throw new Error('the season is short')
  const changes = [
    () =>
      document.edit(() =>
        reviseLines(
          document,
          group,
          segment.lines.map((each) =>
            each === line ? { ...each, spans: [{ text: 'Never.', style: {} }] } : each,
          ),
        ),
      ),
    () => setLineSeconds(document, line.id, 7),
  ]
  let last = before
  for (const change of changes) {
    change()
    const now = reckoned(document.reading.series)
    expect(changed(last.lines, now.lines)).toEqual([line.id])
    expect(changed(last.segments, now.segments)).toEqual([segment.id])
    expect(changed(last.episodes, now.episodes)).toEqual([episode.id])
    last = now
  }
  expect(last.lines.get(line.id)).toMatchObject({ total: 7 })
})
