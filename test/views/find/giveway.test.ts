import { expect, onTestFinished, test, vi } from 'vitest'
import { rest } from '../../../src/views/find/giveway.ts'

/// A page with timers that never come.
function page(hidden: boolean): void {
  vi.stubGlobal('document', { hidden })
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
}

test('work in a page that nobody sees waits for no timer', async () => {
  page(true)
  await rest()
  expect(vi.getTimerCount()).toBe(0)
})

test('work in a page that is seen gives way', async () => {
  page(false)
  const rested = rest()
  expect(vi.getTimerCount()).toBe(1)
  vi.runAllTimers()
  await rested
})
