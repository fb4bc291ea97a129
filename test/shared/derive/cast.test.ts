import { describe, expect, it, test } from 'vitest'
import { castOf } from '../../../src/shared/derive/cast.ts'
import { listOf } from '../../../src/shared/derive/castlist.ts'
import { usageOf } from '../../../src/shared/derive/castusage.ts'
import { readCue } from '../../../src/shared/derive/cue.ts'
import { readHeading } from '../../../src/shared/derive/heading.ts'
import { placesOf } from '../../../src/shared/derive/places.ts'
import type { Element } from '../../../src/shared/domain/element.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import type { Segment } from '../../../src/shared/domain/segment.ts'

function segment(id: string, lines: readonly (readonly [Element, string])[]): Segment {
  return {
    id,
    kind: 'beat',
    outlines: [{ id, text: '' }],
    tags: [],
    lines: lines.map(([element, text], i) => ({ id: `${id}${i}`, element, text, spans: [] })),
  }
}

function episode(id: string, ...segments: Segment[]): Episode {
  return { id, title: '', summary: '', segments }
}

describe('a cue', () => {
  it.each([
    ['MIRA', ['MIRA'], undefined],
    ['  Mira (V.O.)', ['Mira'], 'V.O.'],
    ["MIRA (CONT'D)", ['MIRA'], "CONT'D"],
    ['MIRA (on phone) ^', ['MIRA'], 'on phone'],
    ['MIRA V.O.', ['MIRA'], 'V.O.'],
    ['CARLOS', ['CARLOS'], undefined],
    ['DR. ROSS', ['DR. ROSS'], undefined],
    ['MIRA & JON', ['MIRA', 'JON'], undefined],
    ['MIRA AND JON (O.S.)', ['MIRA', 'JON'], 'O.S.'],
    ['ANDY', ['ANDY'], undefined],
    ['GUARD #2', ['GUARD #2'], undefined],
    ['林舟', ['林舟'], undefined],
    ['林舟：', ['林舟'], undefined],
    ['林舟（激动）：', ['林舟'], '激动'],
    ['林舟OS：', ['林舟'], 'OS'],
    ['林舟 (OS):', ['林舟'], 'OS'],
    ['VO林舟：', ['林舟'], 'VO'],
    ['林舟V.O.', ['林舟'], 'V.O.'],
    ['林舟、苏晚', ['林舟', '苏晚'], undefined],
    ['', [], undefined],
    ['()', [], undefined],
    ['（画外）林舟', ['林舟'], '画外'],
  ])('%s', (text, names, extension) => {
    const cue = readCue(text)
    expect(cue.names.map(({ name }) => name)).toEqual(names)
    expect(cue.extension).toBe(extension)
    for (const { name, from, to } of cue.names) expect(text.slice(from, to)).toBe(name)
  })
})

describe('a scene heading', () => {
  it.each([
    ['INT. KITCHEN - NIGHT', 'INT.', 'KITCHEN', 'NIGHT'],
    ['int. kitchen', 'int.', 'kitchen', undefined],
    ['EXT. HOUSE - GARDEN', 'EXT.', 'HOUSE - GARDEN', undefined],
    ['EXT. HOUSE - GARDEN – DAWN', 'EXT.', 'HOUSE - GARDEN', 'DAWN'],
    ['INT./EXT. CAR - CONTINUOUS', 'INT./EXT.', 'CAR', 'CONTINUOUS'],
    ['I/E CAR - MOMENTS LATER', 'I/E', 'CAR', 'MOMENTS LATER'],
    ['THE ROOF - DAY', undefined, 'THE ROOF', 'DAY'],
    ['INTERIOR MIND', undefined, 'INTERIOR MIND', undefined],
    ['INT. KITCHEN -', 'INT.', 'KITCHEN', undefined],
    ['INT.', 'INT.', undefined, undefined],
    ['', undefined, undefined, undefined],
    ['1-1 日 内 九重天', '内', '九重天', '日'],
    ['17-1 林舟藏身处 夜 内', '内', '林舟藏身处', '夜'],
    ['1-1场 废弃超市\t日\t内', '内', '废弃超市', '日'],
    ['1.1唐家-后院 日 外', '外', '唐家-后院', '日'],
    ['1-1日内灵堂', '内', '灵堂', '日'],
    ['1-1内夜灵堂', '内', '灵堂', '夜'],
    ['1-1地点，宴会厅，日，内', '内', '宴会厅', '日'],
    ['[1] 内 总裁办公室 日', '内', '总裁办公室', '日'],
    ['1-1 夜 内 27路车厢', '内', '27路车厢', '夜'],
    ['27路车厢 夜 内', '内', '27路车厢', '夜'],
    ['内务府 内 日', '内', '内务府', '日'],
    ['医院 走廊 夜 内', '内', '医院 走廊', '夜'],
    ['天台', undefined, '天台', undefined],
    ['第三场 夜 内 客厅', '内', '客厅', '夜'],
    ['第 十二 场 客厅 日 内', '内', '客厅', '日'],
    ['【场次二十】客厅 日 内', '内', '客厅', '日'],
    ['第三场：客厅', undefined, '客厅', undefined],
    ['第三场所 日 内', '内', '第三场所', '日'],
    ['三楼 日 内', '内', '三楼', '日'],
  ])('%s', (text, intro, place, time) => {
    const heading = readHeading(text)
    expect(heading.intro?.text).toBe(intro)
    expect(heading.place?.text).toBe(place)
    expect(heading.time?.text).toBe(time)
    for (const part of Object.values(heading))
      expect(text.slice(part.from, part.to)).toBe(part.text)
  })
})

const one = episode(
  'e1',
  segment('a', [
    ['scene-heading', 'INT. KITCHEN - NIGHT'],
    ['character', 'MIRA'],
    ['dialogue', 'Who turned it off?'],
    ['character', 'Jon (V.O.)'],
    ['transition', 'CUT TO:'],
  ]),
  segment('b', [
    ['scene-heading', 'EXT. ROOF - DAWN'],
    ['character', 'mira'],
    ['character', 'MIRA & JON'],
  ]),
)
const two = episode(
  'e2',
  segment('c', [
    ['scene-heading', 'INT. kitchen - DAY'],
    ['character', 'LENA'],
  ]),
)

test('the cast is who speaks, with how often and where', () => {
  expect(castOf({ episodes: [one, two] })).toEqual([
    { key: 'MIRA', name: 'MIRA', cues: 3, episodes: ['e1'] },
    { key: 'JON', name: 'Jon', cues: 2, episodes: ['e1'] },
    { key: 'LENA', name: 'LENA', cues: 1, episodes: ['e2'] },
  ])
})

test('places are those of the headings, with the time that was last', () => {
  expect(placesOf({ episodes: [one, two] })).toEqual([
    { key: 'KITCHEN', name: 'KITCHEN', scenes: 2, episodes: ['e1', 'e2'], times: ['DAY', 'NIGHT'] },
    { key: 'ROOF', name: 'ROOF', scenes: 1, episodes: ['e1'], times: ['DAWN'] },
  ])
  expect(usageOf({ episodes: [one, two] })).toEqual({
    extensions: ['V.O.'],
    times: ['DAWN', 'DAY', 'NIGHT'],
    transitions: ['CUT TO:'],
  })
})

test('a place that stands below a numbered heading is one', () => {
  const episodes = [
    episode(
      'e',
      segment('a', [
        ['scene-heading', '1-1'],
        ['general', '时：夜雨'],
        ['general', '景：山谷'],
        ['action', '地点：不是标题'],
      ]),
      segment('b', [
        ['action', '她走进来。'],
        ['action', '景：镜中'],
      ]),
    ),
  ]
  expect(placesOf({ episodes }).map(({ name }) => name)).toEqual(['不是标题', '山谷'])
})

test('after a change only the changed segment is read again', () => {
  let read = 0
  const watched = (each: Segment) => ({
    ...each,
    get lines() {
      read++
      return each.lines
    },
  })
  const [a, b, c] = [...one.segments, ...two.segments].map(watched) as [Segment, Segment, Segment]
  const first = episode('e1', a, b)
  const second = episode('e2', c)
  const before = { episodes: [first, second] }
  castOf(before)
  expect(castOf(before)).toBe(castOf(before))
  expect(read).toBe(3)
  const changed = watched(segment('c', [['character', 'NORA']]))
  expect(castOf({ episodes: [first, episode('e2', changed)] }).map(({ name }) => name)).toEqual([
    'MIRA',
    'Jon',
    'NORA',
  ])
  expect(read).toBe(4)
})

describe('the list', () => {
  const named = castOf({ episodes: [one, two] }).map(({ cues, ...rest }) => ({
    ...rest,
    count: cues,
  }))
  const entry = (id: string, name: string, more = {}) => ({
    id,
    name,
    notes: '',
    aliases: [],
    ...more,
  })

  it('is who speaks and who has been entered', () => {
    const list = listOf(named, [entry('x', 'Nora'), entry('y', 'Mira', { colour: '#7a4fd0' })], [])
    expect(list.map(({ name, count }) => `${name} ${count}`)).toEqual([
      'MIRA 3',
      'Jon 2',
      'LENA 1',
      'Nora 0',
    ])
    expect(list[0]?.colour).toBe('#7a4fd0')
  })

  it('shows two entries of one name as one', () => {
    const entries = [
      entry('x', 'Nora', { notes: 'a nurse' }),
      entry('y', 'NORA', { notes: 'tall' }),
    ]
    const nora = listOf(named, entries, []).filter(({ key }) => key === 'NORA')
    expect(nora).toHaveLength(1)
    expect(nora[0]?.entries.map(({ notes }) => notes)).toEqual(['a nurse', 'tall'])
  })

  it('puts an alias with its name, with the episodes of both in order', () => {
    const list = listOf(named, [entry('x', 'LENA', { aliases: ['Jon'] })], ['e1', 'e2'])
    expect(list.map(({ name }) => name)).toEqual(['LENA', 'MIRA'])
    expect(list[0]).toMatchObject({
      count: 3,
      episodes: ['e1', 'e2'],
      aliases: [{ name: 'Jon', count: 2 }],
    })
  })

  it('bears aliases in a circle', () => {
    const entries = [
      entry('x', 'LENA', { aliases: ['JON'] }),
      entry('y', 'JON', { aliases: ['LENA'] }),
    ]
    expect(listOf(named, entries, []).map(({ name }) => name)).toEqual(['LENA', 'MIRA'])
  })
})

test('names that stand for one another in a long chain are one', () => {
  const many = 12_000
  const entries = Array.from({ length: many }, (_, i) => ({
    id: `${i}`.padStart(6, '0'),
    name: `N${i + 1}`,
    notes: '',
    aliases: [`N${i}`],
  }))
  const [first, ...others] = listOf([], entries, [])
  expect(others).toEqual([])
  expect(first?.entries.length).toBe(many)
  expect(first?.aliases.length).toBe(many)
})

test('a cue as long as a page is one name, and read at once', () => {
  const name = `MIRA${' '.repeat(200_000)}& JON`
  const start = performance.now()
  expect(readCue(` ${name} `)).toEqual({ names: [{ name, from: 1, to: 1 + name.length }] })
  expect(readCue(' '.repeat(501))).toEqual({ names: [] })
  // A few milliseconds; what grows with the square takes a minute.
  expect(performance.now() - start).toBeLessThan(5000)
})
