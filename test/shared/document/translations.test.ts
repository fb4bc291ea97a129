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

test('of two translations at once the one that counts has what it translates beside it', () => {
  for (let round = 0; round < 8; round++) {
    const [ada, ben] = twoPeople()
    const { id } = ada.line('red one').line
    setTranslation(ada.document, id, '红')
    meet(ada, ben)
    setTranslation(ada.document, id, '红一')
    ben.type('very ', 'red one')
    setTranslation(ben.document, id, '很红一')
    meet(ada, ben)
    const { translation, translated } = both(ada, 'very red one')
    expect(both(ben, 'very red one')).toEqual({ translation, translated })
    expect(translated).toBe(translation === '红一' ? 'red one' : 'very red one')
  }
})
