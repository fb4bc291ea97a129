import { expect, test } from 'vitest'
import { announcementFrame, countedFrame } from '../../src/session/socket.ts'

test('what the server counts is told by its first two bytes', () => {
  expect(countedFrame(new Uint8Array([0, 2, 1, 0]))).toBe('update')
  expect(countedFrame(new Uint8Array([0, 1, 2, 0, 0]))).toBe('missing')
  expect(countedFrame(new Uint8Array([0, 0, 1, 0]))).toBeUndefined()
  expect(countedFrame(new Uint8Array([1, 2, 0]))).toBeUndefined()
  expect(countedFrame(new Uint8Array([90]))).toBeUndefined()
})

test('an announcement is its number and what is said as JSON', () => {
  const frame = announcementFrame({ version: 2, clients: [7] })
  expect(frame[0]).toBe(90)
  const text = new TextDecoder().decode(frame.subarray(2))
  expect(frame[1]).toBe(text.length)
  expect(JSON.parse(text)).toEqual({ version: 2, clients: [7] })
})
