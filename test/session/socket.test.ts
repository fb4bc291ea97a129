import { expect, test } from 'vitest'
import { countedFrame } from '../../src/session/socket.ts'

test('what the server counts is told by its first two bytes', () => {
  expect(countedFrame(new Uint8Array([0, 2, 1, 0]))).toBe('update')
  expect(countedFrame(new Uint8Array([0, 1, 2, 0, 0]))).toBe('missing')
  expect(countedFrame(new Uint8Array([0, 0, 1, 0]))).toBeUndefined()
  expect(countedFrame(new Uint8Array([1, 2, 0]))).toBeUndefined()
  expect(countedFrame(new Uint8Array([90]))).toBeUndefined()
})
