import { expect, test } from 'vitest'
import { colorOf, colors } from '../../src/views/series/colors.ts'

test('a person has one colour, and people have all of them', () => {
  expect(colorOf('b7f3')).toBe(colorOf('b7f3'))
  const given = new Set(Array.from({ length: 400 }, (_, i) => colorOf(`person ${i}`)))
  expect([...given].sort()).toEqual([...colors].sort())
})
