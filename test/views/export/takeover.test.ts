import { expect, test } from 'vitest'
import { longestComment } from '../../../src/shared/domain/thread.ts'
import { commentsOf } from '../../../src/views/export/takeover.ts'

test('a comment that is too long for one goes on in the next, no word or character cut', () => {
  expect(commentsOf('Ada: Cut this.')).toEqual(['Ada: Cut this.'])
  const long = `Ada: ${'😀 No. '.repeat(2000)}`
  const parts = commentsOf(long)
  expect(parts.join('')).toBe(long)
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(longestComment)
    expect(part.isWellFormed()).toBe(true)
  }
  const pair = `${'x'.repeat(longestComment - 1)}😀`
  expect(commentsOf(pair)).toEqual(['x'.repeat(longestComment - 1), '😀'])
})
