import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import type { Session } from '../../src/session/session.ts'
import { atRiskHere, giveUp, letGo, takeSession } from '../../src/session/sessions.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import { openHouse } from '../server/house.ts'

/// Which session a page gets, and how long one lives that is shown no more.

let leave: () => boolean
let hide: () => boolean

beforeEach(() => {
  const window = new EventTarget()
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  hide = () => window.dispatchEvent(new Event('pagehide'))
  leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
})

/// A session that a cookie opens, in a browser that keeps nothing.
function take(id: string, url: string, cookie: string): Session {
  vi.stubGlobal('location', { origin: url })
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
  return session
}

function retitle({ document }: Session, title: string): void {
  document.edit(() => reviseField(document, { in: 'series', key: 'title' }, title))
}

/// A session whose words the server does not take, in a browser that keeps nothing.
async function openRefused(): Promise<{ readonly id: string; readonly session: Session }> {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const { cookie } = await house.member(id, 'viewer')
  const session = take(id, house.url, cookie)
  await expect.poll(() => session.saved.get().kind).toBe('readOnly')
  retitle(session, 'The Wrong Lift')
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
  onTestFinished(() => letGo(fresh))
  expect(fresh).not.toBe(session)
  await expect.poll(() => fresh.document.reading.series.title).toBe('The Lift')
})

/// A session with a step in two slices of which one is undone, and the other is still to come.
async function openUndoing(): Promise<{ readonly id: string; readonly session: Session }> {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const session = take(id, house.url, house.ada.cookie)
  await expect.poll(() => session.saved.get().kind).toBe('saved')
  const step = session.history.begin()
  retitle(session, 'The Wrong Lift')
  retitle(session, 'The Wrong Lift Again')
  step.end()
  await expect.poll(() => session.saved.get().kind).toBe('saved')
  session.history.wait = () => {}
  session.history.undo()
  expect(session.document.reading.series.title).toBe('The Wrong Lift')
  return { id, session }
}

test('what is half undone when somebody goes is undone, and saved', async () => {
  const { id, session } = await openUndoing()
  letGo(session)
  expect(session.document.reading.series.title).toBe('The Lift')
  expect(atRiskHere()).toBeGreaterThan(0)
  await expect.poll(atRiskHere).toBe(0)
  const fresh = takeSession(id, undefined)
  onTestFinished(() => letGo(fresh))
  expect(fresh).not.toBe(session)
  await expect.poll(() => fresh.document.reading.series.title).toBe('The Lift')
})

test('what is half undone when the page is closed is undone', async () => {
  const { session } = await openUndoing()
  hide()
  expect(session.document.reading.series.title).toBe('The Lift')
  await expect.poll(atRiskHere).toBe(0)
  letGo(session)
})

test('what is done in slices is done to its end when somebody goes', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const session = take(id, house.url, house.ada.cookie)
  await expect.poll(() => session.saved.get().kind).toBe('saved')
  const step = session.history.begin()
  letGo(session)
  retitle(session, 'The Wrong Lift')
  await expect.poll(atRiskHere).toBe(0)
  expect(step.isWhole()).toBe(true)
  expect(takeSession(id, undefined)).toBe(session)
  letGo(session)
  step.end()
  expect(session.history.isBusy()).toBe(false)
  const fresh = takeSession(id, undefined)
  onTestFinished(() => letGo(fresh))
  expect(fresh).not.toBe(session)
  await expect.poll(() => fresh.document.reading.series.title).toBe('The Wrong Lift')
})
