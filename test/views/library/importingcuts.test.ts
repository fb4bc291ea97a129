import { expect, test } from 'vitest'
import type { Cut } from '../../../src/shared/format/cuts.ts'
import { episodesCut } from '../../../src/shared/format/cutting.ts'
import { begin, beginsAt, entitle, join } from '../../../src/views/library/importingcuts.ts'

const cuts: readonly Cut[] = [
  { at: 0, begins: 'episode', why: 'start' },
  { at: 0, begins: 'beat', why: 'start' },
  { at: 6, begins: 'beat', why: 'scene' },
  { at: 12, begins: 'episode', why: 'length' },
  { at: 12, begins: 'beat', why: 'scene' },
]
const lines = 20
const shape = (of: readonly Cut[]) =>
  episodesCut(lines, of).map(({ segments }) => segments.map(({ kind, from }) => [kind, from]))

test('an episode is joined to the one before, never the first', () => {
  const [first, second] = episodesCut(lines, cuts)
  if (!first || !second) throw new Error('There are two episodes.')
  expect(shape(join(cuts, second))).toEqual([
    [
      ['beat', 0],
      ['beat', 6],
      ['beat', 12],
    ],
  ])
  expect(join(cuts, first)).toBe(cuts)
})

test('anything can begin at a line, and nothing', () => {
  expect([0, 6, 7, 12].map((at) => beginsAt(cuts, at))).toEqual(['beat', 'beat', 'nothing', 'beat'])
  expect(shape(begin(cuts, 6, 'episode'))).toEqual([[['beat', 0]], [['beat', 6]], [['beat', 12]]])
  expect(shape(begin(cuts, 6, 'nothing'))).toEqual([[['beat', 0]], [['beat', 12]]])
  expect(shape(begin(begin(cuts, 6, 'cliffhanger'), 0, 'hook'))).toEqual([
    [
      ['hook', 0],
      ['cliffhanger', 6],
    ],
    [['beat', 12]],
  ])
  expect(shape(begin(cuts, 16, 'beat'))[1]).toEqual([
    ['beat', 12],
    ['beat', 16],
  ])
  expect(shape(begin(cuts, 16, 'episode'))).toHaveLength(3)
})

test('an episode gets a title, and loses it', () => {
  const titled = (of: readonly Cut[]) => episodesCut(lines, of).map(({ cut }) => cut.title)
  const second = episodesCut(lines, cuts)[1]
  if (!second) throw new Error('There are two episodes.')
  const named = entitle(cuts, second, 'Down')
  expect(titled(named)).toEqual([undefined, 'Down'])
  expect(titled(entitle(named, second, ''))).toEqual([undefined, undefined])
})
