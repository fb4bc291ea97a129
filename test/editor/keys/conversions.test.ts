import { beforeEach, describe, expect, test, vi } from 'vitest'
import { closingBracket } from '../../../src/editor/closingbracket.ts'
import { colon } from '../../../src/editor/colon.ts'
import { conversions } from '../../../src/editor/conversions.ts'
import type { Element } from '../../../src/shared/domain/element.ts'
import { episode, line, segment } from './page.ts'
import { Script } from './script.ts'
import { Typist } from './typist.ts'

/// What a line becomes by what is typed in it, and what one undo gives back.

beforeEach(() => {
  // What the browser has and a view without one lacks.
  vi.stubGlobal('Document', class {})
})

let isOn = true

function open(element: Element = 'action', chinese = false, text = ''): Typist {
  isOn = true
  const episodes = [
    episode(
      'One',
      segment(
        'hook',
        '',
        line('general', chinese ? '人物：小满、保安×2' : 'a'),
        line(element, text),
      ),
      segment('beat', '', line('character', chinese ? '方姨' : 'MARA'), line('dialogue', 'x')),
      segment('cliffhanger', '', line('action', 'z')),
    ),
  ]
  const [, here] = episodes[0]?.segments[0]?.lines ?? []
  const cursor = { block: here ?? line('action'), at: text.length }
  const script = new Script({ episodes }, { chinese, afterDialogue: 'action' })
  script.select({ episodes, anchor: cursor, head: cursor })
  return new Typist(script, ({ binding }) => [
    closingBracket(),
    conversions(() => isOn),
    colon(binding.document),
  ])
}

/// The lines under test, with the cursor.
function shown({ script }: Typist): string[] {
  const rows = script.rows()
  return rows.slice(rows.findIndex((row) => /^general/.test(row)) + 1, rows.indexOf('beat'))
}

const english: readonly (readonly [string, Element, string[], string[]?])[] = [
  ['INT. ', 'action', ['scene-heading: INT. ‹›']],
  ['ext. ', 'action', ['scene-heading: ext. ‹›']],
  ['INT./EXT. ', 'character', ['scene-heading: INT./EXT. ‹›']],
  ['I/E ', 'general', ['scene-heading: I/E ‹›']],
  ['Est. ', 'action', ['scene-heading: Est. ‹›']],
  ['.b', 'action', ['scene-heading: b‹›']],
  ['>', 'action', ['transition: ‹›']],
  ['@', 'action', ['character: ‹›']],
  ['!', 'character', ['action: ‹›']],
  ['~', 'dialogue', ['lyric: ‹›']],
  ['(', 'dialogue', ['parenthetical: (‹›)']],
  ['SMASH CUT TO:', 'action', ['transition: SMASH CUT TO:‹›']],
  ['SUPER:', 'action', ['on-screen-text: SUPER:‹›']],
]

const chinese: readonly (readonly [string, Element, string[], string[]?])[] = [
  ['1-3 ', 'action', ['scene-heading: 1-3 ‹›']],
  ['日 ', 'action', ['scene-heading: 日 ‹›']],
  ['夜　', 'action', ['scene-heading: 夜　‹›']],
  ['内景 ', 'action', ['scene-heading: 内景 ‹›']],
  ['内/外 ', 'action', ['scene-heading: 内/外 ‹›']],
  ['△', 'dialogue', ['action: ‹›']],
  ['▲', 'action', ['action: ‹›']],
  ['（', 'dialogue', ['parenthetical: （‹›）']],
  ['(', 'dialogue', ['parenthetical: （‹›）']],
  ['人物：', 'action', ['general: 人物：‹›']],
  ['字幕：', 'action', ['on-screen-text: 字幕：‹›']],
  ['【闪回】', 'action', ['transition: 【闪回】‹›']],
  ['【闪出】', 'general', ['transition: 【闪出】‹›']],
  ['【字幕：五年后】', 'action', ['on-screen-text: 【字幕：五年后】‹›']],
  ['【特写：红灯】', 'action', ['shot: 【特写：红灯】‹›']],
  ['方姨：', 'action', ['character: 方姨', 'dialogue: ‹›']],
  ['小满：', 'action', ['character: 小满', 'dialogue: ‹›']],
  ['保安：', 'action', ['character: 保安', 'dialogue: ‹›']],
  ['方姨OS：', 'action', ['character: 方姨OS', 'dialogue: ‹›']],
  ['VO方姨：', 'action', ['character: VO方姨', 'dialogue: ‹›']],
  ['方姨（OS）：', 'action', ['character: 方姨（OS）', 'dialogue: ‹›']],
  ['方姨（急）：', 'action', ['character: 方姨', 'parenthetical: （急）', 'dialogue: ‹›']],
  ['新来的：', 'character', ['character: 新来的', 'dialogue: ‹›']],
  ['（喝酒）再', 'parenthetical', ['parenthetical: （喝酒）', 'dialogue: 再‹›']],
  ['(喝酒)再', 'parenthetical', ['parenthetical: (喝酒)', 'dialogue: 再‹›']],
  ['（喝酒）　再', 'parenthetical', ['parenthetical: （喝酒）', 'dialogue: 再‹›']],
]

for (const [language, table] of [
  ['en', english],
  ['zh', chinese],
] as const) {
  describe(language, () => {
    for (const [text, element, after] of table) {
      test(`“${text}” in ${element}, and one undo`, () => {
        const typist = open(element, language === 'zh')
        expect(shown(typist.type(text))).toEqual(after)
        typist.press('Mod-z')
        expect(shown(typist)).toEqual([`${element}: ${text}‹›`])
        // It stays as it was typed, whatever is typed next.
        typist.type('x')
        expect(shown(typist)).toEqual([`${element}: ${text}x‹›`])
        typist.press('Mod-z', ...[...text].map(() => 'Mod-z'))
        expect(shown(typist)).toEqual([`${element}: ‹›`])
      })
    }
  })
}

test('one space behind a sign goes with it; one undo gives the sign back', () => {
  for (const [text, element, after] of [
    ['> smash', 'action', 'transition: smash‹›'],
    ['@ Zed', 'action', 'character: Zed‹›'],
    ['! BANG', 'character', 'action: BANG‹›'],
    ['@  Zed', 'action', 'character:  Zed‹›'],
  ] as const) {
    expect(shown(open(element).type(text))).toEqual([after])
    const typist = open(element).type(text.slice(0, 2)).press('Mod-z')
    expect(shown(typist)).toEqual([`${element}: ${text[0]}‹›`])
    expect(shown(typist.type(' x'))).toEqual([`${element}: ${text[0]} x‹›`])
  }
  expect(shown(open('action', true).type('△ 小满'))).toEqual(['action: 小满‹›'])
  // A line that nobody made by a sign keeps what is typed in it.
  expect(shown(open('transition').type(' x'))).toEqual(['transition:  x‹›'])
})

test('what is undone is not made again of the same text', () => {
  const typist = open().type('INT. ').press('Mod-z', 'Mod-z')
  expect(shown(typist.type(' '))).toEqual(['action: INT. ‹›'])
})

test('a name in capitals becomes a cue when Enter ends it; one undo gives the action back', () => {
  const typist = open().type('THE OLD MAN (V.O.)\n')
  expect(shown(typist)).toEqual(['character: THE OLD MAN (V.O.)', 'dialogue: ‹›'])
  typist.press('Mod-z')
  expect(shown(typist)).toEqual(['action: THE OLD MAN (V.O.)', 'action: ‹›'])
  typist.press('Mod-z')
  expect(shown(typist.type('\n'))).toEqual(['action: THE OLD MAN (V.O.)', 'action: ‹›'])
})

test('a caret behind it puts the speech beside the one before', () => {
  expect(shown(open().type('JON ^\n'))).toEqual(['character: JON {right}', 'dialogue: ‹›'])
})

test('what is shouted, and what is said in a sentence, is no cue', () => {
  for (const text of [
    'BANG!',
    'LATER',
    'THE DOOR OPENS.',
    'Mara',
    '42',
    'CLOSE ON THE PHONE',
    '---',
  ]) {
    expect(shown(open().type(`${text}\n`))).toEqual([`action: ${text}`, 'action: ‹›'])
  }
  expect(shown(open('action', true).type('DNA\n'))).toEqual(['action: DNA', 'action: ‹›'])
  // A sign in front says that it is action.
  expect(shown(open().type('!MARA\n'))).toEqual(['action: MARA', 'action: ‹›'])
})

test('a Chinese heading that begins with its place is known when Enter ends it', () => {
  for (const text of ['废弃超市 夜 内', '林舟藏身处 内 夜', '17-1林舟藏身处']) {
    const typist = open('action', true).type(`${text}\n`)
    expect(shown(typist)).toEqual([`scene-heading: ${text}`, 'action: ‹›'])
    expect(shown(typist.press('Mod-z'))).toEqual([`action: ${text}`, 'action: ‹›'])
  }
  expect(shown(open('action', true).type('小满在日内瓦。\n'))[0]).toBe('action: 小满在日内瓦。')
})

test('what is in brackets is typed as it comes, and the speech goes on behind it', () => {
  const typist = open('dialogue').type('(low)\nGo.')
  expect(shown(typist)).toEqual(['parenthetical: (low)', 'dialogue: Go.‹›'])
  const chinese = open('character', true).type('小满（急）：快走')
  expect(shown(chinese)).toEqual(['character: 小满', 'parenthetical: （急）', 'dialogue: 快走‹›'])
  const voice = open('character', true).type('小满（OS：糟了')
  expect(shown(voice)).toEqual(['character: 小满（OS）', 'dialogue: 糟了‹›'])
})

test('how it is said may stand behind the colon of a name', () => {
  const typist = open('action', true).type('方姨：（喝酒）再来一杯！\n小满：够了！')
  expect(shown(typist)).toEqual([
    'character: 方姨',
    'parenthetical: （喝酒）',
    'dialogue: 再来一杯！',
    'character: 小满',
    'dialogue: 够了！‹›',
  ])
})

test('what is still of the brackets, or of the English dress, stays in its line', () => {
  for (const text of ['（喝酒））', '（喝酒）（', '（喝酒） ', '（）再']) {
    expect(shown(open('parenthetical', true).type(text))).toEqual([`parenthetical: ${text}‹›`])
  }
  expect(shown(open('parenthetical').type('(low) x'))).toEqual(['parenthetical: (low) x‹›'])
})

test('nothing is made of words that only look alike', () => {
  for (const text of ['Interior ', 'ext ', '..b', 'a>', 'TO:', 'Cut to:', 'x(', 'He @']) {
    expect(shown(open().type(text))).toEqual([`action: ${text}‹›`])
  }
  for (const text of ['内心 ', '日子 ', '路人甲：', '他说：', '方姨（六十岁', 'a△']) {
    expect(shown(open('action', true).type(text))).toEqual([`action: ${text}‹›`])
  }
  expect(shown(open('dialogue').type('INT. '))).toEqual(['dialogue: INT. ‹›'])
})

test('who does not want it types as ever', () => {
  const typist = open()
  isOn = false
  expect(shown(typist.type('INT. MARA\nBO\n'))).toEqual([
    'action: INT. MARA',
    'action: BO',
    'action: ‹›',
  ])
})

test('while an input method composes nothing is made; when it has ended, of what it wrote', () => {
  vi.useFakeTimers()
  const typist = open('action', true).type('方姨')
  typist.compose('：')
  expect(shown(typist)).toEqual(['action: 方姨：‹›'])
  vi.runAllTimers()
  expect(shown(typist)).toEqual(['character: 方姨', 'dialogue: ‹›'])
  typist.press('Mod-z')
  expect(shown(typist)).toEqual(['action: 方姨：‹›'])
  vi.useRealTimers()
})

test('a speech that an input method writes behind the brackets goes on as such', () => {
  vi.useFakeTimers()
  const typist = open('dialogue', true).type('（喝酒）')
  typist.compose('再来')
  expect(shown(typist)).toEqual(['parenthetical: （喝酒）再来‹›'])
  vi.runAllTimers()
  expect(shown(typist)).toEqual(['parenthetical: （喝酒）', 'dialogue: 再来‹›'])
  typist.press('Mod-z')
  expect(shown(typist)).toEqual(['parenthetical: （喝酒）再来‹›'])
  // It stays as it was typed.
  typist.compose('一杯')
  vi.runAllTimers()
  expect(shown(typist)).toEqual(['parenthetical: （喝酒）再来一杯‹›'])
  vi.useRealTimers()
})

test('who composes again at once has what was written before looked at with it', () => {
  vi.useFakeTimers()
  const typist = open('dialogue', true).type('（喝酒）')
  typist.compose('再来')
  typist.composing = true
  vi.runAllTimers()
  expect(shown(typist)).toEqual(['parenthetical: （喝酒）再来‹›'])
  typist.compose('一杯')
  vi.runAllTimers()
  expect(shown(typist)).toEqual(['parenthetical: （喝酒）', 'dialogue: 再来一杯‹›'])
  vi.useRealTimers()
})

test('a closing bracket that an input method writes goes over the one that is there', () => {
  vi.useFakeTimers()
  const typist = open('dialogue', true).type('（急')
  typist.compose('）')
  vi.runAllTimers()
  expect(shown(typist)).toEqual(['parenthetical: （急）‹›'])
  vi.useRealTimers()
})
