import { describe, expect, it } from 'vitest'
import {
  type Counts,
  secondsFromCounts,
  usualScript,
  withUsualAction,
} from '../../../src/shared/derive/counts.ts'

/// Published running times, as counts only.
/// - An aired Chinese episode of 140 s in four scenes (a platform's course on writing for it).
/// - An English episode of 119 words in 18 speeches; its authors reckon 80–89 s with its action.
/// - A feature of 26,035 words and a sample of 483, everything counted: 7,198 s and 108 s in
///   another program's regression tests (Better Fountain).
const published: readonly [string, Counts, number, number][] = [
  [
    'an aired Chinese episode',
    {
      language: 'zh-Hans',
      unit: 'han',
      units: 252,
      lines: 13,
      punctuation: 35,
      actionUnits: 269,
      actionLines: 10,
    },
    140,
    140,
  ],
  [
    'an English episode',
    withUsualAction({ language: 'en', unit: 'words', units: 119, lines: 18 }),
    80,
    89,
  ],
  ['a feature', usualScript('en', 26_035), 7198, 7198],
  ['a sample script', usualScript('en', 483), 108, 108],
]

describe('running time by counts', () => {
  it.each(published)('%s is within a quarter of its published length', (_, counts, low, high) => {
    const { total } = secondsFromCounts(counts)
    const middle = (low + high) / 2
    expect(Math.abs(total / middle - 1)).toBeLessThanOrEqual(0.25)
  })

  it('the last mark of a speech is no rest', () => {
    const counts = { language: 'zh-Hans', unit: 'han', units: 30, lines: 2 } as const
    expect(secondsFromCounts({ ...counts, punctuation: 2 }).pauses).toBe(0)
    expect(secondsFromCounts({ ...counts, punctuation: 5 }).pauses).toBeCloseTo(0.9)
    expect(secondsFromCounts({ ...counts, punctuation: 1 }).pauses).toBe(0)
  })

  it('nothing takes no time', () => {
    expect(secondsFromCounts({ language: 'en', unit: 'words', units: 0, lines: 0 }).total).toBe(0)
    expect(secondsFromCounts(usualScript('zh-Hans', 0)).total).toBe(0)
  })

  it('syllables and words of as many syllables agree', () => {
    const words = secondsFromCounts({ language: 'en', unit: 'words', units: 100, lines: 10 })
    const syllables = secondsFromCounts({
      language: 'en',
      unit: 'syllables',
      units: 127,
      lines: 10,
    })
    expect(syllables.total).toBeCloseTo(words.total, 9)
  })
})
