import { expect, it } from 'vitest'
import { type House, openHouse } from '../house.ts'

const named = (name: string) => JSON.stringify({ user: { name } })

/// What others see of Ada, whatever she says of herself.
const ada = (house: House) => ({ user: { id: house.ada.userId, name: 'Ada', guest: false } })

it('[P1] tells the others who is here, and a newcomer at once', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  ana.presence([1, 1, named('Ana')])
  expect((await bo.next('presence')).states.get(1)).toEqual([1, ada(house)])
  const cy = await house.wire(series)
  expect((await cy.next('presence')).states.get(1)).toEqual([1, ada(house)])
})

it('[P2] a connection cannot speak for a client that is another’s, nor remove it', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  const watcher = await house.wire(series)
  ana.presence([1, 1, named('Ana')])
  await watcher.next('presence')
  bo.presence([1, 9, named('Not Ana')], [2, 1, named('Bo')])
  bo.presence([1, 10, 'null'])
  const { states } = await watcher.next('presence')
  expect([...states.keys()]).toEqual([2])
  const late = await house.wire(series)
  expect((await late.next('presence')).states.get(1)).toEqual([1, ada(house)])
})

it('[P3] when a connection closes exactly its own clients are gone', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  const watcher = await house.wire(series)
  ana.presence([1, 5, named('Ana')])
  await watcher.next('presence')
  bo.presence([2, 1, named('Bo')])
  await watcher.next('presence')
  ana.socket.close()
  expect((await watcher.next('presence')).states).toEqual(new Map([[1, [5, null]]]))
})

it('[P4] an echo does not bring back somebody who has left; a later clock does', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  bo.presence([2, 1, named('Bo')])
  await ana.next('presence')
  ana.presence([1, 5, named('Ana')])
  await bo.next('presence')
  ana.socket.close()
  await bo.next('presence')
  bo.presence([1, 5, named('Ana')])
  await bo.settled()
  const watcher = await house.wire(series)
  expect([...(await watcher.next('presence')).states.keys()]).toEqual([2])
  const back = await house.wire(series)
  back.presence([1, 6, named('Ana')])
  expect((await watcher.next('presence')).states.get(1)).toEqual([6, ada(house)])
})

it('[P5] a connection that claims ids without end gets a few', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  ana.presence(...Array.from({ length: 900 }, (_, i): [number, number, string] => [i, 1, '{}']))
  await ana.settled()
  const watcher = await house.wire(series)
  expect((await watcher.next('presence')).states.size).toBe(4)
})

it('[P7] nobody appears as somebody else, and a guest as a guest', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ada = await house.wire(series)
  const gus = await (await house.guest(series, { name: 'Gus' })).wire(series)
  const claim = { user: { name: 'Ada', id: house.ada.userId, guest: false, color: '#123456' } }
  gus.presence([5, 1, JSON.stringify({ ...claim, place: { episode: 'e' } })])
  expect((await ada.next('presence')).states.get(5)).toEqual([
    1,
    {
      user: { name: 'Gus', id: expect.stringMatching(/^guest:/), guest: true, color: '#123456' },
      place: { episode: 'e' },
    },
  ])
  for (const [clock, state] of [
    [2, '"Ada"'],
    [3, '[]'],
    [4, '{"user":"Ada"}'],
  ] as const) {
    gus.presence([5, clock, state])
    const { states } = await ada.next('presence')
    expect(states.get(5)?.[1]).toMatchObject({ user: { name: 'Gus', guest: true } })
  }
})

it('[P6] stock clients see each other come and go', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.person(series)
  const bo = await house.person(series)
  const names = () =>
    [...bo.provider.awareness.getStates().values()].map(({ name }) => name).filter(Boolean)
  const seen = (name: string, here: boolean) =>
    new Promise<void>((done) => {
      const look = () => {
        if (names().includes(name) === here) done()
      }
      bo.provider.awareness.on('change', look)
      look()
    })
  ana.provider.awareness.setLocalStateField('name', 'Ana')
  await seen('Ana', true)
  ana.provider.disconnect()
  await seen('Ana', false)
  ana.provider.connect()
  ana.provider.awareness.setLocalStateField('name', 'Ana')
  await seen('Ana', true)
})
