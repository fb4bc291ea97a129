import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { seasonTime } from '../../../../src/shared/derive/runtime.ts'
import { writeSeries } from '../../../../src/shared/document/content.ts'
import { keptIn } from '../../../../src/shared/document/kept.ts'
import { SeriesReading } from '../../../../src/shared/document/reading.ts'
import type { Language } from '../../../../src/shared/domain/language.ts'
import { needOf } from '../../../../src/shared/format/breakdown/needs.ts'
import { breakdownCsv } from '../../../../src/shared/format/breakdown/report.ts'
import { sceneSheets } from '../../../../src/shared/format/breakdown/scenes.ts'
import { breakdown } from '../../../../src/shared/format/breakdown/tables.ts'
import { contentOf } from '../../../../src/shared/format/document.ts'
import { readFountain } from '../../../../src/shared/format/fountain/read.ts'
import type { Table } from '../../../../src/shared/format/table.ts'

const english = `Title: Low Tide

# Episode 1: Ebb

## Hook

= Mira finds the sign.

A gull over the water.

INT. LIGHTHOUSE - NIGHT

Mira climbs. Behind her, JON, asleep.

MIRA (V.O.)
(low)
It is for sale.

## Beat

= She hides it.

MIRA
Mine.

EXT. PIER - DAY

A crate falls.

## Cliffhanger

JON
Who is there?

# Episode 2

## Hook

INT. LIGHTHOUSE - NIGHT #7A#

JON
Mira?
`

function material(text: string, language: Language, tags: readonly (readonly string[])[] = []) {
  const doc = new Y.Doc()
  const { screenplay } = readFountain(text, { language })
  let at = 0
  const tagged = <T extends object>(segment: T) => {
    const own = tags[at++] ?? []
    return { ...segment, ...(own.length > 0 && { tags: own }) }
  }
  const episodes = screenplay.episodes.map(({ hook, beats, cliffhanger, ...own }) => ({
    ...own,
    hook: tagged(hook),
    beats: beats.map(tagged),
    cliffhanger: tagged(cliffhanger),
  }))
  const cast = [{ name: 'JON', notes: '', aliases: ['THE KEEPER'] }]
  writeSeries(doc, contentOf({ ...screenplay, cast, episodes }))
  return { series: new SeriesReading(doc).series, kept: keptIn(doc) }
}

function sheets(text: string, language: Language, tags?: readonly (readonly string[])[]) {
  const { series, kept } = material(text, language, tags)
  return breakdown(series, kept.cast, language)
}

/// Columns of a table by their heads, a row to a line.
function columns({ rows }: Table, ...heads: readonly string[]): readonly string[] {
  const places = heads.map((head) => rows[0]?.indexOf(head) ?? -1)
  return rows.slice(1).map((row) => places.map((at) => row[at]).join(' | '))
}

test('scenes stand in story order with who is in them', () => {
  const { story } = sheets(english, 'en')
  expect(columns(story, 'Scene', 'Episode', 'Place', 'In or out', 'Day or night', 'Cast')).toEqual([
    ' | 1 |  |  |  | ',
    '1-1 | 1 | LIGHTHOUSE | INT. | NIGHT | MIRA, JON',
    '1-2 | 1 | PIER | EXT. | DAY | JON',
    '7A | 2 | LIGHTHOUSE | INT. | NIGHT | JON',
  ])
  expect(columns(story, 'What happens', 'Speeches')).toEqual([
    'No scene heading\nMira finds the sign. | 0',
    'She hides it. | 2',
    'A crate falls. | 1',
    ' | 1',
  ])
})

test('the seconds of the scenes add up to those of the season', () => {
  const { series, kept } = material(english, 'en')
  const seconds = sceneSheets(series, kept.cast).map((scene) => scene.seconds)
  expect(seconds.every((each) => each > 0)).toBe(true)
  const sum = seconds.reduce((all, each) => all + each, 0)
  expect(sum).toBeCloseTo(seasonTime(series).seconds, 6)
})

test('the same is regrouped by place and time', () => {
  const { shooting } = sheets(english, 'en')
  expect(columns(shooting, 'Scene', 'Place')).toEqual([
    '1-1 | LIGHTHOUSE',
    '7A | LIGHTHOUSE',
    '1-2 | PIER',
    ' | ',
  ])
})

test('cast and lines are counted by episode, and add up', () => {
  const { cast, lines } = sheets(english, 'en')
  expect(cast.rows).toEqual([
    ['Character', 'Scenes', 1, 2],
    ['JON', 3, 2, 1],
    ['MIRA', 1, 1, ''],
  ])
  expect(lines.rows).toEqual([
    ['Character', 'Speeches', 'Words', 1, 2],
    ['JON', 2, 4, 1, 1],
    ['MIRA', 2, 5, 2, ''],
    ['All', 4, 9, 3, 1],
  ])
})

test('other spellings are their person’s', () => {
  const text = '# Episode 1\n\n## Hook\n\nINT. PIER - DAY\n\nTHE KEEPER\nHo.\n\nJON\nHo ho.\n'
  const { cast, lines } = sheets(text, 'en')
  expect(cast.rows.slice(1)).toEqual([['JON', 1, 1]])
  expect(lines.rows[1]).toEqual(['JON', 2, 3, 2])
})

test('at a place, scenes of one time stand together', () => {
  const headings = [
    'INT. A - NIGHT',
    'INT. B - DAY',
    'INT. A - DAY',
    'INT. B - DAY',
    'INT. A - NIGHT',
    'INT. B - NIGHT',
  ]
  const text = headings.map((heading) => `${heading}\n\nWind.\n`).join('\n')
  const { shooting } = sheets(`# Episode 1\n\n## Hook\n\n${text}`, 'en')
  expect(columns(shooting, 'Scene', 'Place', 'Day or night')).toEqual([
    '1-1 | A | NIGHT',
    '1-5 | A | NIGHT',
    '1-3 | A | DAY',
    '1-2 | B | DAY',
    '1-4 | B | DAY',
    '1-6 | B | NIGHT',
  ])
})

test('tags say what is needed', () => {
  const tags = [['reversal', 'prop: a sign'], ['Props：A sign', 'car: van'], [], ['vfx: fire']]
  const { needs, story } = sheets(english, 'en', tags)
  expect(columns(needs, 'Kind', 'What is needed', 'Scenes', 'Scene')).toEqual(
    [
      'Props | a sign | 3 | 1, 1-1, 1-2',
      'Effects | fire | 1 | 7A',
      'Vehicles | van | 2 | 1-1, 1-2',
    ].map((row) => row.replace('2 | 1, 1-1', '3 | 1, 1-1, 1-2')),
  )
  expect(columns(story, 'Scene', 'Props', 'Effects')).toContain('7A |  | fire')
  expect(needOf('payoff: late')).toBeUndefined()
  expect(needOf('道具：红伞')).toEqual({ kind: 'prop', name: '红伞' })
})

test('a Chinese script is read by its own customs', () => {
  const text = `# 第1集 退潮

## 钩子

.1-1 夜 内 灯塔

!人物：林舟、苏晚，渔民×3

!△苏晚推门，林舟回头。

@林舟
谁？

## 节拍

.1-2 日 外 码头

!△老周站在雨里。

@老周（OS）
是我。
`
  const { story, lines, shooting } = sheets(text, 'zh-Hans')
  expect(story.name).toBe('顺场表')
  expect(columns(story, '场次', '场景', '内外', '日夜', '人物', '群演')).toEqual([
    '1-1 | 灯塔 | 内 | 夜 | 林舟、苏晚 | 渔民×3',
    '1-2 | 码头 | 外 | 日 | 老周 | ',
  ])
  expect(columns(story, '内容')).toEqual(['苏晚推门，林舟回头。', '老周站在雨里。'])
  expect(columns(lines, '角色', '台词句数', '字数')).toEqual([
    '林舟 | 1 | 2',
    '老周 | 1 | 3',
    '合计 | 2 | 5',
  ])
  expect(shooting.rows).toHaveLength(3)
})

test('one sheet of it goes out as CSV', async () => {
  const { series, kept } = material(english, 'en')
  const csv = async (sheet: string) => {
    const options = { language: 'en', chosen: { sheet } } as const
    const { bytes } = await breakdownCsv.write({ series, kept }, options)
    return new TextDecoder().decode(bytes).split('\r\n')[0]
  }
  expect(await csv('needs')).toBe('"Kind","What is needed","Scenes","Scene"')
  expect(await csv('anything')).toMatch(/^"Scene","Episode","Place"/)
})

test('a series of which nothing is written has empty sheets', () => {
  const { story, lines, needs } = sheets('# Episode 1\n\n## Hook\n', 'en')
  expect([story, lines, needs].map(({ rows }) => rows.length)).toEqual([1, 1, 1])
})
