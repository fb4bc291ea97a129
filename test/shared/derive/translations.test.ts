import { expect, test } from 'vitest'
import {
  termsIn,
  translationCounts,
  translationMemory,
  translationState,
} from '../../../src/shared/derive/translations.ts'
import { episode, line, segment } from './script.ts'

test('a line is empty, missing, stale or done', () => {
  const state = (text: string, more = {}) => translationState(line('dialogue', text, more))
  expect(state(' ')).toBe('empty')
  expect(state('No.')).toBe('missing')
  expect(state('No.', { translation: ' ' })).toBe('missing')
  expect(state('No.', { translation: '不。' })).toBe('done')
  expect(state('No.', { translation: '不。', translated: 'No.' })).toBe('done')
  expect(state('Never.', { translation: '不。', translated: 'No.' })).toBe('stale')
})

test('an episode says what is still to be done', () => {
  const stale = line('action', 'Rain.', { translation: '雪。', translated: 'Snow.' })
  const done = line('action', 'Dark.', { translation: '黑。' })
  const made = episode([segment([stale, line('action', '')]), segment([done, line('shot', 'X')])])
  expect(translationCounts(made)).toEqual({ lines: 3, missing: 1, stale: 1 })
  expect(translationCounts({ segments: made.segments })).toBe(translationCounts(made))
})

test('terms are found as words, the longest first, and asked for in the translation', () => {
  const glossary = [
    { term: 'Lin', translation: '林' },
    { term: 'Miss Lin', translation: '林小姐' },
    { term: 'door', translation: 'La porte' },
  ]
  const found = (text: string, translation?: string) =>
    termsIn({ text, ...(translation !== undefined && { translation }) }, glossary).map(
      ({ term, isKept }) => `${term} ${isKept}`,
    )
  expect(found('miss lin shuts the DOOR.', '林小姐关上 LA PORTE')).toEqual([
    'Miss Lin true',
    'door true',
  ])
  expect(found('Linda, Lin and doors', '林')).toEqual(['Lin true'])
  expect(found('Lin and Miss Lin', '小林')).toEqual(['Lin true', 'Miss Lin false'])
  expect(found('The door.')).toEqual(['door false'])
  const han = [{ term: '林', translation: 'Lin' }]
  expect(termsIn({ text: '小林来了', translation: 'Linda is here' }, han)[0]?.isKept).toBe(false)
  expect(termsIn({ text: '小林来了', translation: 'Lin’s here' }, han)[0]?.isKept).toBe(true)
})

test('what is translated once is known for the same words elsewhere', () => {
  const first = line('dialogue', 'No.', { translation: '不。' })
  const second = line('dialogue', 'No.', { translation: '没有。' })
  const stale = line('dialogue', 'Yes.', { translation: '好。', translated: 'Good.' })
  const memory = translationMemory([
    episode([segment([first, stale])]),
    episode([segment([second])]),
  ])
  expect([...memory]).toEqual([['No.', '不。']])
})
