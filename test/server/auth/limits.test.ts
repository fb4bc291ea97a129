import { expect, it } from 'vitest'
import { Limits } from '../../../server/auth/limits.ts'
import { HandClock } from '../handclock.ts'

it('lets so many tries through in so much time, each for itself', () => {
  const clock = new HandClock()
  const limits = new Limits(clock)
  const rule = { name: 'knock', tries: 2, ms: 10_000 }
  expect([limits.take(rule, 'a'), limits.take(rule, 'a')]).toEqual([0, 0])
  clock.advance(4_000)
  expect(limits.take(rule, 'a')).toBe(6)
  expect(limits.take(rule, 'b')).toBe(0)
  limits.giveBack(rule, 'a')
  expect([limits.take(rule, 'a'), limits.take(rule, 'a')]).toEqual([0, 6])
  clock.advance(6_000)
  expect(limits.take(rule, 'a')).toBe(0)
})
