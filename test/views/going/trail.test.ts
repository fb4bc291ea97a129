import { expect, test } from 'vitest'
import {
  jump,
  longest,
  noTrail,
  readTrail,
  type Stop,
  type Trail,
  travel,
  visit,
} from '../../../src/views/going/trail.ts'
import fc from '../../draw.ts'

const at = (segment: string, line?: string, offset?: number): Stop => ({
  segment,
  ...(line !== undefined && { line }),
  ...(offset !== undefined && { offset }),
})

/// Segments are called by their order: those beside each other are near.
const isNear = (a: Stop, b: Stop) => Math.abs(Number(a.segment) - Number(b.segment)) <= 1
const all = () => true

function went(...segments: readonly number[]): Trail {
  return segments.reduce((trail, segment) => visit(trail, at(`${segment}`), isNear), noTrail)
}

test('a jump leaves a place behind, a small move does not', () => {
  expect(went(1, 2, 3)).toEqual({ behind: [], here: at('3'), ahead: [] })
  expect(went(1, 9)).toEqual({ behind: [at('1')], here: at('9'), ahead: [] })
  expect(went(1, 2, 9, 8, 20).behind).toEqual([at('2'), at('8')])
})

test('typing in a place remembers where in it one was', () => {
  const typed = visit(went(1), at('1', 'line', 7), isNear)
  const jumped = visit(typed, at('9'), isNear)
  expect(travel(jumped, -1, all)?.here).toEqual(at('1', 'line', 7))
})

test('to be where one is already changes nothing', () => {
  const trail = went(1, 9)
  expect(visit(trail, at('9'), isNear)).toBe(trail)
})

test('on purpose, any other place is a jump', () => {
  const trail = jump(visit(went(1), at('1', 'a'), isNear), at('1', 'b'))
  expect(trail.behind).toEqual([at('1', 'a')])
})

test('back and forward go the same way', () => {
  const there = went(1, 9, 20)
  const back = travel(there, -1, all) as Trail
  expect(back.here).toEqual(at('9'))
  const further = travel(back, -1, all) as Trail
  expect(further).toEqual({ behind: [], here: at('1'), ahead: [at('9'), at('20')] })
  expect(travel(further, -1, all)).toBeUndefined()
  expect(travel(travel(further, 1, all) as Trail, 1, all)).toEqual(there)
  expect(travel(there, 1, all)).toBeUndefined()
})

test('a jump after going back forgets what lay ahead', () => {
  const back = travel(went(1, 9, 20), -1, all) as Trail
  expect(visit(back, at('30'), isNear)).toEqual({
    behind: [at('1'), at('9')],
    here: at('30'),
    ahead: [],
  })
})

test('a small move after going back keeps what lies ahead', () => {
  const back = travel(went(1, 9, 20), -1, all) as Trail
  expect(visit(back, at('10'), isNear).ahead).toEqual([at('20')])
})

test('places that are gone are passed over', () => {
  const gone = ({ segment }: Stop) => segment !== '9'
  expect(travel(went(1, 9, 20), -1, gone)?.here).toEqual(at('1'))
  expect(travel(went(9, 20), -1, gone)).toBeUndefined()
  const first = travel(travel(went(1, 9, 20), -1, all) as Trail, -1, all) as Trail
  expect(travel(first, 1, gone)?.here).toEqual(at('20'))
})

test('however one goes, neither way grows without end, and back then forward is where one was', () => {
  const step = fc.oneof(fc.nat(40), fc.constantFrom('back', 'forward'))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let trail = noTrail
      for (const one of steps) {
        if (typeof one === 'number') trail = visit(trail, at(`${one}`), isNear)
        else trail = travel(trail, one === 'back' ? -1 : 1, all) ?? trail
        expect(trail.behind.length).toBeLessThanOrEqual(longest)
        expect(trail.ahead.length).toBeLessThanOrEqual(longest)
        const back = travel(trail, -1, all)
        if (back) expect(travel(back, 1, all)?.here).toEqual(trail.here)
      }
    }),
  )
})

test('a trail is read again from what was stored', () => {
  const trail = visit(went(1, 9), at('9', 'line', 3), isNear)
  expect(readTrail(JSON.stringify(trail))).toEqual(trail)
})

test.each([null, '', '7', 'null', '{"behind":7}', '{"behind":[7,{"segment":3},null],"here":5}'])(
  'of %j nothing is made',
  (stored) => {
    expect(readTrail(stored)).toEqual(noTrail)
  },
)
