import { expect, onTestFinished, test } from 'vitest'
import type { SavedState } from '../../src/session/saved.ts'
import { openSession, type Session } from '../../src/session/session.ts'
import type { Store } from '../../src/session/store.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import { type Line, layLine } from '../e2e/line.ts'
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

async function open(id: string, url: string): Promise<Session> {
  const session = openSession(id, `${url.replace(/^http/, 'ws')}/sync`)
  onTestFinished(() => session.destroy())
  return session
}

function retitle({ document }: Session, title: string): void {
  document.edit(() => reviseField(document, { in: 'series', key: 'title' }, title))
}

test('a series is read, and what is typed is saved when it is on the disk', async () => {
  const house = await openHouse()
  const session = await open(await house.series('The Lift'), house.url)
  expect(session.saved.get()).toEqual({ kind: 'connecting' })
  await until(session.loaded, (loaded) => loaded)
  await until(session.saved, is('saved'))
  expect(session.document.reading.series.title).toBe('The Lift')

  const states: SavedState[] = []
  session.saved.subscribe(() => states.push(session.saved.get()))
  retitle(session, 'The Wrong Lift')
  expect(session.saved.get()).toEqual({ kind: 'saving', changes: 1 })
  await until(session.saved, is('saved'))
  expect(states.map(({ kind }) => kind)).toEqual(['saving', 'saved'])
})

test('what is typed while the line is cut is counted, and saved when it is mended', async () => {
  const house = await openHouse()
  const line = await lineTo(house)
  const id = await house.series('The Lift')
  const session = await open(id, line.url)
  await until(session.saved, is('saved'))

  line.cut()
  await until(session.saved, is('offline'))
  retitle(session, 'The Wrong Lift')
  retitle(session, 'The Wrong Lift Again')
  expect(session.saved.get()).toEqual({ kind: 'offline', changes: 2 })

  line.mend()
  await until(session.saved, is('saved'))
  const other = await house.person(id)
  await other.when((doc) => String(doc.getMap('series').get('title')) === 'The Wrong Lift Again')
})

test('what others type needs no saving here', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const session = await open(id, house.url)
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
  const session = await open('nowhere', house.url)
  const state = await until(session.saved, is('refused'))
  expect(state).toMatchObject({ kind: 'refused', code: 4404, changes: 0 })
  expect(session.loaded.get()).toBe(false)
})

test('two see each other and where the other is', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const ada = await open(id, house.url)
  const ben = await open(id, house.url)
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
  const session = await open(await house.series(), house.url)
  const asked: unknown[] = []
  const stop = session.onGo((place) => asked.push(place))
  session.go({ episode: 'one' })
  expect(asked).toEqual([{ episode: 'one' }])
  expect(session.place.get()).toEqual({})
  stop()
  session.go({ episode: 'two' })
  expect(session.place.get()).toEqual({ episode: 'two' })
})
