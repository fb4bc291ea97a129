import { describe, expect, it } from 'vitest'
import { lengthOf, soundOf } from '../../../src/shared/derive/sound.ts'
import fc from '../../draw.ts'

describe('what a text sounds like', () => {
  it('counts characters and the rests inside, not the mark at the end', () => {
    expect(soundOf('签了，钱今天到账。', 'zh-Hans')).toEqual({
      characters: 7,
      syllables: 0,
      commas: 1,
      stops: 0,
      sounded: true,
    })
  })

  it('counts syllables in English', () => {
    expect(soundOf('Sign it. The money lands today.', 'en')).toEqual({
      characters: 0,
      syllables: 8,
      commas: 0,
      stops: 1,
      sounded: true,
    })
  })

  it('a run of marks is one rest, the longest', () => {
    expect(soundOf('你……！？——说什么', 'zh-Hans')).toMatchObject({ commas: 0, stops: 1 })
    expect(soundOf('What--“ . . . ” no', 'en')).toMatchObject({ commas: 0, stops: 1 })
  })

  it('directions in brackets are not spoken', () => {
    expect(soundOf('（强撑笑）你再说一遍？', 'zh-Hans')).toMatchObject({ characters: 5, stops: 0 })
    expect(soundOf('[beat] Fine (not fine).', 'en')).toMatchObject({ syllables: 1, stops: 0 })
    expect(soundOf('【闪回】走(turns （slowly）)', 'zh-Hans')).toMatchObject({
      characters: 1,
      syllables: 0,
    })
  })

  it('a bracket that nobody has closed hides nothing', () => {
    expect(soundOf('(angry Get out', 'en')).toMatchObject({ syllables: 4 })
    expect(soundOf('(angry (very) Get out', 'en')).toMatchObject({ syllables: 4 })
  })

  it('each script is reckoned in its own way in one line', () => {
    expect(soundOf('这个 deadline 是谁定的', 'zh-Hans')).toMatchObject({
      characters: 6,
      syllables: 2,
    })
    expect(soundOf('She said 对不起 and left', 'en')).toMatchObject({ characters: 3, syllables: 4 })
  })

  it('other alphabets are reckoned by their letters, and end where another script begins', () => {
    expect(soundOf('привет你好ok', 'zh-Hans')).toEqual({
      characters: 2,
      syllables: 6 / 2.5 + 2,
      commas: 0,
      stops: 0,
      sounded: true,
    })
  })

  it('numbers are read in the language around them', () => {
    expect(soundOf('他欠我100万', 'zh-Hans')).toMatchObject({ characters: 6, syllables: 0 })
    expect(soundOf('1907年', 'zh-Hans')).toMatchObject({ characters: 5 })
    expect(soundOf('In 1907', 'zh-Hans')).toMatchObject({ characters: 0, syllables: 6 })
    expect(soundOf('$20', 'en')).toMatchObject({ syllables: 4 })
    expect(soundOf('at 3:15, 50%', 'en')).toMatchObject({ syllables: 8, commas: 1 })
    expect(soundOf('a 2.5 percent cut', 'en')).toMatchObject({ stops: 0 })
  })

  it('abbreviations are spelled out, shouting is not', () => {
    expect(soundOf('The CEO', 'en')).toMatchObject({ syllables: 4 })
    expect(soundOf('U.S. TVs', 'en')).toMatchObject({ syllables: 4, stops: 0 })
    expect(soundOf('WWF, PSST', 'en')).toMatchObject({ syllables: 8 })
    expect(soundOf('STOP IT NOW', 'en')).toMatchObject({ syllables: 3 })
    expect(soundOf('SHH', 'en')).toMatchObject({ syllables: 1 })
    expect(soundOf('Mr. Lin', 'en')).toMatchObject({ syllables: 3, stops: 0 })
  })

  it('silence that is written is there to be played', () => {
    expect(soundOf('……', 'zh-Hans')).toEqual({
      characters: 0,
      syllables: 0,
      commas: 0,
      stops: 0,
      sounded: true,
    })
    expect(soundOf('  ', 'en').sounded).toBe(false)
  })

  it('never shrinks on the way through the text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('en', 'zh-Hans'),
        (text, language) => {
          let before = [0, 0, 0, 0, 0, 0]
          for (let end = 0; end <= text.length; end++) {
            const { characters, syllables, commas, stops } = soundOf(text, language, end)
            const length = lengthOf(text, end)
            const now = [characters, syllables, commas, stops, length.characters, length.words]
            expect(
              now.every((value, i) => Number.isFinite(value) && value >= (before[i] ?? 0)),
            ).toBe(true)
            before = now
          }
        },
      ),
    )
  })
})
