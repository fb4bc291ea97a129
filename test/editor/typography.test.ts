import { describe, expect, test } from 'vitest'
import { printed } from '../../src/editor/typography.ts'
import type { Language } from '../../src/shared/domain/language.ts'

/// What typing makes of straight quotation marks, hyphens and points.

function type(keys: string, language: Language = 'en', chosen = { quotes: true, dashes: true }) {
  let text = ''
  for (const key of keys) {
    const change = printed(text, key, language, chosen)
    text += key
    if (change) text = text.slice(0, text.length - change.behind) + change.text
  }
  return text
}

const english = [
  ['"Go," she said.', '“Go,” she said.'],
  ['He said "go" and "stay".', 'He said “go” and “stay”.'],
  ['("So?")', '(“So?”)'],
  ["'Now,' he said.", '‘Now,’ he said.'],
  ["It's Mara's.", 'It’s Mara’s.'],
  ['"\'Now,\' he said."', '“‘Now,’ he said.”'],
  ["Get 'em. Wait 'til dawn.", 'Get ’em. Wait ’til dawn.'],
  ["Back in the '90s", 'Back in the ’90s'],
  ['Wait--what?', 'Wait—what?'],
  ['Well...', 'Well...'],
  ['"I--"', '“I—”'],
  ['Hm.... So', 'Hm.... So'],
  ['see http://a.b/"c"--d... now', 'see http://a.b/"c"--d... now'],
  ['www.a--b.c', 'www.a--b.c'],
  ['<!-- x', '<!-- x'],
  ['../..', '../..'],
] as const

describe('English', () => {
  test.each(english)('%s', (keys, text) => expect(type(keys)).toBe(text))
})

const chinese = [
  ['她说"走"，又说"不"。', '她说“走”，又说“不”。'],
  ["他喊'停'", '他喊‘停’'],
  ['我--', '我——'],
  ['可是...', '可是……'],
  ['可是。。。', '可是……'],
  ["O'Neil来了", 'O’Neil来了'],
] as const

describe('Chinese', () => {
  test.each(chinese)('%s', (keys, text) => expect(type(keys, 'zh-Hans')).toBe(text))
})

test('each can be switched off', () => {
  expect(type('"a"--b...', 'en', { quotes: false, dashes: true })).toBe('"a"—b...')
  expect(type('"a"--b...', 'en', { quotes: true, dashes: false })).toBe('“a”--b...')
})

test('what Undo has given back stays while one goes on', () => {
  expect(printed('a --', '-', 'en', { quotes: true, dashes: true })).toBeUndefined()
  expect(printed('a ...', '.', 'en', { quotes: true, dashes: true })).toBeUndefined()
  expect(printed('"a', 'b', 'en', { quotes: true, dashes: true })).toBeUndefined()
})
