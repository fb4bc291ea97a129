import { expect, test } from 'vitest'
import type { Series } from '../../../src/shared/domain/series.ts'
import { everything, type Known, narrowed, writersIn } from '../../../src/views/going/narrow.ts'
import { seasonOf } from './season.ts'

const long = Array.from({ length: 40 }, () => 'She counts the steps down to the water again.')

const made = seasonOf(`Title: The Ferry
Language: en
Target: 60

# Episode 1: Short

## Hook
The bell.

# Episode 2: Empty

## Hook
= Somebody rings.

# Episode 3: Long

## Hook
${long.join('\n\n')}
`)

/// Episodes 1 to 3, written by Ada (an account), nobody and Ben (a name); 3 is an unlock point.
const season: Series = {
  ...made,
  episodes: made.episodes.map((episode, i) => ({
    ...episode,
    ...(i === 0 && { writers: [{ id: 'u1', name: 'Ada' }] }),
    ...(i === 2 && { writers: [{ id: 'Ben', name: 'Ben' }], unlock: true as const }),
  })),
}
const idOf = (number: number) => season.episodes[number - 1]?.id ?? ''
const known: Known = {
  me: { id: 'u1', name: 'Ada' },
  peopled: new Set([idOf(2)]),
  stateOf: (episode) => (episode === idOf(3) ? 'ready' : 'draft'),
}

const left = (narrowing: Parameters<typeof narrowed>[1], more: Partial<Known> = {}) => {
  const ids = narrowed(season, narrowing, { ...known, ...more })
  return season.episodes.flatMap(({ id }, i) => (ids?.has(id) ? [i + 1] : []))
}

test('everything is not narrowed at all', () => {
  expect(narrowed(season, everything, known)).toBeUndefined()
})

test.each([
  ['over', [3]],
  ['empty', [2]],
  ['people', [2]],
  ['mine', [1]],
  ['unlock', [3]],
] as const)('%s leaves %j', (by, numbers) => {
  expect(left({ by })).toEqual(numbers)
})

test('by status, once it is known', () => {
  expect(left({ by: 'status', state: 'ready' })).toEqual([3])
  expect(left({ by: 'status', state: 'draft' })).toEqual([1, 2])
  expect(left({ by: 'status', state: 'draft' }, { stateOf: () => undefined })).toEqual([])
})

test('by writer, and mine by the name alone', () => {
  expect(left({ by: 'writer', writer: 'Ben' })).toEqual([3])
  expect(left({ by: 'mine' }, { me: { id: undefined, name: 'Ben' } })).toEqual([3])
  expect(writersIn(season.episodes).map(({ name }) => name)).toEqual(['Ada', 'Ben'])
})
