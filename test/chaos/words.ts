import type { Series } from '../../src/shared/domain/series.ts'
import { eachLine, eachOutline } from '../fuzz/season.ts'

/// Words that occur once in the world, so that each can be looked for.

export type Script = 'en' | 'zh'

/// Of two code units each: an input method gives such characters as well.
const rare = 0x2_0000
const common = 0x4e00
const han = 3000

/// The word of this number of this hand.
export function wordOf(script: Script, hand: number, count: number): string {
  if (script === 'en') return `${letters(hand)}q${letters(count)}x`
  const digits = [hand % han, Math.floor(count / han) % han, count % han]
  const first = count % 5 === 0 ? rare : common
  return digits.map((digit, i) => String.fromCodePoint((i === 2 ? first : common) + digit)).join('')
}

/// In base 20, by the consonants, but q and x, that stand for the ends.
function letters(number: number): string {
  const alphabet = 'bcdfghjklmnprstvwyz'
  let text = ''
  let left = number
  do {
    text = (alphabet[left % alphabet.length] as string) + text
    left = Math.floor(left / alphabet.length)
  } while (left > 0)
  return text
}

/// How often each word is shown in a series, the bin included.
export function wordsIn(series: Series): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of textsOf(series)) {
    for (const word of text.split(/[\s，。！#]+/u)) {
      if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return counts
}

/// What stands around a word wherever its letters are shown.
export function around(series: Series, word: string): string {
  const found = textsOf(series).flatMap((text) => {
    const at = text.indexOf(word)
    return at < 0 ? [] : [`“${text.slice(Math.max(0, at - 12), at + word.length + 12)}”`]
  })
  return found.length === 0 ? '(its letters are not together)' : found.join(' ')
}

function textsOf(series: Series): readonly string[] {
  const texts: string[] = []
  eachLine(series, ({ text }) => texts.push(text))
  eachOutline(series, ({ text }) => texts.push(text))
  return texts
}
