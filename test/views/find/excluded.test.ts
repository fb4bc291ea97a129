import { expect, test } from 'vitest'
import type { Found, Hit } from '../../../src/shared/derive/find.ts'
import {
  countIncluded,
  excluded,
  isExcluded,
  none,
  noted,
} from '../../../src/views/find/excluded.ts'

/// What somebody has left out of a replacement stays left out, whatever is written around it.

function hitsIn(text: string, wanted: string): Hit[] {
  return [...text.matchAll(new RegExp(wanted, 'g'))].map(({ index }) => ({
    at: { in: 'line', line: 'l' },
    element: 'action',
    text,
    from: index,
    to: index + wanted.length,
  }))
}

function found(hits: readonly Hit[]): Found {
  return { count: hits.length, episodes: [{ id: 'e', number: 1, title: '', hits }] }
}

test('what is left out follows its words', () => {
  const before = hitsIn('a cat and a cat', 'cat')
  const out = noted(none, before.slice(1), true)
  expect(before.map((hit) => isExcluded(out, hit))).toEqual([false, true])
  const after = hitsIn('a cat, a cat and a cat', 'cat')
  const now = excluded(out, found(after))
  expect(after.map((hit) => isExcluded(now, hit))).toEqual([false, false, true])
  expect(countIncluded(now, found(after))).toBe(2)
  const back = noted(now, after.slice(2), false)
  expect(after.map((hit) => isExcluded(back, hit))).toEqual([false, false, false])
  expect(back.size).toBe(0)
})

test('where nobody can tell, it is left out', () => {
  const [hit] = hitsIn('a cat', 'cat') as [Hit]
  const out = noted(none, [hit], true)
  const changed = hitsIn('a cart, a cat', 'cat')
  expect(changed.map((each) => isExcluded(out, each))).toEqual([true])
})
