import { expect, test } from 'vitest'
import { rowsInSight } from '../../src/views/script/rowsinsight.ts'
import fc from '../draw.ts'

test('at the top of a list it begins with the first row', () => {
  expect(rowsInSight(0, 460, 46)).toEqual({ from: 0, to: 14 })
})

test('every row that shows a pixel is there, and no more than a few others', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.integer({ min: 0, max: 3000 }), (top, height) => {
      const { from, to } = rowsInSight(top, height, 46)
      for (let row = Math.floor(top / 46); row * 46 < top + height; row++) {
        expect(row).toBeGreaterThanOrEqual(from)
        expect(row).toBeLessThan(to)
      }
      expect(to - from).toBeLessThanOrEqual(height / 46 + 12)
    }),
  )
})

test('a list that is pulled beyond its top begins with the first row', () => {
  expect(rowsInSight(-80, 460, 46).from).toBe(0)
})
