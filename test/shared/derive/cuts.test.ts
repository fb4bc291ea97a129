import { expect, test } from 'vitest'
import { type Cut, cutsOf } from '../../../src/shared/derive/cuts.ts'
import { episodeTime } from '../../../src/shared/derive/runtime.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import fc from '../../draw.ts'
import { en, episode, line, segment } from './script.ts'

/// Action that runs so many seconds: a moment and a fifth of a second a word.
const action = (seconds: number) =>
  line('action', Array.from({ length: Math.round((seconds - 1) * 5) }, () => 'word').join(' '))

const at = (targetSeconds: number) => ({ ...en, targetSeconds })
const seconds = (cuts: readonly Cut[] | undefined) =>
  cuts?.map(({ saves }) => Number(saves.toFixed(1)))

function without(show: Episode, cuts: readonly Cut[]): Episode {
  const gone = new Set(cuts.map((cut) => cut.line.id))
  const segments = show.segments.map((each) => ({
    ...each,
    lines: each.lines.filter(({ id }) => !gone.has(id)),
  }))
  return { ...show, segments }
}

const hook = segment([action(9)], { kind: 'hook' })
const end = segment([action(8)], { kind: 'cliffhanger' })
const beats = segment([action(6), action(5), action(4), action(3), action(2)])
const show = episode([hook, beats, end])

test('an episode that keeps to its target has nothing to cut', () => {
  expect(cutsOf(show, at(37))).toBeUndefined()
  expect(cutsOf(show, at(36.8))).toBeUndefined()
})

test('one line is enough: those that are, the shortest first', () => {
  const cuts = cutsOf(show, at(33))
  expect(cuts?.over).toBeCloseTo(4)
  expect(seconds(cuts?.alone)).toEqual([4, 5, 6])
  expect(seconds(cuts?.fewest)).toEqual([4])
  expect(seconds(cuts?.actions)).toEqual([9, 8, 6])
})

test('one line is not enough: the fewest of the beats, hardly more than is needed', () => {
  const cuts = cutsOf(show, at(27))
  expect(cuts?.alone).toEqual([])
  expect(seconds(cuts?.fewest)).toEqual([6, 4])
})

test('the hook and the cliffhanger are cut only when the beats are not enough', () => {
  const cuts = cutsOf(show, at(15))
  expect(cuts?.fewest.some(({ kind }) => kind !== 'beat')).toBe(true)
  expect(seconds(cuts?.fewest)).toEqual([9, 5, 8])
})

test('says where each line is', () => {
  const [first] = cutsOf(show, at(33))?.alone ?? []
  expect(first).toMatchObject({ segment: beats.id, kind: 'beat', start: 9 + 6 + 5 })
})

test('what would save nothing is not suggested', () => {
  const planned = segment([action(6), action(5)], { seconds: 40 })
  const dual = segment([
    line('character', 'LIN'),
    line('dialogue', 'No.'),
    line('character', 'ZHOU', { dual: 'right' }),
    line('dialogue', 'I never wanted any of this money, and you know it.'),
    line('scene-heading', 'INT. ROOM - DAY'),
  ])
  const cuts = cutsOf(episode([planned, dual]), at(30))
  expect(cuts?.actions).toEqual([])
  expect(cuts?.fewest).toEqual([])
  expect(cuts?.alone).toEqual([])
})

test('what is suggested is enough, and no fewer lines are', () => {
  const lines = fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 1, maxLength: 7 })
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 40 }), (lengths, target) => {
      const any = episode([segment(lengths.map(action))])
      const cuts = cutsOf(any, at(target))
      if (!cuts) return
      const sum = (some: readonly number[]) => some.reduce((a, b) => a + b, 0)
      const subsets = Array.from({ length: 2 ** lengths.length }, (_, chosen) =>
        lengths.filter((_, i) => chosen & (1 << i)),
      )
      const fewest = Math.min(
        ...subsets.filter((some) => sum(some) >= cuts.over - 1e-6).map(({ length }) => length),
      )
      expect(cuts.fewest.length).toBe(fewest)
      const left = episodeTime(without(any, cuts.fewest), at(target))
      expect(left.over).toBeLessThanOrEqual(1e-6)
      for (const one of cuts.alone) {
        expect(episodeTime(without(any, [one]), at(target)).over).toBeLessThanOrEqual(1e-6)
      }
    }),
  )
})
