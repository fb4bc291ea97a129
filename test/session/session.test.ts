import { expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import type { SavedState } from '../../src/session/saved.ts'
import { openSession, type Session } from '../../src/session/session.ts'
import type { Store } from '../../src/session/store.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import { type Line, layLine } from '../e2e/line.ts'
import type { Caller } from '../server/caller.ts'
import { type House, openHouse } from '../server/house.ts'

/// Resolves with the first value that fulfils the condition, now or later.
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

async function lineTo(house: House): Promise<Line> {
  const line = await layLine(Number(new URL(house.url).port))
  onTestFinished(() => line.close())
  return line
}

/// Opens a series as a browser of somebody's does: with their cookie.
async function open(id: string, { url, cookie }: Pick<Caller, 'url' | 'cookie'>): Promise<Session> {
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie } })
      }
    },
  )
  const session = openSession(id, `${url.replace(/^http/, 'ws')}/sync`)
  vi.unstubAllGlobals()
  onTestFinished(() => session.destroy())
  return session
}

function retitle({ document }: Session, title: string): void {
  document.edit(() => reviseField(document, { in: 'series', key: 'title' }, title))
}

test('a series is read, and what is typed is saved when it is on the disk', async () => {
  const house = await openHouse()
  const session = await open(await house.series('The Lift'), house.ada)
  expect(session.saved.get()).toEqual({ kind: 'connecting' })
  await until(session.loaded, (loaded) => loaded)
  await until(session.saved, is('saved'))
  expect(session.document.reading.series.title).toBe('The Lift')

  const states: SavedState[] = []
  session.saved.subscribe(() => states.push(session.saved.get()))
  retitle(session, 'The Wrong Lift')
  expect(session.saved.get()).toEqual({ kind: 'saving', changes: 1, kept: 0 })
  await until(session.saved, is('saved'))
  expect(states.map(({ kind }) => kind)).toEqual(['saving', 'saved'])
})

test('what is typed while the line is cut is counted, and saved when it is mended', async () => {
  const house = await openHouse()
  const line = await lineTo(house)
  const id = await house.series('The Lift')
  const session = await open(id, { url: line.url, cookie: house.ada.cookie })
  await until(session.saved, is('saved'))

  line.cut()
  await until(session.saved, is('offline'))
  retitle(session, 'The Wrong Lift')
  retitle(session, 'The Wrong Lift Again')
  expect(session.saved.get()).toEqual({ kind: 'offline', why: 'line', changes: 2, kept: 0 })

  line.mend()
  await until(session.saved, is('saved'))
  const other = await house.person(id)
  await other.when((doc) => String(doc.getMap('series').get('title')) === 'The Wrong Lift Again')
})

test('what others type needs no saving here', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const session = await open(id, house.ada)
  const other = await house.person(id)
  await until(session.saved, is('saved'))
  const states: SavedState[] = []
  session.saved.subscribe(() => states.push(session.saved.get()))
  const arrived = new Promise<void>((resolve) => {
    session.document.reading.onChange(() => resolve())
  })
  other.rename('The Wrong Lift')
  await arrived
  expect(session.document.reading.series.title).toBe('The Wrong Lift')
  expect(states).toEqual([])
})

test('a series that does not exist is refused for good', async () => {
  const house = await openHouse()
  const session = await open('nowhere', house.ada)
  const state = await until(session.saved, is('refused'))
  expect(state).toEqual({ kind: 'refused', why: 'unknown', code: 4404, changes: 0, kept: 0 })
  expect(session.loaded.get()).toBe(false)
})

test('two see each other and where the other is', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const ada = await open(id, house.ada)
  const ben = await open(id, await house.member(id, 'writer', [], 'Ben'))
  ada.introduce({ name: 'Ada', color: '#0a7a66' })
  ben.introduce({ name: 'Ben', color: '#7a4fd0' })
  ada.show({ episode: 'one', segment: 'two' })
  const isThere = (person: { name: string; place: object }) =>
    person.name === 'Ada' && 'segment' in person.place
  const people = await until(ben.people, (all) => all.some(isThere))
  expect(people.map(({ name, isMe, place }) => [name, isMe, place])).toEqual([
    ['Ben', true, {}],
    ['Ada', false, { episode: 'one', segment: 'two' }],
  ])
})

test('a view that is open goes where it is asked; without one, the next starts there', async () => {
  const house = await openHouse()
  const session = await open(await house.series(), house.ada)
  const asked: unknown[] = []
  const stop = session.onGo((place) => asked.push(place))
  session.go({ episode: 'one' })
  expect(asked).toEqual([{ episode: 'one' }])
  expect(session.place.get()).toEqual({})
  stop()
  session.go({ episode: 'two' })
  expect(session.place.get()).toEqual({ episode: 'two' })
})

test('the server says as what somebody is here, and says it again when that changes', async () => {
  const house = await openHouse()
  const id = await house.series()
  const cleo = await house.member(id, 'writer', [], 'Cleo')
  const session = await open(id, cleo)
  expect(session.standing.get()).toBeUndefined()
  expect(session.mayEdit.get()).toBe(false)
  await until(session.loaded, (loaded) => loaded)
  // In time for what is drawn when the series has arrived.
  expect(session.standing.get()).toEqual({ role: 'writer', signOffs: [], guest: false })
  expect(session.mayEdit.get()).toBe(true)

  const change = { role: 'producer', signOffs: ['Platform'] }
  await house.json(`/api/series/${id}/members/${cleo.userId}`, 'PATCH', change)
  await until(session.mayEdit, (may) => !may)
  expect(session.standing.get()).toEqual({ ...change, guest: false })
})

test('undo is nothing for who may only read', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const cleo = await house.member(id, 'writer', [], 'Cleo')
  const session = await open(id, cleo)
  await until(session.saved, is('saved'))
  retitle(session, 'The Wrong Lift')
  await until(session.saved, (state) => state.kind === 'saved')
  await house.json(`/api/series/${id}/members/${cleo.userId}`, 'PATCH', { role: 'viewer' })
  await until(session.mayEdit, (may) => !may)
  session.undo()
  expect(session.document.reading.series.title).toBe('The Wrong Lift')
  session.redo()
  expect(session.saved.get()).toEqual({ kind: 'readOnly' })
})

test('news are told, and after a connection that was down everything is news', async () => {
  const house = await openHouse()
  const line = await lineTo(house)
  const id = await house.series()
  const session = await open(id, { url: line.url, cookie: house.ada.cookie })
  await until(session.saved, is('saved'))
  const heard: string[][] = []
  let tell = () => {}
  const stop = session.onNews((topics) => {
    heard.push([...topics])
    tell()
  })
  const next = () => new Promise<void>((resolve) => (tell = resolve))

  let news = next()
  house.household.news.say(id, ['threads', 'activity'])
  await news
  expect(heard).toEqual([['threads', 'activity']])

  news = next()
  line.cut()
  await until(session.saved, is('offline'))
  line.mend()
  await news
  expect(heard[1]).toEqual(['threads', 'reviews', 'members', 'activity', 'people'])
  stop()
})

test.each([
  [
    'removed',
    4403,
    (house: House, id: string, cleo: Caller) =>
      house.json(`/api/series/${id}/members/${cleo.userId}`, 'DELETE'),
  ],
  [
    'signedOut',
    4401,
    (_house: House, _id: string, cleo: Caller) => cleo.json('/api/auth/sign-out', 'POST'),
  ],
] as const)('a session that ends says why: %s', async (why, code, end) => {
  const house = await openHouse()
  const id = await house.series()
  const cleo = await house.member(id, 'writer', [], 'Cleo')
  const session = await open(id, cleo)
  await until(session.saved, is('saved'))
  expect(session.mayEdit.get()).toBe(true)
  await end(house, id, cleo)
  expect(await until(session.saved, is('refused'))).toEqual({
    kind: 'refused',
    why,
    code,
    changes: 0,
    kept: 0,
  })
  // What would be typed now would be kept nowhere.
  expect(session.mayEdit.get()).toBe(false)
})

test('an edit from who may only read is refused, and stays in the page', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const session = await open(id, await house.member(id, 'viewer'))
  await until(session.saved, is('readOnly'))
  retitle(session, 'The Wrong Lift')
  expect(await until(session.saved, is('refused'))).toEqual({
    kind: 'refused',
    why: 'readOnly',
    code: 4403,
    changes: 1,
    kept: 0,
  })
})

test('whoever has been let in again knocks, and what they typed meanwhile is saved', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const cleo = await house.member(id, 'writer', [], 'Cleo')
  const session = await open(id, cleo)
  await until(session.saved, is('saved'))
  await house.json(`/api/series/${id}/members/${cleo.userId}`, 'DELETE')
  await until(session.saved, is('refused'))
  retitle(session, 'The Wrong Lift')
  await house.household.members.add(id, cleo.userId, 'writer', [])
  session.knock()
  await until(session.saved, is('saved'))
  const other = await house.person(id)
  await other.when((doc) => String(doc.getMap('series').get('title')) === 'The Wrong Lift')
})
