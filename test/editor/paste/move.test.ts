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
  take(ada, from, to)
  drop(ada, target, isMove)
}

function take(ada: Writer, from: number, to: number): void {
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, from, to)))
}

function drop(ada: Writer, target: number, isMove = true): void {
  const view = {
    get state() {
      return ada.state
    },
    dispatch: (tr: Transaction) => ada.dispatch(tr),
  }
  const copied = () => draggedOf(copiedSlice(ada.state.selection.content(), view))
  const there = TextSelection.create(ada.state.doc, target)
  moveText(view, ada.binding, there, isMove ? undefined : copied())
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

test('what somebody has typed in it while it was pulled goes along', () => {
  const { hub, ada, ben } = room()
  take(ada, at(ada, 'red one'), at(ada, 'red one', 7))
  ben.dispatch(ben.state.tr.insertText(' new', at(ben, 'red one', 3)))
  hub.deliverAll()
  drop(ada, at(ada, 'blue two', 8))
  hub.deliverAll()
  for (const each of [ada, ben]) {
    expect(segment(each, 'red')).toEqual(['red two'])
    expect(segment(each, 'blue')).toEqual(['blue one', 'blue two', 'red new one'])
  }
})

test('nothing is moved where somebody has deleted it meanwhile', () => {
  const { hub, ada, ben } = room()
  take(ada, at(ada, 'red one', 3), at(ada, 'red one', 7))
  ben.dispatch(ben.state.tr.delete(at(ben, 'red one', 3), at(ben, 'red one', 7)))
  hub.deliverAll()
  drop(ada, at(ada, 'blue two', 4))
  expect(segment(ada, 'red')).toEqual(['red', 'red two'])
  expect(segment(ada, 'blue')).toEqual(['blue one', 'blue two'])
})

test('it goes where it was put also while an undo is still going on', () => {
  const { ada } = room()
  ada.history.wait = () => {}
  const long = 'word '.repeat(400)
  const step = ada.history.begin()
  ada.dispatch(ada.state.tr.insertText(long, at(ada, 'hook one')))
  ada.dispatch(ada.state.tr.insertText('more ', at(ada, 'hook two')))
  step.end()
  ada.binding.undo()
  expect(segment(ada, 'hook')).toEqual([`${long}hook one`, 'hook two'])
  pull(ada, at(ada, 'red one', 3), at(ada, 'red one', 7), at(ada, 'end two', 3))
  expect(segment(ada, 'hook')).toEqual(['hook one', 'hook two'])
  expect(segment(ada, 'red')).toEqual(['red', 'red two'])
  expect(segment(ada, 'end')).toEqual(['end one', 'end one two'])
})
