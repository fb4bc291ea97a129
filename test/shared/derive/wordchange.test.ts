import { describe, expect, it } from 'vitest'
import { changedWords, sidesOf, tokensOf } from '../../../src/shared/derive/wordchange.ts'
import fc from '../../draw.ts'
import { words } from './outlines.ts'

/// `[-gone-]{+new+}`
function marked(old: string, next: string): string {
  const signs = { same: ['', ''], gone: ['[-', '-]'], new: ['{+', '+}'] }
  return changedWords(old, next)
    .map(({ is, text }) => `${signs[is][0]}${text}${signs[is][1]}`)
    .join('')
}

describe('changed words', () => {
  it.each([
    [
      'one word',
      'He pays her to leave.',
      'He pays her to stay.',
      'He pays her to [-leave-]{+stay+}.',
    ],
    [
      'several words in a row as one change',
      'He pays her to leave for one dinner.',
      'He pays her to stay and pretend to be his wife for one dinner.',
      'He pays her to [-leave-]{+stay and pretend to be his wife+} for one dinner.',
    ],
    [
      'neighbouring words as one change, with the space between them',
      'The tall bride runs.',
      'The short groom runs.',
      'The [-tall bride-]{+short groom+} runs.',
    ],
    [
      'an apostrophe as part of its word',
      'She won’t go.',
      'She can’t go.',
      'She [-won’t-]{+can’t+} go.',
    ],
    ['Chinese by words', '他付钱让她离开。', '他付钱让她留下。', '他付钱让她[-离开-]{+留下+}。'],
    ['a sign', 'Stay!', 'Stay?', 'Stay[-!-]{+?+}'],
    ['an addition at the end', 'She runs.', 'She runs. He waits.', 'She runs.{+ He waits.+}'],
    [
      'nothing left',
      'The lift stops.',
      'Two rings, one hers',
      '[-The lift stops.-]{+Two rings, one hers+}',
    ],
    ['from nothing', '', 'A key.', '{+A key.+}'],
    ['to nothing', 'A key.', '', '[-A key.-]'],
    ['nothing changed', 'A key.', 'A key.', 'A key.'],
  ])('%s', (_, old, next, shown) => {
    expect(marked(old, next)).toBe(shown)
  })

  it('are both texts, whatever these are', () => {
    const text = fc.oneof(words, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(text, text, (old, next) => {
        const all = changedWords(old, next)
        expect(sidesOf(all, 'gone')).toBe(old)
        expect(sidesOf(all, 'new')).toBe(next)
      }),
    )
  })

  it('leave nothing out when a text is cut into words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokensOf(text).join('')).toBe(text)
      }),
    )
  })

  it('take little time for long texts with nothing in common', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join(' ')
    const began = performance.now()
    expect(changedWords(long('a'), long('b'))).toHaveLength(2)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
