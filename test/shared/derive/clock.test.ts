import { expect, it } from 'vitest'
import { formatTime, standing } from '../../../src/shared/derive/clock.ts'

it.each([
  [0, '0:00'],
  [7.4, '0:07'],
  [59.6, '1:00'],
  [102.6, '1:43'],
  [3599.7, '1:00:00'],
  [7198, '1:59:58'],
  [-12, '−0:12'],
  [-0.2, '0:00'],
])('%d seconds show as %s', (seconds, shown) => {
  expect(formatTime(seconds)).toBe(shown)
})

it('the distance from the target is that of the figures shown', () => {
  expect(standing(102.6, 90)).toEqual({ time: '1:43', target: '1:30', by: 13, is: 'over' })
  expect(standing(80.4, 90)).toEqual({ time: '1:20', target: '1:30', by: 10, is: 'under' })
  expect(standing(90.3, 90)).toMatchObject({ by: 0, is: 'even' })
})
