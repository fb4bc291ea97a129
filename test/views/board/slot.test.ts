import { expect, test } from 'vitest'
import { type Box, markAt, slotAt } from '../../../src/views/board/slot.ts'

const card = (left: number, top: number): Box => ({
  left,
  top,
  right: left + 100,
  bottom: top + 50,
})

/// Two cards beside each other and one below.
const wrapped = [card(0, 0), card(110, 0), card(0, 60)]
const lane: Box = { left: 0, top: 0, right: 210, bottom: 110 }

test('beside each other, the middle of a card decides', () => {
  expect(slotAt(wrapped, 10, 20, false)).toBe(0)
  expect(slotAt(wrapped, 60, 20, false)).toBe(1)
  expect(slotAt(wrapped, 170, 20, false)).toBe(2)
})

test('in several lines, the line at the pointer decides first', () => {
  expect(slotAt(wrapped, 10, 80, false)).toBe(2)
  expect(slotAt(wrapped, 200, 80, false)).toBe(3)
  expect(slotAt(wrapped, 200, 500, false)).toBe(3)
  expect(slotAt(wrapped, 10, -500, false)).toBe(0)
})

test('in a stack, the height decides', () => {
  const stack = [card(0, 0), card(0, 60)]
  expect(slotAt(stack, 500, 10, true)).toBe(0)
  expect(slotAt(stack, 500, 40, true)).toBe(1)
  expect(slotAt(stack, 500, 100, true)).toBe(2)
})

test('an empty lane has one slot', () => {
  expect(slotAt([], 10, 10, false)).toBe(0)
  expect(slotAt([], 10, 10, true)).toBe(0)
  expect(markAt([], 0, lane, false, 10)).toEqual({ left: 0, right: 0, top: 0, bottom: 110 })
})

test('a mark stands in the gap before a card, or behind the last', () => {
  expect(markAt(wrapped, 1, lane, false, 10)).toEqual({ left: 105, right: 105, top: 0, bottom: 50 })
  expect(markAt(wrapped, 2, lane, false, 10)).toEqual({ left: -5, right: -5, top: 60, bottom: 110 })
  expect(markAt(wrapped, 3, lane, false, 10)).toEqual({
    left: 105,
    right: 105,
    top: 60,
    bottom: 110,
  })
  expect(markAt(wrapped, 1, lane, true, 10)).toEqual({ left: 0, right: 210, top: 55, bottom: 55 })
})
