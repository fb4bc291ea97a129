import { expect, test } from 'vitest'
import { indexOfDrop } from '../../src/editor/beatdrag.ts'

/// Where a beat comes that is pulled by its label.

const episode = ['hook', 'red', 'blue', 'green', 'end']

test.each([
  ['red', 'blue', true, 0],
  ['red', 'blue', false, 1],
  ['red', 'end', false, 2],
  ['green', 'hook', true, 0],
  ['green', 'hook', false, 0],
  ['other', 'end', true, 3],
  ['other', 'red', true, 0],
  ['other', 'red', false, 1],
] as const)('%s dropped on %s (before: %s)', (beat, over, before, index) => {
  expect(indexOfDrop(episode, beat, over, before)).toBe(index)
})

test('a beat that is dropped on itself stays', () => {
  expect(indexOfDrop(episode, 'green', 'green', true)).toBeUndefined()
  expect(indexOfDrop(episode, 'green', 'green', false)).toBeUndefined()
})
