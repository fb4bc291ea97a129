import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import type { SavedState } from '../../src/session/saved.ts'
import { openSession } from '../../src/session/session.ts'
import type { Store } from '../../src/session/store.ts'
import { close } from '../../src/shared/protocol.ts'

/// What a page does when a connection is closed with one of our codes.

/// A server that lets everybody in and says nothing. `next` gives the next connection there is, with
/// the first frame that came over it.
async function openDoor() {
  const door = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(door, 'listening')
  onTestFinished(() => {
    for (const socket of door.clients) socket.terminate()
    door.close()
  })
  const { port } = door.address() as AddressInfo
  const next = () =>
    new Promise<{ socket: WebSocket; first: Buffer }>((resolve) => {
      door.once('connection', (socket: WebSocket) => {
        socket.once('message', (first: Buffer) => resolve({ socket, first }))
      })
    })
  vi.stubGlobal('WebSocket', WebSocket)
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  const enter = () => {
    const session = openSession('a-series', `ws://127.0.0.1:${port}`)
    onTestFinished(() => session.destroy())
    return session
  }
  return { next, enter }
}

function until<T>(store: Store<T>, condition: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition(store.get())) return
      stop()
      resolve(store.get())
    }
    const stop = store.subscribe(look)
    look()
  })
}

const is = (kind: SavedState['kind']) => (state: SavedState) => state.kind === kind

test('a page says its version and the ids it writes under before anything else', async () => {
  const { next, enter } = await openDoor()
  const coming = next()
  const session = enter()
  const { first } = await coming
  expect(first[0]).toBe(90)
  const said = JSON.parse(first.subarray(first.indexOf('{')).toString())
  expect(said).toEqual({ version: 2, clients: session.document.clients })
})

test.each([
  ['replaced', close.replaced],
  ['notYours', close.notYours],
  ['outdated', close.outdated],
  ['removed', close.removed],
] as const)('%s ends it for good', async (why, { code, reason }) => {
  const { next, enter } = await openDoor()
  const coming = next()
  const session = enter()
  const { socket } = await coming
  socket.close(code, reason)
  expect(await until(session.saved, is('refused'))).toMatchObject({ why, code })
})

/// A sync step 2 with nothing in it.
const nothing = new Uint8Array([0, 1, 2, 0, 0])

test.each([
  ['cannot save', close.storage, { kind: 'trouble', where: 'server' }, 2_100],
  ['asks for patience', close.tooMuch, { kind: 'offline', why: 'tooMuch' }, 35_100],
] as const)('a server that %s is asked again, and later', async (_, end, state, longest) => {
  const { next, enter } = await openDoor()
  const coming = next()
  const session = enter()
  const { socket } = await coming
  socket.send(nothing)
  await until(session.loaded, (loaded) => loaded)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  socket.close(end.code, end.reason)
  await until(session.saved, ({ kind }) => kind === state.kind)
  expect(session.saved.get()).toMatchObject(state)
  const again = next()
  await vi.advanceTimersByTimeAsync(1_900)
  expect(session.saved.get()).toMatchObject(state)
  await vi.advanceTimersByTimeAsync(longest - 1_900)
  expect((await again).first[0]).toBe(90)
})
