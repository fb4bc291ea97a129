import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeSeries } from '../../../../src/shared/document/content.ts'
import { createEpisode, joinEpisode } from '../../../../src/shared/document/episodes.ts'
import { reviseField } from '../../../../src/shared/document/field.ts'
import { applyOutlineEdits } from '../../../../src/shared/document/outlineedits.ts'
import { entityOf } from '../../../../src/shared/document/roots.ts'
import {
  createBeat,
  mergeBeat,
  moveBeat,
  setEmotion,
} from '../../../../src/shared/document/segments.ts'
import { type OutlineEdit, outlineRemarkCodes } from '../../../../src/shared/domain/outlineedit.ts'
import { outlineText } from '../../../../src/shared/domain/segment.ts'
import { writeCsv } from '../../../../src/shared/format/csv.ts'
import { readCsv } from '../../../../src/shared/format/csvrows.ts'
import type { Layout } from '../../../../src/shared/format/outline/columns.ts'
import { outlineEdits } from '../../../../src/shared/format/outline/edits.ts'
import { outlineGrid } from '../../../../src/shared/format/outline/grid.ts'
import { isMark } from '../../../../src/shared/format/outline/mark.ts'
import { outlinesheet } from '../../../../src/shared/i18n/en/outlinesheet.ts'
import { Person } from '../../document/room.ts'

/// A season of two episodes, for somebody who takes its outline away as a sheet.
function room(): Person {
  const doc = new Y.Doc()
  const segment = (outline: string, values = {}) => ({ outline, values, lines: [] })
  writeSeries(doc, {
    title: 'Low Tide',
    language: 'en',
    episodes: [
      {
        title: 'Ebb',
        summary: 'Mira sells.\nNobody buys.',
        hook: segment('A sign, in the rain', { emotion: -3, seconds: 9 }),
        beats: [
          segment('= Jon laughs', { tags: ['reversal', 'prop: sign'] }),
          segment('She stays'),
        ],
        cliffhanger: segment('The light is out', { emotion: 4 }),
        values: { target: 75 },
      },
      {
        title: '',
        summary: '',
        hook: segment('Dark'),
        beats: [],
        cliffhanger: segment(''),
      },
    ],
  })
  return new Person(Y.encodeStateAsUpdate(doc))
}

/// A sheet in somebody's hands: cells are found by the head of their column and their row, from 1.
class Sheet {
  rows: string[][]

  constructor(person: Person, layout: Layout = 'episodes', language: 'en' | 'zh-Hans' = 'en') {
    const { table } = outlineGrid(person.document.reading.series, language, layout)
    this.rows = readCsv(writeCsv(table.rows)).map((row) => [...row])
  }

  get(head: string, row: number): string {
    return this.rows[row]?.[this.#column(head)] ?? ''
  }

  put(head: string, row: number, text: string): this {
    const cells = this.rows[row]
    if (!cells) throw new Error(`no row ${row}`)
    cells[this.#column(head)] = text
    return this
  }

  edits(person: Person) {
    const changes = outlineEdits(this.rows, person.document.reading.series)
    if ('code' in changes) throw new Error(changes.message)
    return changes
  }

  #column(head: string): number {
    const at = this.rows[0]?.indexOf(head) ?? -1
    if (at < 0) throw new Error(`no column ${head}`)
    return at
  }
}

const short = (edit: OutlineEdit) => {
  const of = 'of' in edit ? `${edit.of.kind}${edit.of.number || ''} ` : ''
  const values = 'was' in edit ? `${shown(edit.was)} → ${shown(edit.next)}` : `at ${edit.index}`
  return `${edit.number} ${of}${edit.what}: ${values}${edit.contested ? ' (contested)' : ''}`
}
const shown = (value: unknown) => (Array.isArray(value) ? value.join('+') : String(value ?? ''))

const outlines = (person: Person) =>
  person.episodes.map(({ segments }) => segments.map(outlineText).join(' / '))

async function take(person: Person, sheet: Sheet) {
  const { edits } = sheet.edits(person)
  return applyOutlineEdits(person.document, edits, { history: person.history })
}

test.each<[Layout, 'en' | 'zh-Hans']>([
  ['episodes', 'en'],
  ['segments', 'en'],
  ['episodes', 'zh-Hans'],
  ['segments', 'zh-Hans'],
])('a sheet by %s in %s that nobody has changed brings nothing', (layout, language) => {
  const person = room()
  const sheet = new Sheet(person, layout, language)
  expect(sheet.edits(person)).toEqual({ edits: [], remarks: [], marked: true })
})

test('the grid has an episode to a row, and all that a producer reviews', () => {
  const sheet = new Sheet(room())
  expect(sheet.rows.map((row) => row.slice(0, -1))).toEqual([
    [
      ...['Episode', 'Title', 'Summary', 'Hook', 'Beat 1', 'Beat 2', 'Cliffhanger'],
      ...['Seconds', 'Emotion', 'Tags', 'Target seconds', 'Running time'],
    ],
    [
      ...['1', 'Ebb', 'Mira sells.\nNobody buys.', 'A sign, in the rain', "'= Jon laughs"],
      ...['She stays', 'The light is out', '9 |  |  | ', '−3 |  |  | 4'],
      ...[' | reversal, prop: sign |  | ', '75', '9'],
    ],
    ['2', '', '', 'Dark', '', '', '', '', '', '', '', '0'],
  ])
})

test('exactly the changed cells are edits', () => {
  const person = room()
  const sheet = new Sheet(person)
    .put('Hook', 1, 'A sign in the snow')
    .put('Summary', 2, 'Nothing burns.')
    .put('Emotion', 1, '-3 | +2 |  | 5')
    .put('Tags', 1, ' | reversal |  | ')
    .put('Seconds', 2, '7 | 0:12')
    .put('Target seconds', 1, '')
  expect(sheet.edits(person).edits.map(short)).toEqual([
    '1 hook outline: A sign, in the rain → A sign in the snow',
    '1 beat1 emotion:  → 2',
    '1 cliffhanger emotion: 4 → 5',
    '1 beat1 tags: reversal+prop: sign → reversal',
    '1 target: 75 → ',
    '2 summary:  → Nothing burns.',
    '2 hook seconds:  → 7',
    '2 cliffhanger seconds:  → 12',
  ])
})

test('edits are one step, which its author can take back', async () => {
  const person = room()
  const before = person.document.reading.series
  const sheet = new Sheet(person)
    .put('Hook', 1, 'A sign in the snow')
    .put('Summary', 2, 'Nothing burns.')
    .put('Cliffhanger', 2, 'Then, fire')
    .put('Emotion', 1, '-3 | 2 |  | ')
    .put('Tags', 1, '')
    .put('Target seconds', 1, '60')
  expect(await take(person, sheet)).toMatchObject({ applied: 7, changed: [] })
  const [first, second] = person.episodes
  expect(first).toMatchObject({
    targetSeconds: 60,
    segments: [{ emotion: -3 }, { emotion: 2 }, {}, {}],
  })
  expect(first?.segments[1]?.tags).toEqual([])
  expect(first?.segments[3]).not.toHaveProperty('emotion')
  expect(second?.summary).toBe('Nothing burns.')
  expect(outlines(person)).toEqual([
    'A sign in the snow / = Jon laughs / She stays / The light is out',
    'Dark / Then, fire',
  ])
  expect(sheet.edits(person).edits).toEqual([])
  person.history.undo()
  expect(person.document.reading.series).toEqual(before)
  expect(person.history.canUndo()).toBe(false)
})

test('what the room has changed since stays, and what both have changed is contested', () => {
  const person = room()
  const sheet = new Sheet(person).put('Hook', 1, 'A sign in the snow').put('Title', 1, 'Flood')
  const { document } = person
  const [first] = person.episodes
  const [hook, beat] = first?.segments ?? []
  if (!first || !hook || !beat) throw new Error('no episode')
  document.edit(() => {
    reviseField(document, { in: 'outline', segment: hook.id }, 'A sign, in the wind')
    reviseField(document, { in: 'outline', segment: beat.id }, 'Jon weeps')
    reviseField(document, { in: 'summary', episode: first.id }, 'Mira waits.')
  })
  setEmotion(document, hook.id, 0)
  expect(sheet.edits(person).edits.map(short)).toEqual([
    '1 title: Ebb → Flood',
    '1 hook outline: A sign, in the wind → A sign in the snow (contested)',
  ])
})

test('what others type meanwhile stays in the text, and the same words are left to them', async () => {
  const person = room()
  const { document } = person
  const { edits } = new Sheet(person)
    .put('Hook', 1, 'A red sign, in the rain')
    .put('Beat 2', 1, 'He stays')
    .put('Seconds', 1, '10 |  |  | ')
    .put('Emotion', 1, '5 |  |  | 4')
    .edits(person)
  const [hook, , beat] = person.episodes[0]?.segments ?? []
  if (!hook || !beat) throw new Error('no episode')
  document.edit(() => {
    reviseField(document, { in: 'outline', segment: hook.id }, 'A sign, in the rain, at night')
    reviseField(document, { in: 'outline', segment: beat.id }, 'They stay')
  })
  setEmotion(document, hook.id, 0)
  const { applied, changed } = await applyOutlineEdits(document, edits, person)
  expect(applied).toBe(2)
  expect(changed.map(short)).toEqual([
    '1 beat2 outline: She stays → He stays',
    '1 hook emotion: -3 → 5',
  ])
  expect(outlines(person)[0]).toBe(
    'A red sign, in the rain, at night / = Jon laughs / They stay / The light is out',
  )
})

test('rows may be sorted and columns moved: the marks know whose they are', () => {
  const person = room()
  const sheet = new Sheet(person).put('Hook', 2, 'Darker')
  sheet.rows = [sheet.rows[0] ?? [], sheet.rows[2] ?? [], sheet.rows[1] ?? []].map((row) => [
    ...row.slice(3),
    ...row.slice(0, 3),
  ])
  createEpisode(person.document, 0)
  expect(sheet.edits(person)).toMatchObject({
    edits: [{ cell: 'A2', number: 3, was: 'Dark', next: 'Darker' }],
    remarks: [{ code: 'missing', values: { number: '1' } }],
  })
})

test('a segment is followed to where it has gone', () => {
  const person = room()
  const sheet = new Sheet(person).put('Beat 2', 1, 'She stays on').put('Hook', 2, 'Night')
  const [first, second] = person.episodes
  const beat = first?.segments[2]
  if (!first || !second || !beat) throw new Error('no episode')
  moveBeat(person.document, beat.id, second.id, 0)
  expect(sheet.edits(person).edits.map(short)).toEqual([
    '2 beat1 outline: She stays → She stays on',
    '2 hook outline: Dark → Night',
  ])
  joinEpisode(person.document, second.id)
  const { edits, remarks } = sheet.put('Title', 2, 'Gone').edits(person)
  expect(edits.map(short)).toEqual([
    '1 beat4 outline: She stays → She stays on',
    '1 beat3 outline: Dark → Night',
  ])
  expect(remarks).toMatchObject([{ code: 'gone', cell: 'B3', values: { text: 'Gone' } }])
})

test('the outline of a beat that was merged since is a paragraph of what holds it', async () => {
  const person = room()
  const sheet = new Sheet(person).put('Beat 2', 1, 'She stays on').put('Beat 1', 1, 'Jon weeps')
  const [hook, , beat] = person.episodes[0]?.segments ?? []
  if (!hook || !beat) throw new Error('no episode')
  mergeBeat(person.document, beat.id)
  expect(sheet.edits(person).edits.map(short)).toEqual([
    '1 beat1 outline: = Jon laughs\nShe stays → Jon weeps\nShe stays',
    '1 beat1 outline: = Jon laughs\nShe stays → = Jon laughs\nShe stays on',
  ])
  expect(await take(person, sheet)).toMatchObject({ applied: 2 })
  expect(outlines(person)[0]).toBe(
    'A sign, in the rain / Jon weeps\nShe stays on / The light is out',
  )
})

test('beats and episodes that the sheet adds are made, once, and go to the bin with the step', async () => {
  const person = room()
  const sheet = new Sheet(person).put('Beat 1', 2, 'A match').put('Beat 2', 2, 'Another')
  sheet.put('Emotion', 2, '0 | 1 | 2 | -5')
  sheet.rows.push(['', 'Flow', 'It returns.', 'Water', 'Up', 'Higher', 'A knock', '', '', '', '80'])
  expect(sheet.edits(person).edits.map(short)).toEqual([
    '2 hook emotion:  → 0',
    '2 cliffhanger emotion:  → -5',
    '2 beat: at 0',
    '2 beat: at 0',
    '3 episode: at 2',
  ])
  await take(person, sheet)
  expect(outlines(person).slice(1)).toEqual([
    'Dark / A match / Another / ',
    'Water / Up / Higher / A knock',
  ])
  expect(person.episodes[1]?.segments.map(({ emotion }) => emotion)).toEqual([0, 1, 2, -5])
  expect(person.episodes[2]).toMatchObject({
    title: 'Flow',
    summary: 'It returns.',
    targetSeconds: 80,
  })
  expect(sheet.edits(person).edits).toEqual([])
  person.history.undo()
  expect(outlines(person)).toHaveLength(2)
  expect(outlines(person)[1]).toBe('Dark / ')
  expect(person.document.reading.series.bin).toHaveLength(3)
  expect(person.history.canUndo()).toBe(false)
})

test('a new beat stands behind those that the sheet was made with', async () => {
  const person = room()
  const sheet = new Sheet(person)
  sheet.rows[0]?.push('Beat 3')
  sheet.rows[1]?.push('Rain again')
  createBeat(person.document, person.episode(1), 2)
  createBeat(person.document, person.episode(1), 0)
  expect(sheet.edits(person).edits.map(short)).toEqual(['1 beat: at 3'])
  await take(person, sheet)
  expect(outlines(person)[0]).toBe(
    'A sign, in the rain /  / = Jon laughs / She stays / Rain again /  / The light is out',
  )
})

test('a sheet by segments takes a row to a beat', async () => {
  const person = room()
  const sheet = new Sheet(person, 'segments')
  expect(sheet.rows.map((row) => row.slice(0, 5).join('|'))).toEqual([
    'Episode|Title|Summary|Part|Outline',
    '1|Ebb|Mira sells.\nNobody buys.|Hook|A sign, in the rain',
    "1|||Beat 1|'= Jon laughs",
    '1|||Beat 2|She stays',
    '1|||Cliffhanger|The light is out',
    '2|||Hook|Dark',
    '2|||Cliffhanger|',
  ])
  sheet.put('Outline', 2, 'Jon weeps').put('Emotion', 6, '5').put('Title', 5, 'Flood')
  sheet.rows.splice(3, 0, ['', '', '', '', 'He leaves', '4', '-2', 'reversal'])
  sheet.rows.push(['2', '', '', '', 'Last'])
  const { edits, remarks } = sheet.edits(person)
  expect(edits.map(short)).toEqual([
    '1 beat1 outline: = Jon laughs → Jon weeps',
    '1 beat: at 1',
    '2 title:  → Flood',
    '2 cliffhanger emotion:  → 5',
    '2 beat: at 0',
  ])
  expect(remarks).toEqual([])
  await take(person, sheet)
  expect(outlines(person)).toEqual([
    'A sign, in the rain / Jon weeps / He leaves / She stays / The light is out',
    'Dark / Last / ',
  ])
  expect(person.episodes[0]?.segments[2]).toMatchObject({
    seconds: 4,
    emotion: -2,
    tags: ['reversal'],
  })
})

test('what is no edit is said, and changes nothing', () => {
  const person = room()
  const sheet = new Sheet(person)
    .put('Running time', 1, '99')
    .put('Emotion', 1, 'sad')
    .put('Emotion', 2, '9 | ')
    .put('Target seconds', 2, 'long')
  sheet.rows[0]?.push('Comments')
  sheet.rows[1]?.push('More rain')
  sheet.rows.push([...(sheet.rows[2] ?? [])])
  sheet.rows.push(['7'])
  const { edits, remarks } = sheet.edits(person)
  expect(edits).toEqual([])
  expect(remarks.map(({ code, cell }) => `${code} ${cell}`)).toEqual([
    'column N1',
    'twice A4',
    'count I2',
    'reckoned L2',
    'unreadable I3',
    'unreadable K3',
    'stray A5',
  ])
})

test('a row that is taken out takes nothing out of the season', () => {
  const person = room()
  const sheet = new Sheet(person)
  sheet.rows.splice(1, 1)
  expect(sheet.edits(person)).toEqual({
    edits: [],
    remarks: [{ code: 'missing', values: { number: '1' } }],
    marked: true,
  })
})

test('without marks all that differs is shown, and contested', () => {
  const person = room()
  const sheet = new Sheet(person).put('Hook', 2, 'Night')
  sheet.rows = sheet.rows.map((row) => row.filter((cell) => !isMark(cell)))
  const { edits, remarks, marked } = sheet.edits(person)
  expect(edits.map(short)).toEqual(['2 hook outline: Dark → Night (contested)'])
  expect(remarks).toEqual([{ code: 'unmarked', values: {} }])
  expect(marked).toBe(false)
})

test('characters that a spreadsheet cannot hold are no edit when they come back without', () => {
  const person = room()
  const { document } = person
  const [episode] = person.episodes
  if (!episode) throw new Error('no episode')
  const summary = { in: 'summary', episode: episode.id } as const
  document.edit(() => reviseField(document, summary, 'Mira\u0000 sells\v it'))
  const sheet = new Sheet(person)
  expect(sheet.put('Summary', 1, 'Mira sells it').edits(person).edits).toEqual([])
  expect(sheet.put('Summary', 1, 'Mira\ufffd sells\ufffd it').edits(person).edits).toEqual([])
})

test('a list too long for a cell is not brought back, though no value of it is', () => {
  const person = room()
  const { document } = person
  for (const { id } of person.episodes[0]?.segments ?? []) {
    entityOf(document.roots.segments, id)?.set('tags', ['潮'.repeat(20_000)])
  }
  const sheet = new Sheet(person)
  expect(sheet.get('Tags', 1)).toHaveLength(32_767)
  expect(sheet.edits(person).edits).toEqual([])
})

test('what goes into an empty slot makes one segment of it', async () => {
  const person = room()
  const { document } = person
  const [first, second] = person.episodes
  const hook = second?.segments[0]
  if (!first || !hook) throw new Error('no episode')
  const entity = entityOf(document.roots.segments, hook.id)
  entity?.set('place', [first.id, 'a9'])
  entity?.set('kind', 'beat')
  const sheet = new Sheet(person).put('Hook', 2, 'Light').put('Emotion', 2, '2 | ')
  await take(person, sheet)
  expect(person.episodes[1]?.segments[0]).toMatchObject({
    emotion: 2,
    outlines: [{ text: 'Light' }],
  })
})

test('every remark has its words', () => {
  const keys = Object.keys(outlinesheet).filter((key) => key.startsWith('outlinesheet.remark.'))
  expect(keys.sort()).toEqual(
    outlineRemarkCodes.map((code) => `outlinesheet.remark.${code}`).sort(),
  )
})

test('rows without heads are no outline', () => {
  expect(outlineEdits([['Ebb', 'Dark']], room().document.reading.series)).toMatchObject({
    code: 'outline.headless',
  })
  expect(outlineEdits([], room().document.reading.series)).toHaveProperty('code')
})

test('a text too long for a cell is cut, said, and never brought back shorter', () => {
  const person = room()
  const { document } = person
  const segment = createBeat(document, person.episode(2), 0)
  const long = '潮'.repeat(40_000)
  document.edit(() => reviseField(document, { in: 'outline', segment }, long))
  const { series } = document.reading
  const { table, losses } = outlineGrid(series, 'en', 'episodes')
  expect(losses).toMatchObject([{ code: 'outline.cell', at: 3 }])
  const sheet = new Sheet(person)
  expect(sheet.get('Beat 1', 2)).toHaveLength(32_767)
  expect(table.rows.flat().every((cell) => String(cell).length <= 32_767)).toBe(true)
  expect(sheet.edits(person).edits).toEqual([])
  sheet.put('Beat 1', 2, 'short')
  expect(sheet.edits(person)).toMatchObject({ edits: [], remarks: [{ code: 'cut', cell: 'E3' }] })
})
