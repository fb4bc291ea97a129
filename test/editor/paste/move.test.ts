import { TextSelection, type Transaction } from 'prosemirror-state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { copiedSlice, draggedOf } from '../../../src/editor/copy/copied.ts'
import { moveText } from '../../../src/editor/paste/move.ts'
import { Dice } from '../../fuzz/dice.ts'
import { Hub, Writer } from '../../fuzz/writer.ts'
import { twoEpisodes } from '../../shared/document/room.ts'

/// Selected text pulled to another place. The series has segments hook, red, blue and end, each with
/// the lines `<name> one` and `<name> two`.

function room(): { hub: Hub; ada: Writer; ben: Writer } {
  const state = Y.encodeStateAsUpdate(twoEpisodes(['one', 'two']))
  const hub = new Hub()
  const [ada, ben] = [new Writer('ada', state, new Dice(1)), new Writer('ben', state, new Dice(2))]
  hub.join(ada)
  hub.join(ben)
  return { hub, ada, ben }
}

function at(writer: Writer, text: string, offset = 0): number {
  let found = -1
  writer.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === text && found < 0) found = pos + 1 + offset
    return !node.isTextblock
  })
  if (found < 0) throw new Error(`There is no ${text}.`)
  return found
}

function pull(ada: Writer, from: number, to: number, target: number, isMove = true): void {
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, from, to)))
  const view = {
    get state() {
      return ada.state
    },
    dispatch: (tr: Transaction) => ada.dispatch(tr),
  }
  const slice = copiedSlice(ada.state.selection.content(), view)
  moveText(view, ada.binding, draggedOf(slice), TextSelection.create(ada.state.doc, target), isMove)
  expect(ada.state.doc.eq(ada.binding.render())).toBe(true)
}

function segment(writer: Writer, name: string): string[] {
  for (const { segments } of writer.document.reading.series.episodes) {
    const found = segments.find(({ outlines }) => outlines.some(({ text }) => text === name))
    if (found) return found.lines.map(({ text }) => text)
  }
  throw new Error(`There is no ${name}.`)
}

test('a part of a line goes into another line, in another segment', () => {
  const { ada } = room()
  pull(ada, at(ada, 'red one', 3), at(ada, 'red one', 7), at(ada, 'blue two', 4))
  expect(segment(ada, 'red')).toEqual(['red', 'red two'])
  expect(segment(ada, 'blue')).toEqual(['blue one', 'blue one two'])
})

test('whole lines leave no empty one behind, and one undo brings them back', () => {
  const { ada } = room()
  const before = ada.state.doc.toString()
  pull(ada, at(ada, 'red one'), at(ada, 'red one', 7), at(ada, 'blue two', 8))
  expect(segment(ada, 'red')).toEqual(['red two'])
  expect(segment(ada, 'blue')).toEqual(['blue one', 'blue two', 'red one'])
  ada.binding.undo()
  expect(ada.state.doc.toString()).toBe(before)
})

test('lines over segments go together', () => {
  const { ada } = room()
  pull(ada, at(ada, 'red two'), at(ada, 'blue one', 8), at(ada, 'end two', 7))
  expect(segment(ada, 'red')).toEqual(['red one'])
  expect(segment(ada, 'end')).toEqual(['end one', 'end two', 'red two', 'blue', 'blue one'])
})

test('with the key for it a copy goes', () => {
  const { ada } = room()
  pull(ada, at(ada, 'red one', 3), at(ada, 'red one', 7), at(ada, 'blue two', 4), false)
  expect(segment(ada, 'red')).toEqual(['red one', 'red two'])
  expect(segment(ada, 'blue')).toEqual(['blue one', 'blue one two'])
})

test('nothing comes of pulling text onto itself', () => {
  const { ada } = room()
  pull(ada, at(ada, 'red one', 2), at(ada, 'red two', 2), at(ada, 'red one', 5))
  expect(segment(ada, 'red')).toEqual(['red one', 'red two'])
})

test('what somebody types in it meanwhile is not lost', () => {
  const { hub, ada, ben } = room()
  ben.dispatch(ben.state.tr.insertText(' new', at(ben, 'red one', 3)))
  pull(ada, at(ada, 'red one'), at(ada, 'red one', 7), at(ada, 'blue two', 8))
  hub.deliverAll()
  expect(segment(ada, 'red')).toEqual(segment(ben, 'red'))
  expect(segment(ada, 'red').join('/')).toContain(' new')
  expect(segment(ben, 'blue')).toEqual(['blue one', 'blue two', 'red one'])
})
