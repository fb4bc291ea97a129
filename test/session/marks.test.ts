import { expect, test } from 'vitest'
import { Marks } from '../../src/session/marks.ts'

const edits = (...nths: number[]) => nths.map((nth) => ({ nth }))

test('a row is marked with the edits in it that the server does not have', () => {
  const marks = new Marks()
  marks.settle(2)
  marks.write('a', edits(1, 2))
  marks.write('b', edits(2, 3, 4))
  expect(marks.unsentIn('a')).toBe(0)
  expect(marks.unsentIn('b')).toBe(2)
})

test('a mark is written again with fewer edits, and goes with the last', () => {
  const marks = new Marks()
  marks.write('a', edits(1, 2, 3))
  marks.write('b', edits(4))
  expect(marks.settle(2)).toBe(true)
  expect(marks.take()).toEqual([{ key: 'a', edits: 1 }])
  expect(marks.take()).toEqual([])
  expect(marks.settle(4)).toBe(true)
  expect(marks.take()).toEqual([
    { key: 'a', edits: 0 },
    { key: 'b', edits: 0 },
  ])
  expect(marks.has('a')).toBe(false)
  expect(marks.settle(9)).toBe(false)
})

test('what was found is counted from where it stands', () => {
  const marks = new Marks()
  marks.add('old', 1, 2)
  marks.write('new', edits(3))
  marks.settle(1)
  expect(marks.unsentIn('old')).toBe(1)
  marks.settle(2)
  expect(marks.unsentIn('old')).toBe(0)
  expect(marks.unsentIn('new')).toBe(1)
})

test('marks that could not be written are written with the next', () => {
  const marks = new Marks()
  marks.write('a', edits(1))
  marks.settle(1)
  const taken = marks.take()
  marks.write('b', edits(2))
  marks.unwrite('b', taken)
  expect(marks.unsentIn('b')).toBe(0)
  expect(marks.take()).toEqual([{ key: 'a', edits: 0 }])
})

test('what has come by the server loses its mark', () => {
  const marks = new Marks()
  marks.drop('theirs')
  expect(marks.take()).toEqual([{ key: 'theirs', edits: 0 }])
})
