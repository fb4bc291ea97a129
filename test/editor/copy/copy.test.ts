import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fountainAt } from '../../../src/editor/copy/fountain.ts'
import { writePlain } from '../../../src/editor/copy/plaintext.ts'
import { readText } from '../../../src/editor/paste/read.ts'
import { counting, countOf } from '../../../src/editor/selected.ts'
import type { DraftLine } from '../../../src/shared/document/diff.ts'
import type { Element } from '../../../src/shared/domain/element.ts'
import { Dice } from '../../fuzz/dice.ts'
import { Writer } from '../../fuzz/writer.ts'
import { twoEpisodes } from '../../shared/document/room.ts'

/// What others are given of a script.

function line(element: Element, text: string): DraftLine {
  return { element, spans: text === '' ? [] : [{ text, style: {} }] }
}

const scene = [
  line('scene-heading', 'Int. shaft - night'),
  line('action', 'A cable hums.'),
  line('character', 'Mara'),
  line('parenthetical', '(softly)'),
  line('dialogue', 'Who is there?'),
  line('transition', 'cut to:'),
]

const english = { isChinese: false, capitals: true }

test('plain text has the indents of a script', () => {
  expect(writePlain(scene, english)).toBe(`INT. SHAFT - NIGHT

A cable hums.

                    MARA
               (softly)
          Who is there?

${' '.repeat(54)}CUT TO:`)
})

test('and reads back as the same lines', () => {
  const back = readText(writePlain(scene, english), 'en')
  expect(typeof back === 'string' ? back : back.lines.map(({ element }) => element)).toEqual(
    scene.map(({ element }) => element),
  )
})

test('a part of one line is its words alone', () => {
  expect(writePlain([line('character', 'Mara')], english)).toBe('Mara')
})

const chinese = [
  line('scene-heading', '3-1 日 内 机房'),
  line('general', '人物：阿岚'),
  line('action', '门开了。'),
  line('character', '阿岚'),
  line('parenthetical', '（低声）'),
  line('dialogue', '谁？'),
  line('character', '阿岚'),
  line('dialogue', '出来。'),
]

test('a Chinese script is copied in its format, and reads back', () => {
  const text = writePlain(chinese, { isChinese: true, capitals: true })
  expect(text).toBe('3-1 日 内 机房\n人物：阿岚\n△门开了。\n阿岚（低声）：谁？\n阿岚：出来。')
  expect(readText(text, 'zh-Hans')).toMatchObject({ lines: chinese })
})

function writer(): Writer {
  return new Writer('ada', Y.encodeStateAsUpdate(twoEpisodes(['one', 'two'])), new Dice(1))
}

function find(ada: Writer, text: string): number {
  let found = -1
  ada.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === text && found < 0) found = pos + 1
    return !node.isTextblock
  })
  return found
}

test('Fountain of what is selected, or of the segment at the cursor', () => {
  const ada = writer()
  const one = find(ada, 'red one')
  const two = find(ada, 'red two')
  ada.dispatch(ada.state.tr.setNodeAttribute(one - 1, 'element', 'character'))
  ada.dispatch(ada.state.tr.setNodeAttribute(two - 1, 'element', 'dialogue'))
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, two)))
  expect(fountainAt(ada.state)).toEqual({ text: '@red one\nred two\n', lines: 2 })
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, one + 4, one + 7)))
  expect(fountainAt(ada.state)).toEqual({ text: '@one\n', lines: 1 })
})

test('a selection is counted by its lines, a segment and an episode once', () => {
  const ada = writer()
  const one = find(ada, 'red one')
  const two = find(ada, 'red two')
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, one + 4, two + 3)))
  const steps = counting(ada.state, 'en')
  let step = steps.next()
  while (!step.done) step = steps.next()
  expect(step.value).toEqual({ words: 2, characters: 6, lines: 2 })
  const episode = ada.state.doc.child(0)
  expect(countOf(episode, 'en')).toEqual({ words: 16, characters: 4 * 12 + 4 * 2 - 4, lines: 8 })
})
