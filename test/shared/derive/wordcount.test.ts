import { expect, test } from 'vitest'
import { addCounts, countText, noWords } from '../../../src/shared/derive/wordcount.ts'

const english = [
  ['', 0, 0],
  ['One two  three.', 3, 12],
  ['Wait — what?', 2, 10],
  ["It's a co-writer's $1,000.50", 4, 25],
  ['她 said go', 3, 7],
  ['one\ntwo', 2, 6],
] as const

test.each(english)('English: %s', (text, words, characters) => {
  expect(countText(text, 'en')).toEqual({ words, characters, lines: 1 })
})

const chinese = [
  ['', 0, 0],
  ['妈，你报错了。', 7, 7],
  ['第27路末班车', 6, 7],
  ['他说 OK 了……', 6, 7],
  ['△她走。', 4, 4],
  ['Mara Hale：签。', 5, 11],
] as const

test.each(chinese)('Chinese: %s', (text, words, characters) => {
  expect(countText(text, 'zh-Hans')).toEqual({ words, characters, lines: 1 })
})

test('counts add up', () => {
  const a = countText('one two', 'en')
  expect(addCounts(addCounts(noWords, a), a)).toEqual({ words: 4, characters: 12, lines: 2 })
})
