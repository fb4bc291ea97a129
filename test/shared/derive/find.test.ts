import { describe, expect, test } from 'vitest'
import {
  type Found,
  type Hit,
  hitNear,
  numberOf,
  type Query,
  Search,
} from '../../../src/shared/derive/find.ts'
import { type Element, elements } from '../../../src/shared/domain/element.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import { type Line, plain } from '../../../src/shared/domain/line.ts'
import type { Segment } from '../../../src/shared/domain/segment.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import { defaultSettings } from '../../../src/shared/domain/settings.ts'

/// Finding in a season that is a plain value.

/// How many texts have been read.
let reads = 0

/// `character: MARA` is a line; its id is its text.
function line(row: string): Line {
  const [element, text = ''] = row.split(': ') as [Element, string]
  if (!elements.includes(element)) throw new Error(`no element ${element}`)
  const spans = text === '' ? [] : [{ text, style: plain }]
  return {
    id: text,
    element,
    spans,
    get text() {
      reads++
      return text
    },
  }
}

function segment(id: string, outline: string, rows: readonly string[]): Segment {
  const outlines = [{ id, text: outline }]
  return { id, kind: 'beat', outlines, lines: rows.map(line), tags: [] }
}

function episode(id: string, title: string, segments: readonly Segment[]): Episode {
  return { id, title, summary: '', segments }
}

function series(episodes: readonly Episode[]): Series {
  return {
    title: 'A',
    logline: '',
    notes: '',
    language: 'en',
    targetSeconds: 90,
    settings: defaultSettings,
    episodes,
    bin: [],
  }
}

const lift = episode('e1', 'The lift', [
  segment('hook', 'A lift stops.', ['scene-heading: INT. LIFT', 'action: The lift stops.']),
  segment('call', 'Mara calls.', [
    'character: MARA (V.O.)',
    'parenthetical: (to the lift)',
    'dialogue: Lift! Please.',
    'action: Behind the lift.',
    'character: BEN',
    'dialogue: Which lift?',
  ]),
])
const roof = episode('e2', 'The roof', [
  segment('roof', 'Rain.', ['action: Rain on the roof.', 'action: A lift far below.']),
])
const quiet = episode('e3', 'The end', [segment('end', 'Nothing.', ['action: Silence.'])])
const season = series([lift, roof, quiet])

const query: Query = {
  text: 'lift',
  matchCase: false,
  wholeWord: false,
  script: true,
  outlines: true,
  titles: true,
  scope: { in: 'season' },
}

function find(more: Partial<Query>): Found {
  return new Search({ ...query, ...more }).in(season)
}

/// What was found, episode by episode, as the texts it was found in.
function texts({ episodes }: Found): string[] {
  return episodes.flatMap(({ number, hits }) => hits.map(({ text }) => `${number} ${text}`))
}

describe('what is looked through', () => {
  test('titles, outlines and lines, in the order in which they are read', () => {
    expect(texts(find({}))).toEqual([
      '1 The lift',
      '1 A lift stops.',
      '1 INT. LIFT',
      '1 The lift stops.',
      '1 (to the lift)',
      '1 Lift! Please.',
      '1 Behind the lift.',
      '1 Which lift?',
      '2 A lift far below.',
    ])
    expect(find({}).count).toBe(9)
  })

  test('only what somebody wants', () => {
    const script = { titles: false, outlines: false }
    expect(texts(find({ script: false }))).toEqual(['1 The lift', '1 A lift stops.'])
    expect(texts(find({ ...script, element: 'scene-heading' }))).toEqual(['1 INT. LIFT'])
    expect(texts(find({ element: 'action' }))).toHaveLength(3)
    expect(texts(find({ speaker: 'MARA' }))).toEqual(['1 (to the lift)', '1 Lift! Please.'])
    expect(texts(find({ speaker: 'BEN', element: 'dialogue' }))).toEqual(['1 Which lift?'])
    expect(texts(find({ matchCase: true, text: 'Lift' }))).toEqual(['1 Lift! Please.'])
    expect(find({ text: '' }).count).toBe(0)
  })

  test('only where somebody wants', () => {
    expect(texts(find({ scope: { in: 'episode', episode: 'e2' } }))).toEqual([
      '2 A lift far below.',
    ])
    const hook = find({ scope: { in: 'segment', segment: 'hook' } })
    expect(texts(hook)).toEqual(['1 A lift stops.', '1 INT. LIFT', '1 The lift stops.'])
    expect(find({ scope: { in: 'episode', episode: 'gone' } }).count).toBe(0)
  })

  test('from one point of a selection to the other', () => {
    const at = (id: string, offset: number) => ({ in: 'line', line: id, offset }) as const
    const between = (from: string, a: number, to: string, b: number) =>
      texts(find({ scope: { in: 'selection', from: at(from, a), to: at(to, b) } }))
    expect(between('The lift stops.', 4, '(to the lift)', 12)).toEqual([
      '1 The lift stops.',
      '1 (to the lift)',
    ])
    expect(between('The lift stops.', 5, '(to the lift)', 11)).toEqual([])
    expect(between('Which lift?', 0, 'Silence.', 8)).toEqual([
      '1 Which lift?',
      '2 A lift far below.',
    ])
    expect(between('gone', 0, 'Silence.', 8)).toEqual([])
  })
})

test('a change in one segment has one segment looked through', () => {
  const search = new Search(query)
  search.in(season)
  const [hook, call] = lift.segments as [Segment, Segment]
  const edited = line('action: Behind the lift, a lift.')
  const changed = {
    ...call,
    lines: call.lines.map((each) => (each.id === 'Behind the lift.' ? edited : each)),
  }
  const next = series([{ ...lift, segments: [hook, changed] }, roof, quiet])
  reads = 0
  const found = search.in(next)
  expect(reads).toBe(1)
  expect(found.count).toBe(10)
  reads = 0
  search.in(next)
  expect(reads).toBe(0)
})

test('what has not changed is the same hit, wherever it has moved', () => {
  const search = new Search(query)
  const before = search.in(season).episodes.flatMap(({ hits }) => hits)
  const after = search.in(series([roof, quiet, { ...lift, title: 'A lift' }]))
  const kept = after.episodes.flatMap(({ hits }) => hits).filter((hit) => before.includes(hit))
  expect(kept).toHaveLength(8)
})

describe('going from hit to hit', () => {
  const found = find({})
  const all = found.episodes.flatMap(({ hits }) => hits)
  const near = (text: string, offset: number, way: -1 | 1) => {
    const hit = hitNear(season, found, { in: 'line', line: text, offset }, way)
    return hit?.text
  }

  test('each has its number', () => {
    expect(all.map((hit) => numberOf(found, hit))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(numberOf(found, { ...(all[0] as Hit) })).toBe(0)
  })

  test('from end to end and round', () => {
    for (const [i, hit] of all.entries()) {
      const next = all[(i + 1) % all.length]
      expect(hitNear(season, found, { ...hit.at, offset: hit.to }, 1)).toBe(next)
      const before = all.at(i - 1)
      expect(hitNear(season, found, { ...hit.at, offset: hit.from }, -1)).toBe(before)
    }
  })

  test('from a place without any', () => {
    expect(near('Rain on the roof.', 3, 1)).toBe('A lift far below.')
    expect(near('Rain on the roof.', 3, -1)).toBe('Which lift?')
    expect(near('Silence.', 0, 1)).toBe('The lift')
    expect(near('Silence.', 0, -1)).toBe('A lift far below.')
    expect(near('The lift stops.', 4, 1)).toBe('The lift stops.')
    expect(near('The lift stops.', 5, 1)).toBe('(to the lift)')
    expect(hitNear(season, found, undefined, 1)).toBe(all[0])
    expect(hitNear(season, { count: 0, episodes: [] }, undefined, 1)).toBeUndefined()
  })
})
