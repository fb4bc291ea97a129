import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { binEpisode, moveEpisode } from '../../../src/shared/document/episodes.ts'
import { reviseField } from '../../../src/shared/document/field.ts'
import {
  binBeat,
  createBeat,
  mergeBeat,
  moveBeat,
  setEmotion,
} from '../../../src/shared/document/segments.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../../src/shared/document/undo.ts'
import { type Changed, changedBetween } from '../../../src/views/board/changed.ts'

/// A series of three episodes with three beats each, and what an undo of `change` leads to.
function undone(
  change: (document: SeriesDocument, episodes: readonly string[], beats: readonly string[]) => void,
): { readonly changed: Changed | undefined; readonly ids: Map<string, string> } {
  const doc = new Y.Doc()
  const said = (outline: string) => ({ outline, lines: [] })
  writeSeries(doc, {
    title: 'Series',
    language: 'en',
    episodes: ['A', 'B', 'C'].map((title) => ({
      title,
      summary: '',
      hook: said(`${title} hook`),
      beats: [1, 2, 3].map((i) => said(`${title}${i}`)),
      cliffhanger: said(`${title} end`),
    })),
  })
  const document = new SeriesDocument(doc)
  const history = createHistory(document)
  const { episodes } = document.reading.series
  const ids = new Map<string, string>()
  for (const { id, title, segments } of episodes) {
    ids.set(id, title)
    for (const segment of segments) ids.set(segment.id, segment.outlines[0]?.text ?? '')
  }
  const beats = episodes.flatMap(({ segments }) => segments.slice(1, -1).map(({ id }) => id))
  change(
    document,
    episodes.map(({ id }) => id),
    beats,
  )
  const before = document.reading.series
  history.undo()
  return { changed: changedBetween(before, document.reading.series), ids }
}

function leadsTo(change: Parameters<typeof undone>[0]): string | undefined {
  const { changed, ids } = undone(change)
  return changed && ids.get(changed.spot.id)
}

test('undoing a move leads to what was moved', () => {
  expect(leadsTo((d, [, b = ''], [a1 = '']) => moveBeat(d, a1, b, 2))).toBe('A1')
  expect(leadsTo((d, [a = ''], [a1 = '']) => moveBeat(d, a1, a, 1))).toBe('A1')
  expect(leadsTo((d, [a = ''], beats) => moveBeat(d, beats[2] ?? '', a, 0))).toBe('A3')
  expect(leadsTo((d, [a = '']) => moveEpisode(d, a, 2))).toBe('A')
  expect(leadsTo((d, episodes) => moveEpisode(d, episodes[2] ?? '', 0))).toBe('C')
})

test('undoing what took something away leads to it', () => {
  expect(leadsTo((d, _, [, a2 = '']) => binBeat(d, a2))).toBe('A2')
  expect(leadsTo((d, [, b = '']) => binEpisode(d, b))).toBe('B')
  expect(leadsTo((d, _, [, a2 = '']) => mergeBeat(d, a2))).toBe('A2')
})

test('undoing what made something leads to where it was', () => {
  expect(leadsTo((d, [a = '']) => createBeat(d, a, 1))).toBe('A2')
  expect(leadsTo((d, [a = '']) => createBeat(d, a, 3))).toBe('A end')
})

test('undoing typing leads into the text, behind what came back', () => {
  const { changed, ids } = undone((d, _, [a1 = '']) =>
    d.edit(() => reviseField(d, { in: 'outline', segment: a1 }, '1', 0)),
  )
  expect(ids.get(changed?.spot.id ?? '')).toBe('A1')
  expect(changed?.text).toMatchObject({ field: { in: 'outline' }, caret: 1 })
  const title = undone((d, [, b = '']) =>
    d.edit(() => reviseField(d, { in: 'title', episode: b }, 'Bee', 3)),
  )
  expect(title.ids.get(title.changed?.spot.id ?? '')).toBe('B')
  expect(title.changed?.text).toMatchObject({ field: { in: 'title' }, caret: 1 })
})

test('undoing anything else leads to its segment', () => {
  expect(leadsTo((d, _, beats) => setEmotion(d, beats[4] ?? '', 3))).toBe('B2')
})

test('nothing changed leads nowhere', () => {
  const { changed } = undone(() => {})
  expect(changed).toBeUndefined()
})
