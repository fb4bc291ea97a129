import 'fake-indexeddb/auto'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import { unsentIn } from '../../src/session/copies.ts'
import { openSession, type Session } from '../../src/session/session.ts'
import type { Store } from '../../src/session/store.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import type { Caller } from '../server/caller.ts'
import { openHouse } from '../server/house.ts'

/// What becomes of a copy when the server ends a connection: with a real server, and an IndexedDB in
/// memory.

beforeEach(() => {
  const window = new EventTarget()
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
})

/// Opens a series as a browser of somebody's does, with a copy in it.
function open(id: string, { url, cookie, userId }: Caller): Session {
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie } })
      }
    },
  )
  const session = openSession(id, `${url.replace(/^http/, 'ws')}/sync`, userId)
  session.confirm()
  onTestFinished(() => session.destroy())
  return session
}

/// Resolves when the condition holds, now or later.
function until<T>(store: Store<T>, condition: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition(store.get())) return
      stop()
      resolve()
    }
    const stop = store.subscribe(look)
    look()
  })
}

function retitle({ document }: Session, title: string): void {
  document.edit(() => reviseField(document, { in: 'series', key: 'title' }, title))
}

test('text is set aside also when the session is let go as soon as the server refuses it', async () => {
  const house = await openHouse()
  const series = await house.series('The Lift')
  const viewer = await house.member(series, 'viewer')
  const session = open(series, viewer)
  session.saved.subscribe(() => {
    if (session.saved.get().kind === 'refused') session.destroy()
  })
  await until(session.saved, ({ kind }) => kind === 'readOnly')
  retitle(session, 'The Wrong Lift')
  await until(session.saved, ({ kind }) => kind === 'refused')
  const copy = { account: viewer.userId, series }
  await expect.poll(() => unsentIn(copy)).toEqual({ edits: 0, asides: 1 })
})

test('what was set aside is there for whoever is out, until they have removed it', async () => {
  const house = await openHouse()
  const series = await house.series('The Lift')
  const viewer = await house.member(series, 'viewer', [], 'Cleo')
  const copy = { account: viewer.userId, series }
  const first = open(series, viewer)
  await until(first.saved, ({ kind }) => kind === 'readOnly')
  retitle(first, 'The Wrong Lift')
  await expect.poll(() => unsentIn(copy)).toEqual({ edits: 0, asides: 1 })
  first.destroy()

  const second = open(series, viewer)
  await until(second.saved, ({ kind }) => kind === 'readOnly')
  await house.json(`/api/series/${series}/members/${viewer.userId}`, 'DELETE')
  await until(second.saved, ({ kind }) => kind === 'refused')
  await until(second.asides, (asides) => asides.length === 1)
  const [aside] = second.asides.get()
  await expect.poll(() => unsentIn(copy)).toEqual({ edits: 0, asides: 1 })
  await second.dropAside(aside?.key ?? 0)
  expect(second.asides.get()).toEqual([])
  const all = await indexedDB.databases()
  expect(all.map(({ name }) => name)).not.toContain(`ninety:${viewer.userId}:${series}`)
})
