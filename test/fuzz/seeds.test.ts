import { expect, test } from 'vitest'
import { play } from './session.ts'

/// Sessions in which something once went wrong, and a few that planted faults were caught in.
const seeds = [
  1, 6, 18, 47, 51, 53, 62, 94, 98, 124, 155, 179, 191, 344, 394, 438, 450, 457, 468, 530, 541, 544,
  606, 617, 643, 700, 729, 830, 863, 1029, 1044, 1111, 1316, 500_454, 501_354, 501_897, 503_017,
  503_129, 503_519, 504_167, 607_077, 10_598, 17_771, 172, 335, 364, 383, 527, 578,
]

test.each(seeds)(
  'nothing goes wrong in the session of seed %i',
  (seed) => {
    const { wrong, misplaced } = play(seed, { anchors: true })
    expect(wrong).toEqual([])
    expect(misplaced).toBe(0)
  },
  20_000,
)

/// Sessions in which two mark the same words, and the server strikes out what that makes too many.
test.each([16, 68, 77, 142, 148])(
  'nothing goes wrong in the session of seed %i with marks',
  (seed) => {
    const { wrong, misplaced } = play(seed, { anchors: true, marks: true })
    expect(wrong).toEqual([])
    expect(misplaced).toBe(0)
  },
  20_000,
)
