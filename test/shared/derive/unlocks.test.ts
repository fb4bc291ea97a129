import { describe, expect, it } from 'vitest'
import { reviewUnlocks, suggestUnlocks, unlockRules } from '../../../src/shared/derive/unlocks.ts'

const lengths = Array.from({ length: 200 }, (_, i) => i + 1)

describe('what the trade would take', () => {
  it.each([
    [9, []],
    [10, []],
    [12, [10]],
    [24, [10, 17]],
    [60, [10, 17, 24, 31, 38, 45, 52]],
    [80, [10, 17, 24, 31, 38, 45, 52, 59, 66, 73]],
    [100, [10, 16, 23, 30, 37, 44, 51, 58, 65, 72, 79, 86, 93]],
  ])('of %i episodes', (episodes, expected) => {
    expect(suggestUnlocks(episodes)).toEqual(expected)
  })

  it('breaks none of its own rules, however long the season', () => {
    const broken = lengths.filter((n) => reviewUnlocks(suggestUnlocks(n), n).length > 0)
    expect(broken).toEqual([])
  })

  it('has something behind each, and seven to thirteen in a long season', () => {
    for (const episodes of lengths) {
      const taken = suggestUnlocks(episodes)
      expect(taken.every((number) => number < episodes)).toBe(true)
      if (episodes < unlockRules.shortSeason) continue
      expect(taken.length).toBeGreaterThanOrEqual(unlockRules.fewest)
      expect(taken.length).toBeLessThanOrEqual(unlockRules.most)
    }
  })
})

describe('what it says of a season', () => {
  it.each([
    ['too early', [5, 20], 24, [{ what: 'early', episode: 5 }]],
    ['too late', [14, 20], 24, [{ what: 'late', episode: 14 }]],
    ['too close', [10, 14, 19], 24, [{ what: 'close', before: 10, episode: 14 }]],
    ['none at all', [], 24, [{ what: 'few', count: 0, wanted: 1 }]],
    ['too few', [10, 30], 80, [{ what: 'few', count: 2, wanted: 7 }]],
    ['one on the last', [10, 24], 24, [{ what: 'last', episode: 24 }]],
    ['none, where the season is short', [], 10, []],
    ['well cut', [8, 13], 24, []],
  ])('%s', (_, unlocks, episodes, findings) => {
    expect(reviewUnlocks(unlocks, episodes)).toEqual(findings)
  })

  it('too many', () => {
    const many = Array.from({ length: 14 }, (_, i) => 10 + i * 5)
    expect(reviewUnlocks(many, 100)).toEqual([{ what: 'many', count: 14, wanted: 13 }])
  })
})
