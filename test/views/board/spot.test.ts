import { expect, test } from 'vitest'
import { destinationOf, type Spot, type Step, step } from '../../../src/views/board/spot.ts'
import { seriesOf } from './series.ts'

const series = seriesOf('a: x y z', 'b:', 'c: p q')

function walk(from: string, ...steps: readonly Step[]): string | undefined {
  return steps.reduce<string | undefined>(
    (at, way) => name(at && step(series, spot(at), way, false)),
    from,
  )
}

function spot(id: string): Spot {
  return { on: id.length === 1 && 'abc'.includes(id) ? 'episode' : 'segment', id }
}

function name(at: Spot | '' | undefined): string | undefined {
  return at ? at.id : undefined
}

test('steps stay in a row, from its head to its cliffhanger', () => {
  expect(walk('a', 'right')).toBe('a.hook')
  expect(walk('a', 'right', 'right')).toBe('x')
  expect(walk('z', 'right')).toBe('a.cliffhanger')
  expect(walk('a.cliffhanger', 'right')).toBeUndefined()
  expect(walk('a', 'left')).toBeUndefined()
  expect(walk('y', 'start')).toBe('a')
  expect(walk('y', 'end')).toBe('a.cliffhanger')
})

test('a hook is above a hook, a cliffhanger above a cliffhanger, a beat above what is nearest', () => {
  expect(walk('a.hook', 'down', 'down')).toBe('c.hook')
  expect(walk('a.cliffhanger', 'down', 'down')).toBe('c.cliffhanger')
  expect(walk('y', 'down')).toBe('b.hook')
  expect(walk('q', 'up')).toBe('b.hook')
  expect(walk('a', 'down')).toBe('b')
  expect(walk('a.hook', 'up')).toBeUndefined()
  expect(walk('y', 'bottom')).toBe('c.cliffhanger')
  expect(walk('q', 'top')).toBe('a.hook')
})

test('where rows are stacks, every step goes to the card above or below', () => {
  expect(name(step(series, spot('a.cliffhanger'), 'down', true))).toBe('b')
  expect(name(step(series, spot('b'), 'up', true))).toBe('a.cliffhanger')
  expect(name(step(series, spot('x'), 'down', true))).toBe('y')
})

test('a beat moves by one place within its row, and into the rows beside it', () => {
  expect(destinationOf(series, 'y', 'left')).toEqual({ episode: 'a', index: 0 })
  expect(destinationOf(series, 'y', 'right')).toEqual({ episode: 'a', index: 2 })
  expect(destinationOf(series, 'x', 'left')).toBeUndefined()
  expect(destinationOf(series, 'z', 'right')).toBeUndefined()
  expect(destinationOf(series, 'z', 'down')).toEqual({ episode: 'b', index: 0 })
  expect(destinationOf(series, 'q', 'up')).toEqual({ episode: 'b', index: 0 })
  expect(destinationOf(series, 'q', 'down')).toBeUndefined()
  expect(destinationOf(series, 'a.hook', 'right')).toBeUndefined()
})
