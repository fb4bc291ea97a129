import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import type { Session } from '../../src/session/session.ts'
import { atRiskHere, giveUp, letGo, takeSession } from '../../src/session/sessions.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import { openHouse } from '../server/house.ts'

/// Which session a page gets, and how long one lives that is shown no more.

let leave: () => boolean

beforeEach(() => {
  const window = new EventTarget()
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
})

/// A session whose words the server does not take, in a browser that keeps nothing.
async function openRefused(): Promise<{ readonly id: string; readonly session: Session }> {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const { cookie } = await house.member(id, 'viewer')
  vi.stubGlobal('location', { origin: house.url })
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie } })
      }
    },
  )
  const session = takeSession(id, undefined)
  onTestFinished(() => session.destroy())
  await expect.poll(() => session.saved.get().kind).toBe('readOnly')
  const { document } = session
  document.edit(() => reviseField(document, { in: 'series', key: 'title' }, 'The Wrong Lift'))
  await expect.poll(() => session.saved.get().kind).toBe('refused')
  return { id, session }
}

test('words that the server does not take are there for whoever comes back', async () => {
  const { id, session } = await openRefused()
  letGo(session)
  expect(leave()).toBe(false)
  const again = takeSession(id, undefined)
  expect(again.document.reading.series.title).toBe('The Wrong Lift')
  expect(again).toBe(session)

  giveUp(session)
  letGo(session)
  expect(atRiskHere()).toBe(0)
  expect(leave()).toBe(true)
  const fresh = takeSession(id, undefined)
  onTestFinished(() => fresh.destroy())
  expect(fresh).not.toBe(session)
  await expect.poll(() => fresh.document.reading.series.title).toBe('The Lift')
})
