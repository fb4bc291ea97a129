import { expect, test } from 'vitest'
import { formats } from '../../../server/jobs/formats.ts'
import { glossaryIn, setTerm, watchGlossary } from '../../../src/shared/document/glossary.ts'
import { keptIn } from '../../../src/shared/document/kept.ts'
import { moveBeat } from '../../../src/shared/document/segments.ts'
import {
  confirmTranslation,
  setTranslation,
  setTranslations,
} from '../../../src/shared/document/translations.ts'
import { screenplayOf } from '../../../src/shared/format/document.ts'
import { documentOf, portraitOf } from '../format/portrait.ts'
import { meet, type Person, twoPeople } from './room.ts'

const both = (person: Person, text: string) => {
  const { translation, translated } = person.line(text).line
  return { translation, translated }
}
const none = { translation: undefined, translated: undefined }

test('a translation and what it translates are set, changed and taken back as one step', () => {
  const [ada] = twoPeople()
  const { id } = ada.line('red one').line
  expect(setTranslation(ada.document, id, '红一')).toBe(true)
  expect(both(ada, 'red one')).toEqual({ translation: '红一', translated: 'red one' })
  ada.type('very ', 'red one')
  expect(both(ada, 'very red one')).toEqual({ translation: '红一', translated: 'red one' })
  confirmTranslation(ada.document, id)
  expect(both(ada, 'very red one')).toEqual({ translation: '红一', translated: 'very red one' })
  ada.history.undo()
  ada.history.undo()
  ada.history.undo()
  expect(both(ada, 'red one')).toEqual(none)
  ada.history.redo()
  setTranslation(ada.document, id, ' ')
  expect(both(ada, 'red one')).toEqual(none)
  expect(setTranslation(ada.document, 'elsewhere', 'x')).toBe(false)
  expect(setTranslation(ada.document, '~~elsewhere', 'x')).toBe(false)
  expect(confirmTranslation(ada.document, id)).toBe(false)
})

test('many are one step, and a translation may be of what the line said before', () => {
  const [ada] = twoPeople()
  const ids = ['red one', 'red two'].map((text) => ada.line(text).line.id)
  const changes = ids.map((line) => ({ line, translation: '红', of: 'red' }))
  const gone = { line: 'gone', translation: '无' }
  expect(setTranslations(ada.document, [...changes, gone])).toBe(2)
  const late = changes.map((change) => ({ ...change, translation: '朱', was: '' }))
  expect(setTranslations(ada.document, late)).toBe(0)
  expect(both(ada, 'red two')).toEqual({ translation: '红', translated: 'red' })
  ada.history.undo()
  expect(both(ada, 'red one')).toEqual(none)
  expect(both(ada, 'red two')).toEqual(none)
})

test('two translate different lines while one is rewritten and moved: all of it holds', () => {
  const [ada, ben] = twoPeople()
  const { line, segment } = ada.line('red one')
  setTranslation(ada.document, line.id, '红一')
  setTranslation(ben.document, ben.line('red two').line.id, '红二')
  ben.type('very ', 'red one')
  moveBeat(ben.document, segment.id, ben.episode(2), 0)
  meet(ada, ben)
  for (const each of [ada, ben]) {
    expect(both(each, 'very red one')).toEqual({ translation: '红一', translated: 'red one' })
    expect(both(each, 'red two')).toEqual({ translation: '红二', translated: 'red two' })
  }
})

test('an edit that knows nothing of translations keeps what is noted', () => {
  const [ada] = twoPeople()
  const { id } = ada.line('red one').line
  setTranslation(ada.document, id, '红一')
  ada.make('dialogue', 'red one')
  expect(both(ada, 'red one')).toEqual({ translation: '红一', translated: 'red one' })
})

test('terms have one translation each, whoever writes them down and however they are spelled', () => {
  const [ada, ben] = twoPeople()
  let heard = 0
  const stop = watchGlossary(ada.document, () => heard++)
  setTerm(ada.document, ' red   door ', '红门')
  setTerm(ben.document, 'Lin', '林')
  meet(ada, ben)
  expect(heard).toBe(2)
  for (const { doc } of [ada, ben]) {
    expect(glossaryIn(doc)).toEqual([
      { term: 'Lin', translation: '林' },
      { term: 'red door', translation: '红门' },
    ])
  }
  setTerm(ada.document, 'Red Door', '朱门')
  setTerm(ada.document, 'lin', undefined)
  expect(glossaryIn(ada.doc)).toEqual([{ term: 'Red Door', translation: '朱门' }])
  ada.history.undo()
  ada.history.undo()
  expect(glossaryIn(ada.doc)).toHaveLength(2)
  expect(setTerm(ada.document, ' ', 'x')).toBe(false)
  stop()
})

test.each(formats.filter(({ id }) => ['fountain', 'fdx', 'json'].includes(id)))(
  '$id carries what was translated, and the glossary',
  async ({ id, read, write }) => {
    const [ada] = twoPeople()
    setTranslation(ada.document, ada.line('red one').line.id, '红一', 'red, once; [said]')
    setTerm(ada.document, 'a "term"; [so]: to say', '话')
    const given = screenplayOf(ada.document.reading.series, keptIn(ada.doc))
    const written = await write?.(given)
    expect(written?.losses).toEqual([])
    const reading = await read?.(written?.bytes ?? new Uint8Array())
    if (!reading || 'code' in reading) throw new Error('is not read')
    const back = documentOf(reading.screenplay)
    expect(portraitOf(back, id)).toEqual(portraitOf(ada.doc, id))
    expect(glossaryIn(back)).toEqual(glossaryIn(ada.doc))
    expect(JSON.stringify(screenplayOf(ada.document.reading.series, keptIn(back)))).toContain('话')
  },
)

test('of two translations that are written apart none is lost, until somebody writes anew', () => {
  const [ada, ben] = twoPeople()
  const { id } = ada.line('red one').line
  setTranslation(ada.document, id, '红一')
  meet(ada, ben)
  setTranslation(ada.document, id, '红色一')
  setTranslation(ben.document, id, '朱一')
  meet(ada, ben)
  const text = both(ada, 'red one').translation
  expect(text?.split('\n').sort()).toEqual(['朱一', '红色一'])
  expect(both(ben, 'red one').translation).toBe(text)
  setTranslation(ben.document, id, '红一')
  meet(ada, ben)
  expect(both(ada, 'red one').translation).toBe('红一')
  // Somebody takes it away while another changes it.
  setTranslation(ada.document, id, undefined)
  setTranslation(ben.document, id, '赤一')
  meet(ada, ben)
  expect(both(ada, 'red one').translation).toBe('赤一')
  // As other programs write it.
  ada.document.roots.lines.set(`${id}.translation`, '一')
  expect(both(ada, 'red one').translation?.split('\n').sort()).toEqual(['一', '赤一'])
  confirmTranslation(ada.document, id)
  expect(
    [...ada.document.roots.lines.keys()].filter((key) => key.includes('.translation')),
  ).toEqual([`${id}.translation~${ada.document.doc.clientID}`])
})

test('a translation that is written while somebody joins its line is on the joined line', () => {
  const [ada, ben] = twoPeople()
  const [one, two] = ['red one', 'red two'].map((text) => ada.line(text).line.id)
  setTranslation(ada.document, two ?? '', '红二')
  meet(ada, ben)
  ada.join('red two')
  setTranslation(ben.document, one ?? '', '红一')
  setTranslation(ben.document, two ?? '', '朱二')
  meet(ada, ben)
  for (const each of [ada, ben]) {
    const said = both(each, 'red onered two').translation?.split('\n')
    expect(said?.sort()).toEqual(['朱二', '红一'].sort())
  }
  // Whoever writes it anew has seen all of it.
  setTranslation(ben.document, ben.line('red onered two').line.id, '红')
  meet(ada, ben)
  expect(both(ada, 'red onered two').translation).toBe('红')
})

test('of three lines that two people join, one this way and one that way, each translation stays', () => {
  const [ada, ben] = twoPeople()
  ada.type('mid ', 'red two')
  ada.break('red two')
  for (const [text, translation] of [
    ['red one', '一'],
    ['mid', '二'],
    ['red two', '三'],
  ] as const) {
    setTranslation(ada.document, ada.line(text).line.id, translation)
  }
  meet(ada, ben)
  ada.join('mid')
  ben.join('red two')
  meet(ada, ben)
  for (const each of [ada, ben]) {
    const said = both(each, 'red onemid red two').translation
    for (const part of ['一', '二', '三']) expect(said).toContain(part)
  }
})

test('a line that is shown again has its translation again, and the other no more', () => {
  const [ada] = twoPeople()
  const [one, two] = ['red one', 'red two'].map((text) => ada.line(text).line.id)
  setTranslation(ada.document, one ?? '', '红一')
  setTranslation(ada.document, two ?? '', '红二')
  ada.history.pause()
  ada.join('red two')
  expect(both(ada, 'red onered two').translation).toBe('红一 红二')
  ada.history.undo()
  expect(both(ada, 'red one').translation).toBe('红一')
  expect(both(ada, 'red two').translation).toBe('红二')
  ada.history.redo()
  expect(both(ada, 'red onered two').translation).toBe('红一 红二')
})
