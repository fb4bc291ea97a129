import { expect, it } from 'vitest'
import { Gate } from './gate.ts'
import { openHouse } from './house.ts'

it('says that it is not ready while it stops, finishes what was typed, and is gone', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const person = await house.person(series)
  const appends = gate.appends
  gate.hold()
  person.type('The last words.')
  await expect.poll(() => gate.appends).toBe(appends + 1)

  const closing = house.close()
  const ready = await fetch(`${house.url}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'closing' }])
  expect((await fetch(`${house.url}/healthz`)).status).toBe(200)
  await expect(house.ada.socket(series)).rejects.toThrow('503')

  gate.release()
  await closing
  await expect(fetch(`${house.url}/healthz`)).rejects.toThrow()
  person.leave()
  const again = await openHouse({}, house.dataDir)
  expect((await again.person(series)).notes.toString()).toBe('The last words.')
})
