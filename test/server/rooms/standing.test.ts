import { describe, expect, it, onTestFinished } from 'vitest'
import type { Caller } from '../caller.ts'
import { HandClock } from '../handclock.ts'
import { type House, openHouse } from '../house.ts'
import { typed } from './edits.ts'

/// A server whose clock stands, so that it looks again who may stay only when the bell rings.
const openStill = () => openHouse({ clock: new HandClock(), windowMs: 0 })

async function announced(caller: Caller, series: string) {
  const wire = await caller.wire(series)
  wire.announce()
  return { wire, first: (await wire.next('standing')).standing }
}

const change = (house: House, series: string, userId: string, what: object) =>
  house.json(`/api/series/${series}/members/${userId}`, 'PATCH', what)

describe('[R4] a change of standing reaches open sockets at once', () => {
  it('is told at the start, and when it changes, and holds from then on', async () => {
    const house = await openStill()
    const series = await house.series()
    const ben = await house.member(series, 'writer')
    const { wire, first } = await announced(ben, series)
    expect(first).toEqual({ role: 'writer', signOffs: [], guest: false })
    wire.step1()
    const start = (await wire.next('step2')).bytes
    const [one, two] = typed(start, 'One. ', 'Two.')
    wire.update(one as Uint8Array)
    await wire.next('acknowledged')
    await change(house, series, ben.userId, { role: 'producer', signOffs: ['Platform'] })
    expect((await wire.next('standing')).standing).toEqual({
      role: 'producer',
      signOffs: ['Platform'],
      guest: false,
    })
    wire.update(two as Uint8Array)
    expect((await wire.closed).code).toBe(4403)
    // And back again.
    const { wire: again } = await announced(ben, series)
    await change(house, series, ben.userId, { role: 'writer' })
    expect((await again.next('standing')).standing).toMatchObject({ role: 'writer' })
    again.update(two as Uint8Array)
    expect((await again.next('acknowledged')).count).toBe(1)
  })

  it('a member who is taken out is out', async () => {
    const house = await openStill()
    const series = await house.series()
    const ben = await house.member(series, 'writer')
    const cleo = await house.member(series, 'writer')
    const [his, hers] = [await ben.wire(series), await cleo.wire(series)]
    await house.json(`/api/series/${series}/members/${ben.userId}`, 'DELETE')
    expect(await his.closed).toEqual({
      code: 4403,
      reason: 'access to this series was taken away',
    })
    await hers.settled()
    expect((await (await ben.socket(series)).closed).code).toBe(4404)
  })

  it('however often somebody makes the bell ring', async () => {
    const house = await openStill()
    const series = await house.series()
    const ben = await house.member(series, 'writer')
    const his = await ben.wire(series)
    let rings = true
    const ringing = (async () => {
      while (rings) {
        house.household.doorbell.ring('everybody')
        await new Promise(setImmediate)
      }
    })()
    onTestFinished(() => {
      rings = false
    })
    await house.json(`/api/series/${series}/members/${ben.userId}`, 'DELETE')
    expect((await his.closed).code).toBe(4403)
    // Nor does it keep others out.
    await house.wire(series)
    rings = false
    await ringing
  })

  it('a guest whose link is revoked is out, on every device', async () => {
    const house = await openStill()
    const series = await house.series()
    const gus = await house.guest(series)
    const { wire, first } = await announced(gus, series)
    expect(first).toEqual({ role: 'producer', signOffs: [], guest: true })
    await house.json(`/api/series/${series}/invites/${gus.inviteId}`, 'DELETE')
    const over = { code: 4403, reason: 'the link to this series was taken back or has run out' }
    expect(await wire.closed).toEqual(over)
    // And is told so as long as the browser keeps what it came with, not that it is signed out.
    expect(await (await gus.socket(series)).closed).toEqual(over)
    expect(await gus.json(`/api/series/${series}`)).toMatchObject({
      status: 410,
      body: { error: { code: 'invite.over' } },
    })
    expect((await gus.json('/api/me')).body).toMatchObject({ guests: [], over: [series] })
    // About another series it says nothing.
    const other = await house.series()
    expect((await gus.json(`/api/series/${other}`)).status).toBe(401)
    expect((await (await gus.socket(other)).closed).code).toBe(4401)
  })

  it('a session that is ended is out, and the other goes on', async () => {
    const house = await openStill()
    const series = await house.series()
    const ben = await house.member(series, 'writer')
    const wire = await ben.wire(series)
    const ada = await house.wire(series)
    await ben.json('/api/auth/sign-out', 'POST', {})
    expect(await wire.closed).toEqual({ code: 4401, reason: 'signed out' })
    await ada.settled()
  })

  it('a token that is revoked is out', async () => {
    const house = await openStill()
    const series = await house.series()
    const tokens = `/api/series/${series}/tokens`
    const made = await house.json(tokens, 'POST', { name: 'A program', role: 'writer' })
    const { id, token } = made.body as { id: string; token: string }
    const program = await house.nobody.wire(`${series}?token=${token}`)
    await house.json(`${tokens}/${id}`, 'DELETE')
    expect((await program.closed).code).toBe(4403)
  })

  it('a series in the bin stays open', async () => {
    const house = await openStill()
    const series = await house.series()
    const wire = await house.wire(series)
    await house.json(`/api/series/${series}`, 'DELETE')
    await wire.settled()
  })

  it('what ends by itself is noticed', async () => {
    const clock = new HandClock()
    const house = await openHouse({ clock })
    const series = await house.series()
    const gus = await house.guest(series)
    const wire = await gus.wire(series)
    // A day, in steps in which a client answers pings.
    for (let i = 0; i < 24 * 6 && wire.socket.readyState === wire.socket.OPEN; i++) {
      await house.household.records.updateTable('invite').set({ expires: clock.now() }).execute()
      clock.advance(10_000)
      await Promise.race([wire.closed, wire.settled()])
    }
    expect((await wire.closed).code).toBe(4403)
  })
})

it('[R5] what changes beside the document is told to whoever understands it', async () => {
  const house = await openStill()
  const series = await house.series()
  const ben = await house.member(series, 'writer')
  const { wire } = await announced(ben, series)
  const quiet = await house.wire(series)
  const cleo = await house.member(series, 'viewer')
  await change(house, series, cleo.userId, { role: 'producer' })
  // A server that has just found its bus says besides that anything may be new.
  await expect
    .poll(() => wire.heard.flatMap((each) => (each.type === 'news' ? [each.topics] : [])))
    .toContainEqual(['members', 'people'])
  await quiet.settled()
  expect(quiet.heard.some(({ type }) => type === 'news')).toBe(false)
})
