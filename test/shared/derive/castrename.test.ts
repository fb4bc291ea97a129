import { describe, expect, it, test } from 'vitest'
import * as Y from 'yjs'
import {
  type Hit,
  hitsIn,
  partsOf,
  type Renaming,
  renameEverywhere,
} from '../../../src/shared/derive/castrename.ts'
import { addEntry, entriesOf } from '../../../src/shared/document/cast.ts'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { type Field, fieldText, reviseField } from '../../../src/shared/document/field.ts'
import { createHistory } from '../../../src/shared/document/undo.ts'
import type { Element } from '../../../src/shared/domain/element.ts'
import type { Segment } from '../../../src/shared/domain/segment.ts'
import { meet, Person } from '../document/room.ts'

type Said = readonly (readonly [Element, string])[]

function seriesOf(episodes: readonly Said[], outline = ''): Uint8Array {
  const doc = new Y.Doc()
  const empty = { outline: '', lines: [] }
  writeSeries(doc, {
    title: 'A',
    language: 'en',
    episodes: episodes.map((lines) => ({
      title: '',
      summary: '',
      hook: {
        outline,
        lines: lines.map(([element, text]) => ({ element, spans: [{ text, style: {} }] })),
      },
      beats: [],
      cliffhanger: empty,
    })),
  })
  return Y.encodeStateAsUpdate(doc)
}

const usual: Renaming = { roster: 'cast', from: 'MIRA', to: 'LENA', mentions: true, others: [] }

function hitsOf(person: Person, renaming: Renaming): Hit[] {
  return partsOf(person.document.reading.series).flatMap((part) => hitsIn(part, renaming))
}

function linesOf(person: Person): string[] {
  return person.episodes.flatMap(({ segments }) =>
    segments.flatMap(({ lines }) => lines.map(({ text }) => text).filter((text) => text !== '')),
  )
}

/// What a renaming makes of one line.
function renamed(element: Element, text: string, renaming: Partial<Renaming>): string {
  const segment: Segment = {
    id: 's',
    kind: 'beat',
    outlines: [],
    tags: [],
    lines: [{ id: 'l', element, text, spans: [] }],
  }
  const [hit] = hitsIn(segment, { ...usual, ...renaming })
  return [...(hit?.changes ?? [])]
    .reverse()
    .reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text)
}

describe('a renaming', () => {
  it.each<[Element, string, string, Partial<Renaming>]>([
    ['character', 'MIRA', 'LENA', {}],
    ['character', 'Mira (V.O.)', 'Lena (V.O.)', {}],
    ['character', "MIRA (CONT'D)", "LENA (CONT'D)", { to: 'Lena' }],
    ['character', 'MIRA & JON', 'LENA & JON', {}],
    ['character', 'MIRANDA', 'MIRANDA', {}],
    ['character', 'MIRA LIN', 'MIRA LIN', {}],
    ['action', 'Mira waits. MIRA! mira', 'Lena waits. LENA! lena', {}],
    ['action', "Mira's coat, Mira.", "Lena's coat, Lena.", {}],
    ['action', 'Miranda admires Mira', 'Miranda admires Lena', {}],
    ['action', 'Mira Lin and Mira', 'Mira Lin and Lena', { others: ['MIRA LIN', 'MIRA'] }],
    ['action', 'Mira', 'Mira', { mentions: false }],
    ['dialogue', 'Oh, Mira.', 'Oh, McKay.', { to: 'McKay' }],
    ['action', 'Mira smiles.', "Anne-Marie O'Hara smiles.", { to: "ANNE-MARIE O'HARA" }],
    ['character', 'mira', 'Mira', { to: 'Mira' }],
    ['action', 'mira', 'mira', { to: 'Mira' }],
    ['action', '林舟山和林舟说话', '沈舟山和沈舟说话', { from: '林舟', to: '沈舟' }],
    ['action', 'Mira说Miranda', 'Lena说Miranda', {}],
    ['character', '林舟OS：', '沈舟OS：', { from: '林舟', to: '沈舟' }],
    ['scene-heading', 'INT. KITCHEN - NIGHT', 'INT. CELLAR - NIGHT', place('Kitchen', 'Cellar')],
    ['scene-heading', '1-1 日 内 灵堂', '1-1 日 内 祠堂', place('灵堂', '祠堂')],
    ['action', 'C++ and (A) in C+', 'D and (A) in C+', { from: 'C++', to: 'D' }],
  ])('%s: %s becomes %s', (element, text, becomes, renaming) => {
    expect(renamed(element, text, renaming)).toBe(becomes)
  })
})

function place(from: string, to: string): Partial<Renaming> {
  return { roster: 'places', from, to }
}

const season = (count: number): Said[] =>
  Array.from({ length: count }, (_, i) => [
    ['character', 'MIRA'],
    ['dialogue', `Line ${i}, said to Jon.`],
    ['action', `Mira leaves ${i}.`],
  ])

/// Gives way after every slice of one edit; between slices somebody else does something.
function givingWay(between: () => void) {
  let clock = 0
  return {
    rest: () => {
      between()
      return Promise.resolve()
    },
    // Every slice took as long as it may: the next one has no more items.
    now: () => (clock += 6),
  }
}

test('while others type in the same lines nothing is lost, and one undo takes it back', async () => {
  const state = seriesOf(season(30), 'Mira is lost.')
  const [a, b] = [new Person(state), new Person(state)]
  const before = linesOf(a)
  let typed = 0
  let slices = 0
  const giveWay = givingWay(() => {
    slices++
    for (const { segments } of b.episodes) {
      for (const line of segments[0]?.lines ?? []) {
        if (typed < 300 && line.text !== '') b.typeOn(line.id, `w${typed++} `)
      }
    }
    if (slices % 2 === 0) meet(a, b)
  })
  const result = await renameEverywhere(a.document, usual, hitsOf(a, usual), {
    history: a.history,
    giveWay,
  })
  meet(a, b)
  expect(slices).toBeGreaterThan(3)
  expect(linesOf(a)).toEqual(linesOf(b))
  const all = linesOf(a).join(' ')
  for (let i = 0; i < typed; i++) expect(all.match(new RegExp(`w${i} `, 'g'))).toHaveLength(1)
  expect(typed).toBeGreaterThan(20)
  expect(result.replaced).toBeGreaterThan(60)
  const words = (lines: readonly string[]) => lines.map((text) => text.replaceAll(/w\d+ /g, ''))
  expect(words(linesOf(a))).toEqual(
    before.map((text) => text.replace('MIRA', 'LENA').replace('Mira', 'Lena')),
  )
  a.history.undo()
  meet(a, b)
  expect(words(linesOf(b))).toEqual(before)
  expect(a.history.canUndo()).toBe(false)
  a.history.redo()
  meet(a, b)
  expect(words(linesOf(b)).join()).not.toMatch(/mira/i)
})

test('only the characters that differ are exchanged', async () => {
  const state = seriesOf([[['character', 'MIRA']]])
  const [a, b] = [new Person(state), new Person(state)]
  b.type('x', 'RA')
  const renaming = { ...usual, to: 'MIRANDA' }
  await renameEverywhere(a.document, renaming, hitsOf(a, renaming), { history: a.history })
  meet(a, b)
  expect(linesOf(a)).toEqual(['MIxRANDA'])
})

test('two spellings become one, and what was entered goes along', async () => {
  const a = new Person(
    seriesOf([
      [
        ['character', 'MIRA'],
        ['character', 'MYRA'],
      ],
    ]),
  )
  addEntry(a.document, 'cast', 'Myra')
  const renaming = { ...usual, from: 'MYRA', to: 'MIRA' }
  await renameEverywhere(a.document, renaming, hitsOf(a, renaming), { history: a.history })
  expect(linesOf(a)).toEqual(['MIRA', 'MIRA'])
  expect(
    entriesOf(a.document, 'cast')
      .get()
      .map(({ name }) => name),
  ).toEqual(['Mira'])
  a.history.undo()
  expect(linesOf(a)).toEqual(['MIRA', 'MYRA'])
  expect(
    entriesOf(a.document, 'cast')
      .get()
      .map(({ name }) => name),
  ).toEqual(['Myra'])
})

describe('what is written beside the script', () => {
  /// Everything beside the script of two episodes, each with a text that mentions Mira.
  function told(): { readonly state: Uint8Array; readonly fields: readonly Field[] } {
    const a = new Person(seriesOf([[['character', 'MIRA']], [['character', 'MYRA']]]))
    const fields: readonly Field[] = [
      { in: 'series', key: 'title' },
      { in: 'series', key: 'logline' },
      { in: 'series', key: 'notes' },
      { in: 'title', episode: a.episode(1) },
      { in: 'summary', episode: a.episode(1) },
      { in: 'summary', episode: a.episode(2) },
    ]
    a.document.edit(() => {
      for (const [i, field] of fields.entries()) {
        reviseField(a.document, field, `${i}: Mira and Miranda, Mira.`)
      }
    })
    return { state: Y.encodeStateAsUpdate(a.doc), fields }
  }

  const textsOf = ({ document }: Person, fields: readonly Field[]) =>
    fields.map((field) => fieldText(document, field)?.toString())

  const becomes = (name: string) => [
    // What the work is known by.
    '0: Mira and Miranda, Mira.',
    ...[1, 2, 3, 4, 5].map((i) => `${i}: ${name} and Miranda, ${name}.`),
  ]

  test('is renamed along, by its place, in the same one step', async () => {
    const { state, fields } = told()
    const a = new Person(state)
    const hits = hitsOf(a, usual)
    expect(hits.filter(({ isName }) => !isName).map(({ at }) => at)).toEqual(fields.slice(1))
    const result = await renameEverywhere(a.document, usual, hits, { history: a.history })
    expect(result).toEqual({ replaced: 11, changed: 0 })
    expect(textsOf(a, fields)).toEqual(becomes('Lena'))
    expect(linesOf(a)).toEqual(['LENA', 'MYRA'])
    a.history.undo()
    expect(textsOf(a, fields)).toEqual(becomes('Mira'))
    expect(linesOf(a)).toEqual(['MIRA', 'MYRA'])
    expect(a.history.canUndo()).toBe(false)
    a.history.redo()
    expect(textsOf(a, fields)).toEqual(becomes('Lena'))
  })

  test('is merged with what others write there at the same time', async () => {
    const { state, fields } = told()
    const [a, b] = [new Person(state), new Person(state)]
    const summary = fields[4] as Field
    for (const next of [
      '4: Mira, Jon and Miranda, Mira.',
      '4: Mira, Jon and Miranda, Mira. Why?',
    ]) {
      b.document.edit(() => reviseField(b.document, summary, next))
    }
    await renameEverywhere(a.document, usual, hitsOf(a, usual), { history: a.history })
    meet(a, b)
    expect(textsOf(b, [summary])).toEqual(['4: Lena, Jon and Miranda, Lena. Why?'])
    a.history.undo()
    meet(a, b)
    expect(textsOf(b, [summary])).toEqual(['4: Mira, Jon and Miranda, Mira. Why?'])
  })

  test('goes by the spelling that another is merged into', async () => {
    const { state, fields } = told()
    const a = new Person(state)
    const renaming = { ...usual, to: 'MYRA', others: ['MIRA', 'MYRA'] }
    await renameEverywhere(a.document, renaming, hitsOf(a, renaming), { history: a.history })
    expect(textsOf(a, fields)).toEqual(becomes('Myra'))
    expect(linesOf(a)).toEqual(['MYRA', 'MYRA'])
  })

  test('stays as it is where mentions are to stay', () => {
    const a = new Person(told().state)
    const hits = hitsOf(a, { ...usual, mentions: false })
    expect(hits.map(({ text }) => text)).toEqual(['MIRA'])
  })
})

test('a name that somebody changes at the same time is left to them', async () => {
  const a = new Person(seriesOf([[['character', 'MIRA']]]))
  const hits = hitsOf(a, usual)
  a.erase('RA')
  const result = await renameEverywhere(a.document, usual, hits, { history: a.history })
  expect(result).toEqual({ replaced: 0, changed: 1 })
  expect(linesOf(a)).toEqual(['MI'])
})

test.each([
  ['a word that the name has become part of', 'Lin', 'Wu', 'Lin', 'da', 'Linda sits.', 0],
  ['a name with a comma', 'Lin', 'Wu', 'Lin', ',', 'Wu, sits.', 1],
  ['a script without borders', '林舟', '沈舟', '林舟', '们', '沈舟们 sits.', 1],
])('what somebody has typed right behind a name meanwhile: %s', async (...of) => {
  const [, from, to, name, typed, becomes, replaced] = of
  const a = new Person(seriesOf([[['action', `${name} sits.`]]]))
  const renaming = { ...usual, from, to }
  const hits = hitsOf(a, renaming)
  a.type(typed, name, 'end')
  const result = await renameEverywhere(a.document, renaming, hits, { history: a.history })
  expect(result).toEqual({ replaced, changed: 1 - replaced })
  expect(linesOf(a)).toEqual([becomes])
})

describe('a step in slices', () => {
  const slow = () => givingWay(() => {})

  test('is undone in slices, and what is typed in between is a step of its own', async () => {
    const a = new Person(seriesOf(season(12)))
    const before = linesOf(a)
    await renameEverywhere(a.document, usual, hitsOf(a, usual), {
      history: a.history,
      giveWay: slow(),
    })
    const after = linesOf(a)
    const waiting: (() => void)[] = []
    a.history.wait = (next) => void waiting.push(next)
    a.history.undo()
    expect(linesOf(a)).not.toEqual(after)
    expect(linesOf(a)).not.toEqual(before)
    a.type('Now ', 'Line 0')
    while (waiting.length > 0) waiting.shift()?.()
    expect(linesOf(a).map((text) => text.replace('Now ', ''))).toEqual(before)
    // Half of it could be done again: that is no step.
    expect(a.history.canRedo()).toBe(false)
    a.history.undo()
    expect(linesOf(a)).toEqual(before)
  })

  test('is done again in slices, and what is typed then is a step of its own', async () => {
    const state = seriesOf(season(12))
    const a = new Person(state)
    const history = createHistory(a.document, 60_000)
    await renameEverywhere(a.document, usual, hitsOf(a, usual), { history, giveWay: slow() })
    const after = linesOf(a)
    history.undo()
    const waiting: (() => void)[] = []
    history.wait = (next) => void waiting.push(next)
    history.redo()
    a.type('Now ', 'Line 0')
    waiting.shift()?.()
    a.type('then ', 'Line 1')
    history.finish()
    a.type('there ', 'Line 2')
    history.undo()
    expect(linesOf(a).join()).not.toContain('there')
    expect(linesOf(a).map((text) => text.replace(/Now |then /u, ''))).toEqual(after)
    history.destroy()
  })

  test('is finished before anything else is undone or done again', async () => {
    const a = new Person(seriesOf(season(12)))
    const before = linesOf(a)
    a.type('First ', 'Line 3')
    const typed = linesOf(a)
    await renameEverywhere(a.document, usual, hitsOf(a, usual), {
      history: a.history,
      giveWay: slow(),
    })
    const after = linesOf(a)
    a.history.wait = () => {}
    a.history.undo()
    a.history.undo()
    expect(linesOf(a)).toEqual(before)
    a.history.redo()
    expect(linesOf(a)).toEqual(typed)
    a.history.redo()
    a.history.wait = undefined
    a.history.undo()
    expect(linesOf(a)).toEqual(typed)
    a.history.redo()
    expect(linesOf(a)).toEqual(after)
  })
})
