import { expect, test } from 'vitest'
import { ninetyBarBlocks, ninetyBarEnd } from '../../../src/shared/derive/ninetybar.ts'
import type { SegmentPlace } from '../../../src/shared/derive/runtime.ts'

/// An episode of a hook, beats and a cliffhanger that run so many seconds each.
function episode(target: number, ...lengths: number[]) {
  let start = 0
  const segments = lengths.map((seconds, i): SegmentPlace => {
    const kind = i === 0 ? 'hook' : i === lengths.length - 1 ? 'cliffhanger' : 'beat'
    const place = { id: String(i), kind, start, seconds } as const
    start += seconds
    return place
  })
  return { segments, seconds: start, target }
}

const blocks = (target: number, ...lengths: number[]) =>
  ninetyBarBlocks(episode(target, ...lengths)).map(({ kind, from, to, over }) => [
    kind,
    Number(from.toFixed(3)),
    Number(to.toFixed(3)),
    over,
  ])

test('segments lie in proportion, the target near the end of the track', () => {
  expect(ninetyBarEnd(episode(90, 9, 36, 36, 9))).toBe(0.94)
  expect(blocks(90, 9, 36, 36, 9)).toEqual([
    ['hook', 0, 0.094, false],
    ['beat', 0.094, 0.47, false],
    ['beat', 0.47, 0.846, false],
    ['cliffhanger', 0.846, 0.94, false],
  ])
})

test('an episode that fits the track keeps its target where it is', () => {
  const time = episode(90, 10, 70, 12)
  expect(ninetyBarEnd(time)).toBe(0.94)
  expect(blocks(90, 10, 70, 12).slice(2)).toEqual([
    ['cliffhanger', 0.836, 0.94, false],
    ['cliffhanger', 0.94, 0.961, true],
  ])
})

test('a longer one pushes the target back and fills the track', () => {
  const time = episode(90, 10, 100, 10)
  expect(ninetyBarEnd(time)).toBe(0.75)
  expect(blocks(90, 10, 100, 10)).toEqual([
    ['hook', 0, 0.083, false],
    ['beat', 0.083, 0.75, false],
    ['beat', 0.75, 0.917, true],
    ['cliffhanger', 0.917, 1, true],
  ])
})

test('an empty episode has a target and no blocks', () => {
  const time = episode(90, 0, 0)
  expect(ninetyBarEnd(time)).toBe(0.94)
  expect(ninetyBarBlocks(time)).toEqual([])
})
