import { expect, test } from 'vitest'
import { lineSeconds } from '../../../src/shared/derive/line-time.ts'
import { whyOf } from '../../../src/shared/derive/why.ts'
import { elements } from '../../../src/shared/domain/element.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import { paces } from '../../../src/shared/domain/settings.ts'
import fc from '../../draw.ts'
import { line } from './script.ts'

const terms = (...of: Parameters<typeof whyOf>) =>
  whyOf(...of).reasons.map((reason) => [
    reason.why,
    ...('count' in reason ? [reason.count] : []),
    Number(reason.seconds.toFixed(3)),
  ])

test('a speech is its syllables or characters, its rests and the breath behind it', () => {
  expect(terms(line('dialogue', 'Sign it. The money lands today.'), 'en')).toEqual([
    ['syllables', 8, 1.569],
    ['stops', 1, 0.4],
    ['gap', 0.5],
  ])
  expect(terms(line('dialogue', '签了，钱今天到账。'), 'zh-Hans')).toEqual([
    ['characters', 7, 1.4],
    ['commas', 1, 0.2],
    ['gap', 0.5],
  ])
})

test('what is said or seen in no time has what it is short of the least', () => {
  expect(terms(line('dialogue', 'No.'), 'en')).toEqual([
    ['syllables', 1, 0.196],
    ['least-speech', 0.604],
    ['gap', 0.5],
  ])
  expect(terms(line('action', 'She signs.'), 'en')).toEqual([
    ['picture', 1],
    ['picture-words', 2, 0.4],
    ['least-picture', 0.1],
  ])
})

test('what is sung is sung at half the rate, and a pace changes every rate', () => {
  const [sung] = whyOf(line('lyric', 'Happy birthday'), 'en').reasons
  expect(sung).toMatchObject({ why: 'sung-syllables', perSecond: 5.1 / 2 })
  const [slow] = whyOf(line('dialogue', '签了。'), 'zh-Hans', 'slow').reasons
  expect(slow).toMatchObject({ why: 'characters', perSecond: 5 * 0.85 })
})

test('what costs nothing says why', () => {
  const nothing = (...of: Parameters<typeof line>) => whyOf(line(...of), 'en').nothing
  expect(nothing('action', '')).toBe('empty')
  expect(nothing('character', 'LIN')).toBe('played')
  expect(nothing('general', 'Cast: Lin')).toBe('unheard')
  expect(nothing('dialogue', '(silence)')).toBe('silent')
  expect(nothing('dialogue', 'No.')).toBeUndefined()
})

test('what is planned is not in doubt, what is reckoned is by a quarter', () => {
  expect(whyOf(line('action', 'A car.', { seconds: 8 }), 'en')).toMatchObject({
    reasons: [{ why: 'planned', seconds: 8 }],
    low: 8,
    high: 8,
  })
  expect(whyOf(line('transition', 'CUT TO:'), 'en')).toMatchObject({ low: 0.375, high: 0.625 })
})

test('the terms of any line add up to what it costs', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...elements),
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[她说走了，。！（）a-z .,!?']{0,30}$/),
      ),
      fc.constantFrom<Language>('en', 'zh-Hans'),
      fc.constantFrom(...paces),
      (element, text, language, pace) => {
        const any = line(element, text)
        const why = whyOf(any, language, pace)
        const sum = why.reasons.reduce((seconds, reason) => seconds + reason.seconds, 0)
        expect(sum).toBeCloseTo(lineSeconds(any, language, pace).total, 6)
        expect(why.nothing === undefined).toBe(sum > 0)
      },
    ),
    { numRuns: 500 },
  )
})
