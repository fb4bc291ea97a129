import { expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { onePerPerson, type Person, personOf, watchPeople } from '../../src/session/presence.ts'

test('a person is read from whatever was sent', () => {
  const user = { id: 'u1', name: ' Ada ', color: '#0a7a66', guest: true }
  const ada = { user, place: { episode: 'e', segment: 3 } }
  expect(personOf(7, ada, 1)).toEqual({
    client: 7,
    id: 'u1',
    guest: true,
    name: 'Ada',
    color: '#0a7a66',
    place: { episode: 'e' },
    isMe: false,
  })
  expect(personOf(7, { user: { name: 'Ada', color: 'red; }' } }, 7)).toMatchObject({
    id: undefined,
    guest: false,
    color: '#5f5a52',
    place: {},
    isMe: true,
  })
})

test.each([null, 7, 'Ada', {}, { user: null }, { user: { name: 7 } }, { user: { name: ' ' } }])(
  '%j is nobody',
  (state) => {
    expect(personOf(7, state, 1)).toBeUndefined()
  },
)

test('somebody with several windows is one person, in one’s own if it is oneself', () => {
  const window = (client: number, id: string | undefined, isMe = false): Person => ({
    client,
    id,
    guest: false,
    name: 'Ada',
    color: '#0a7a66',
    place: {},
    isMe,
  })
  const people = [window(1, 'a'), window(2, 'a', true), window(3, 'b'), window(4, undefined)]
  const more = [window(5, 'b'), window(6, undefined)]
  expect(onePerPerson([...people, ...more]).map(({ client }) => client)).toEqual([2, 3, 4, 6])
})

test('people are watched, oneself first, and who has not moved is the same object', () => {
  const awareness = new Awareness(new Doc())
  const { clientID } = awareness.doc
  const others = { user: { name: 'Ben', color: '#7a4fd0' } }
  awareness.setLocalStateField('user', { name: 'Ada', color: '#0a7a66' })
  const people = watchPeople(awareness)
  awareness.states.set(clientID - 1, others)
  awareness.emit('change', [{ added: [clientID - 1], updated: [], removed: [] }, 'test'])
  expect(people.get().map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  const [, ben] = people.get()

  let told = 0
  people.subscribe(() => told++)
  awareness.setLocalStateField('place', { episode: 'one' })
  expect(people.get()[0]?.place).toEqual({ episode: 'one' })
  expect(people.get()[1]).toBe(ben)
  awareness.setLocalStateField('cursor', { anchor: 'x', head: 'y' })
  expect(told).toBe(1)

  people.destroy()
  awareness.destroy()
})
