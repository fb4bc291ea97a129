import { expect, it } from 'vitest'
import { SeriesReading } from '../../../src/shared/document/reading.ts'
import { readFountain } from '../../../src/shared/format/fountain/read.ts'
import { readJoined, withJoined } from '../../../src/shared/format/joined.ts'
import { documentOf } from './portrait.ts'

/// A series with one line that says something, by its id.
function oneLine() {
  const doc = documentOf(readFountain('# Episode 1\n\n## Hook\n\nThe lift stops.\n').screenplay)
  const { series } = new SeriesReading(doc)
  const lines = series.episodes.flatMap(({ segments }) => segments.flatMap(({ lines }) => lines))
  const shown = lines.find(({ text }) => text !== '')?.id ?? ''
  return { series, shown, empty: { titlePage: [], cast: [], places: [] } }
}

it('what was carried with lines joined one after the other comes along, however many', () => {
  const { series, shown, empty } = oneLine()
  const count = 30_000
  const ids = Array.from({ length: count }, (_, i) => `line${i}`)
  const carried = new Map(ids.map((id) => [id, { fdx: id }]))
  const joined = new Map(ids.map((id, i) => [ids[i + 1] ?? shown, [id]]))
  const kept = withJoined(series, { ...empty, carried, joined })
  expect(readJoined(kept.carried.get(shown))).toEqual(ids.map((id) => ({ fdx: id })))
})

it('lines that say they were joined in a circle are nobody’s', () => {
  const { series, shown, empty } = oneLine()
  const carried = new Map(['a', 'b', shown].map((id) => [id, { fdx: id }]))
  const circle = new Map([
    ['a', ['b']],
    ['b', ['a']],
    [shown, [shown]],
  ])
  const kept = withJoined(series, { ...empty, carried, joined: circle })
  expect(kept.carried.get(shown)).toEqual({ fdx: shown })
})
