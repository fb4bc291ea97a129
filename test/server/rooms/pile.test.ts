import { expect, it } from 'vitest'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'
import type { Wire } from '../wire.ts'
import { notesIn, typed, typedAs } from './edits.ts'

const megabyte = 1024 * 1024
const refused = { code: 4422, reason: 'an update could not be applied' }

/// Text that waits for what comes before it, which is never sent.
function waiting(client: number, start: Uint8Array, megabytes: number): Uint8Array {
  const [, late] = typedAs(client, start, 'x', 'y'.repeat(megabytes * megabyte))
  return late as Uint8Array
}

/// Resolves when so many are on disk; rejects when the connection was ended.
async function acknowledged(wire: Wire, count: number): Promise<void> {
  const ended = wire.closed.then(({ code }) => Promise.reject(new Error(`closed with ${code}`)))
  for (;;) if ((await Promise.race([wire.next('acknowledged'), ended])).count >= count) return
}

it('[U9] whoever piles up what waits for other edits is ended, and nobody else', async () => {
  const house = await openHouse()
  const series = await house.series()
  const mal = await house.member(series, 'writer', [], 'Mal')
  const ada = await house.wire(series)
  ada.announce()
  ada.step1()
  const start = (await ada.next('step2')).bytes
  const foe = await mal.wire(series)
  foe.announce()
  foe.update(waiting(7, start, 1))
  await foe.next('acknowledged')
  foe.update(waiting(8, start, 1.5))
  expect(await foe.closed).toEqual(refused)

  // The connection of somebody who types stays, and so does that of who comes with all they heard.
  const [one, two] = typed(start, 'One. ', 'Two.') as [Uint8Array, Uint8Array]
  ada.update(one)
  await acknowledged(ada, 1)
  const ben = await house.wire(series)
  ben.announce()
  ben.step1()
  const all = (await ben.next('step2')).bytes
  expect(all.byteLength).toBeLessThan(2 * megabyte)
  ben.step2(all)
  await acknowledged(ben, 1)
  ada.update(two)
  await acknowledged(ada, 2)
  ben.step1()
  expect(notesIn((await ben.next('step2')).bytes)).toBe('One. Two.')
  // What was refused is not on disk either.
  await house.close()
  const again = await openHouse({}, house.dataDir)
  const cy = await again.wire(series)
  cy.step1()
  expect((await cy.next('step2')).bytes.byteLength).toBeLessThan(2 * megabyte)
})

it('[U9] what others send together with the last straw is taken', async () => {
  const clock = new HandClock()
  const house = await openHouse({ clock })
  const series = await house.series()
  const mal = await house.member(series, 'writer', [], 'Mal')
  const ada = await house.wire(series)
  ada.announce()
  ada.step1()
  const start = (await ada.next('step2')).bytes
  const foe = await mal.wire(series)
  const straw = waiting(8, start, 3)
  const [zero, one, two] = typed(start, 'Zero. ', 'One. ', 'Two.') as Uint8Array[]
  // The first goes alone; the others share a turn.
  ada.update(zero as Uint8Array)
  await acknowledged(ada, 1)
  ada.update(one as Uint8Array)
  foe.update(straw)
  ada.update(two as Uint8Array)
  // All of it has come, and waits for a clock that stands.
  await foe.settled()
  await ada.settled()
  expect(ada.heard.filter(({ type }) => type === 'acknowledged')).toHaveLength(1)
  clock.advance(100)
  expect(await foe.closed).toEqual(refused)
  // What is left of the turn has the next.
  await expect
    .poll(() => {
      clock.advance(20)
      return ada.heard.findLast(({ type }) => type === 'acknowledged')
    })
    .toEqual({ type: 'acknowledged', count: 3 })
  ada.step1()
  expect(notesIn((await ada.next('step2')).bytes)).toBe('Zero. One. Two.')
})
