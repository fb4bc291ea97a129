import { once } from 'node:events'
import { expect, it } from 'vitest'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'
import type { Wire } from '../wire.ts'

/// A room in which somebody reads who answers pings when the test says so, and who comes again over
/// another line as the same client.
async function contested() {
  const clock = new HandClock()
  const house = await openHouse({ clock })
  const series = await house.series()
  const reader = await house.member(series, 'viewer')
  const again = await reader.socket(series)
  const wire = await reader.socket(series, { autoPong: false })
  await wire.next('step1')
  wire.presence([9, 1, '{}'])
  await again.next('presence')
  let at = 1
  /// Resolves when it has been asked whether it is there.
  const contest = async () => {
    const asked = once(wire.socket, 'ping')
    again.presence([9, ++at, '{}'])
    await asked
  }
  return { clock, wire, contest }
}

/// Resolves when the server has heard the answer to its ping.
async function answer(wire: Wire): Promise<void> {
  wire.socket.pong()
  await wire.settled()
}

it('[P2] a heartbeat that is due while somebody is asked for does not cut them off', async () => {
  const { clock, wire, contest } = await contested()
  clock.advance(14_900)
  await contest()
  const beat = once(wire.socket, 'ping')
  clock.advance(200)
  await beat
  await answer(wire)
  clock.advance(3000)
  await wire.settled()
})

it('[P2] whoever is asked for again and again has three seconds each time', async () => {
  const { clock, wire, contest } = await contested()
  await contest()
  await answer(wire)
  clock.advance(2900)
  await contest()
  clock.advance(200)
  await answer(wire)
  await contest()
  clock.advance(3000)
  expect((await wire.closed).code).toBe(1006)
})
