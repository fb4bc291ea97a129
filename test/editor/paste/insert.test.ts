import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { insertPasted } from '../../../src/editor/paste/insert.ts'
import { readPaste, readText } from '../../../src/editor/paste/read.ts'
import { nodes } from '../../../src/editor/schema.ts'
import { Dice } from '../../fuzz/dice.ts'
import { Writer } from '../../fuzz/writer.ts'
import { twoEpisodes } from '../../shared/document/room.ts'

/// Where what is pasted goes. The series has segments hook, red, blue and end, each with the lines
/// `<name> one` and `<name> two` of action; `|` is the cursor, `[` and `]` are the selection's ends.

function writer(): Writer {
  return new Writer('ada', Y.encodeStateAsUpdate(twoEpisodes(['one', 'two'])), new Dice(1))
}

function at(ada: Writer, text: string, offset: number): number {
  let found = -1
  ada.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === text && found < 0) found = pos + 1 + offset
    return !node.isTextblock
  })
  if (found < 0) throw new Error(`There is no ${text}.`)
  return found
}

function select(ada: Writer, from: number, to = from): void {
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, from, to)))
}

function segmentRows(ada: Writer, name: string): string[] {
  const rows: string[] = []
  const { $head } = ada.state.selection
  ada.state.doc.descendants((node, pos) => {
    if (node.isTextblock || node.type.spec.group !== 'segment') return !node.isTextblock
    if (node.child(0).textContent !== name) return false
    node.forEach((line, offset) => {
      if (line.type !== nodes.line) return
      const start = pos + 1 + offset + 1
      const { textContent } = line
      const isHere = $head.parent === line || $head.start() === start
      const caret = $head.pos - start
      const shown = isHere
        ? `${textContent.slice(0, caret)}|${textContent.slice(caret)}`
        : textContent
      rows.push(`${line.attrs.element}: ${shown}`)
    })
    return false
  })
  return rows
}

function paste(ada: Writer, text: string): void {
  const pasted = readText(text, 'en')
  if (typeof pasted === 'string') throw new Error(pasted)
  ada.dispatch(insertPasted(ada.state, pasted))
  ada.state.doc.check()
  expect(ada.state.doc.eq(ada.binding.render())).toBe(true)
}

function make(ada: Writer, text: string, element: string): void {
  ada.dispatch(ada.state.tr.setNodeAttribute(at(ada, text, 0) - 1, 'element', element))
}

const script = 'INT. SHAFT - NIGHT\n\nA cable hums.\n\nMARA\nWho?\n'

test('a word goes into the line', () => {
  const ada = writer()
  select(ada, at(ada, 'red one', 3))
  paste(ada, ' and green')
  expect(segmentRows(ada, 'red')).toEqual(['action: red and green| one', 'action: red two'])
})

test('a word takes the place of what is selected, over lines too', () => {
  const ada = writer()
  select(ada, at(ada, 'red one', 3), at(ada, 'red two', 3))
  paste(ada, ' &')
  expect(segmentRows(ada, 'red')).toEqual(['action: red &| two'])
})

test('prose in the middle of a line joins on both sides, and is of its element', () => {
  const ada = writer()
  make(ada, 'red one', 'dialogue')
  select(ada, at(ada, 'red one', 3))
  paste(ada, ' first.\nThe second')
  expect(segmentRows(ada, 'red')).toEqual([
    'dialogue: red first.',
    'dialogue: The second| one',
    'action: red two',
  ])
})

test('prose that ends its last line leaves what follows on a line of its own', () => {
  const ada = writer()
  select(ada, at(ada, 'red one', 4))
  paste(ada, 'first.\nThe second.\n')
  expect(segmentRows(ada, 'red')).toEqual([
    'action: red first.',
    'action: The second.|',
    'action: one',
    'action: red two',
  ])
})

test('a scene in the middle of a speech breaks it', () => {
  const ada = writer()
  make(ada, 'red one', 'dialogue')
  select(ada, at(ada, 'red one', 3))
  paste(ada, script)
  expect(segmentRows(ada, 'red')).toEqual([
    'dialogue: red',
    'scene-heading: INT. SHAFT - NIGHT',
    'action: A cable hums.',
    'character: MARA',
    'dialogue: Who?|',
    'dialogue:  one',
    'action: red two',
  ])
})

test('a scene at the end of a line comes behind it, at its start in front of it', () => {
  const ada = writer()
  select(ada, at(ada, 'red one', 7))
  paste(ada, 'INT. SHAFT - NIGHT\n\nA cable hums.\n\nMARA\nWho?\n\nCUT TO:')
  expect(segmentRows(ada, 'red')).toEqual([
    'action: red one',
    'scene-heading: INT. SHAFT - NIGHT',
    'action: A cable hums.',
    'character: MARA',
    'dialogue: Who?',
    'transition: CUT TO:|',
    'action: red two',
  ])
  const ben = writer()
  select(ben, at(ben, 'red one', 0))
  paste(ben, script)
  expect(segmentRows(ben, 'red')).toEqual([
    'scene-heading: INT. SHAFT - NIGHT',
    'action: A cable hums.',
    'character: MARA',
    'dialogue: Who?|',
    'action: red one',
    'action: red two',
  ])
})

test('an empty line becomes what is pasted', () => {
  const ada = writer()
  const start = at(ada, 'red one', 0)
  ada.dispatch(ada.state.tr.delete(start, start + 7))
  select(ada, start)
  paste(ada, 'EXT. ROOF - DAY')
  expect(segmentRows(ada, 'red')).toEqual(['scene-heading: EXT. ROOF - DAY|', 'action: red two'])
})

test('behind a name prose is what is said', () => {
  const ada = writer()
  make(ada, 'red one', 'character')
  select(ada, at(ada, 'red one', 7))
  paste(ada, '!\nWho is there?\nNobody.')
  expect(segmentRows(ada, 'red')).toEqual([
    'character: red one!',
    'dialogue: Who is there?',
    'dialogue: Nobody.|',
    'action: red two',
  ])
})

test('over segments: what is selected goes, the segments stay', () => {
  const ada = writer()
  select(ada, at(ada, 'red one', 4), at(ada, 'blue two', 5))
  paste(ada, script)
  const texts = ada.document.reading.series.episodes[0]?.segments.map(({ lines }) =>
    lines.map(({ text }) => text).join(' / '),
  )
  expect(texts?.[1]).toContain('INT. SHAFT - NIGHT')
  expect(texts?.[1]).toContain('Who?')
  expect(texts?.[2]).toBe('two')
})

test('in a title there is one line, in an outline one text', () => {
  const ada = writer()
  const outline = at(ada, 'red', 3)
  select(ada, outline)
  paste(ada, script)
  expect(ada.state.doc.resolve(outline).parent.textContent).toBe(
    'redINT. SHAFT - NIGHT\nA cable hums.\nMARA\nWho?',
  )
  select(ada, 2)
  expect(ada.state.selection.$from.parent.type).toBe(nodes.title)
  paste(ada, 'Going\nup')
  expect(ada.state.selection.$from.parent.textContent).toContain('Going up')
})

test('one undo takes a paste back', () => {
  const ada = writer()
  const before = ada.state.doc.toString()
  select(ada, at(ada, 'red one', 3), at(ada, 'red two', 3))
  paste(ada, script)
  expect(ada.state.doc.toString()).not.toBe(before)
  ada.binding.undo()
  expect(ada.state.doc.toString()).toBe(before)
})

test('text alone, where there is no page to read, is taken as it is', () => {
  expect(readPaste({ html: '', text: '' }, 'en')).toBe('empty')
  expect(readPaste({ html: '', text: ' ' }, 'en')).toMatchObject({ single: [{ text: ' ' }] })
})
