import { describe, expect, it } from 'vitest'
import { chineseNumeral, englishNumeral } from '../../../src/shared/derive/numerals.ts'
import { syllablesIn } from '../../../src/shared/derive/syllables.ts'

describe('syllables of English words', () => {
  it.each([
    ['a', 1],
    ['the', 1],
    ['you', 1],
    ['whole', 1],
    ['loved', 1],
    ['played', 1],
    ['called', 1],
    ['don’t', 1],
    ["they're", 1],
    ['eyes', 1],
    ['table', 2],
    ['wanted', 2],
    ['didn’t', 2],
    ["could've", 2],
    ['people', 2],
    ['someone', 2],
    ['quiet', 2],
    ['boss’s', 2],
    ['going', 2],
    ['beyond', 2],
    ['business', 2],
    ['movement', 2],
    ['idea', 3],
    ['every', 2],
    ['everything', 3],
    ['area', 3],
    ['video', 3],
    ['beautiful', 3],
    ['family', 3],
    ['somebody', 3],
    ['anybody', 4],
    ['reality', 4],
    ['appreciate', 4],
    ['inheritance', 4],
    ['humiliated', 5],
    ['hmm', 1],
  ])('%s: %i', (word, count) => {
    expect(syllablesIn(word)).toBe(count)
  })

  it('is quick with a word without end', () => {
    expect(syllablesIn('a'.repeat(100_000))).toBeGreaterThan(30_000)
  })
})

describe('numerals read out', () => {
  it.each([
    ['7', 2],
    ['12', 1],
    ['90', 2],
    ['100', 3],
    ['1,200', 6],
    ['1,234,567', 18],
    ['1907', 5],
    ['1900', 4],
    ['2026', 5],
    ['3:15', 3],
    ['3:05', 3],
    ['2.5', 3],
    ['007', 6],
    ['1000000', 3],
    ['5551234', 7],
  ])('%s: %i syllables in English', (numeral, count) => {
    expect(englishNumeral(numeral)).toBe(count)
  })

  it.each([
    ['7', 1],
    ['10', 1],
    ['15', 2],
    ['20', 2],
    ['100', 2],
    ['105', 4],
    ['110', 4],
    ['10000', 2],
    ['10500', 5],
    ['3.5', 3],
    ['0', 1],
    ['13800138000', 11],
  ])('%s: %i characters in Chinese', (numeral, count) => {
    expect(chineseNumeral(numeral)).toBe(count)
  })

  it('a year is read digit by digit in Chinese', () => {
    expect(chineseNumeral('1907', true)).toBe(4)
  })
})
