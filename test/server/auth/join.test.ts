import { describe, expect, it } from 'vitest'
import { Caller } from '../caller.ts'
import { HandClock } from '../handclock.ts'
import { type House, openHouse } from '../house.ts'

async function link(house: House, series: string, wanted: object) {
  const made = await house.json(`/api/series/${series}/invites`, 'POST', wanted)
  const { invite, url } = made.body as { invite: { id: string }; url: string }
  return { status: made.status, body: made.body, id: invite?.id, token: url?.split('#')[1] ?? '' }
}

const look = (caller: Caller, token: string) => caller.json('/api/join/look', 'POST', { token })

/// Goes through a link; gives the answer and the device as it is afterwards.
async function join(caller: Caller, token: string, name?: string) {
  const answer = await caller.fetch('/api/join', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name }),
  })
  const [cookie = ''] = answer.headers.getSetCookie()
  const own = [caller.cookie, cookie.split(';')[0]].filter(Boolean).join('; ')
  const body = (await answer.json()) as { error?: { code: string } }
  return { status: answer.status, body, cookie, device: new Caller(caller.url, { cookie: own }) }
}

describe('a link for members', () => {
  it('lets in whoever has it and an account, once each', async () => {
    const house = await openHouse()
    const series = await house.series('The Lift')
    const { token } = await link(house, series, {
      kind: 'member',
      role: 'writer',
      signOffs: ['Script editor'],
    })
    expect((await join(house.nobody, token)).body.error?.code).toBe('session.none')
    const ben = await house.account('Ben')
    expect((await look(ben, token)).body).toMatchObject({
      kind: 'member',
      series: { id: series, title: 'The Lift' },
      role: 'writer',
      here: null,
      forOther: false,
    })
    const joined = { seriesId: series, kind: 'member', role: 'writer', signOffs: ['Script editor'] }
    expect((await join(ben, token)).body).toEqual(joined)
    expect((await join(ben, token)).body).toEqual(joined)
    const { body } = await house.json(`/api/series/${series}/invites`)
    expect(body).toMatchObject({ invites: [{ uses: 1 }] })
    expect((await look(ben, token)).body).toMatchObject({ here: 'writer' })
  })

  it('of one address is for that address', async () => {
    const house = await openHouse()
    const series = await house.series()
    const wanted = { kind: 'member', role: 'writer', email: 'ben@elsewhere.test' }
    const { token } = await link(house, series, wanted)
    const cleo = await house.account('Cleo')
    expect((await look(cleo, token)).body).toMatchObject({ forOther: true })
    expect((await join(cleo, token)).body.error?.code).toBe('invite.other')
    expect((await cleo.json(`/api/series/${series}`)).status).toBe(404)
  })

  it('does not bring back whom an owner has taken out, or given another role', async () => {
    const clock = new HandClock()
    const house = await openHouse({ clock })
    const series = await house.series()
    const { token } = await link(house, series, { kind: 'member', role: 'writer' })
    const [ben, cleo, dan] = await Promise.all(['Ben', 'Cleo', 'Dan'].map(house.account))
    if (!ben || !cleo || !dan) throw new Error('Nobody came.')
    for (const each of [ben, cleo, dan]) expect((await join(each, token)).status).toBe(200)
    clock.advance(1)
    const at = (who: Caller) => `/api/series/${series}/members/${who.userId}`
    await house.json(at(ben), 'DELETE')
    await house.json(at(cleo), 'PATCH', { role: 'viewer' })
    expect((await look(cleo, token)).body).toMatchObject({ here: 'viewer' })
    for (const each of [cleo, dan]) await each.json(at(each), 'DELETE')
    for (const each of [ben, cleo]) {
      expect((await look(each, token)).status).toBe(410)
      expect((await join(each, token)).body.error?.code).toBe('invite.over')
      expect((await each.json(`/api/series/${series}`)).status).toBe(404)
    }
    // Who has left by themselves may come back, and a new link is for everybody.
    expect((await join(dan, token)).body).toMatchObject({ role: 'writer' })
    clock.advance(1)
    const next = await link(house, series, { kind: 'member', role: 'viewer' })
    expect((await join(ben, next.token)).body).toMatchObject({ role: 'viewer' })
  })

  it('does not change what somebody already is', async () => {
    const house = await openHouse()
    const series = await house.series()
    const viewer = await house.member(series, 'viewer')
    const { token } = await link(house, series, { kind: 'member', role: 'owner' })
    expect((await join(viewer, token)).body).toMatchObject({ role: 'viewer' })
  })
})

describe('a guest link', () => {
  it('lets in whoever types a name, for that one series', async () => {
    const house = await openHouse()
    const series = await house.series()
    const { token } = await link(house, series, { kind: 'guest' })
    expect((await join(house.nobody, token)).body.error?.code).toBe('join.nameless')
    const { body, cookie, device } = await join(house.nobody, token, 'Gus')
    expect(body).toEqual({ seriesId: series, kind: 'guest', role: 'producer', signOffs: [] })
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).toMatch(/; Expires=/)
    expect((await device.json('/api/me')).body).toMatchObject({
      user: null,
      guest: { name: 'Gus', seriesId: series },
    })
    const listed = (await device.json('/api/series')).body as { series: { id: string }[] }
    expect(listed.series.map(({ id }) => id)).toEqual([series])
    const other = await house.series()
    expect((await device.json(`/api/series/${other}`)).status).toBe(404)
    // Opened again on the same device, it is the same guest.
    expect((await join(device, token, 'Gustav')).cookie).toBe('')
  })

  it('that may sign off is the first device’s; forwarded it reads only', async () => {
    const house = await openHouse()
    const series = await house.series()
    const wanted = { kind: 'guest', role: 'producer', signOffs: ['Platform'], person: 'Pat Lin' }
    const { token } = await link(house, series, wanted)
    expect((await look(house.nobody, token)).body).toMatchObject({
      person: 'Pat Lin',
      bound: false,
    })
    // Whoever is in by an account does not use it up by trying it.
    expect((await join(house.ada, token)).body).toMatchObject({ kind: 'member', role: 'owner' })
    const first = await join(house.nobody, token, 'Somebody')
    expect(first.body).toMatchObject({ role: 'producer', signOffs: ['Platform'] })
    expect((await first.device.json('/api/me')).body).toMatchObject({ guest: { name: 'Pat Lin' } })
    expect((await look(first.device, token)).body).toMatchObject({ bound: false })
    expect((await look(house.nobody, token)).body).toMatchObject({ bound: true })
    const second = await join(house.nobody, token, 'Pat Lin')
    expect(second.body).toMatchObject({ role: 'viewer', signOffs: [] })
    expect((await first.device.json(`/api/series/${series}`)).body).toMatchObject({
      signOffs: ['Platform'],
      guest: true,
    })
  })

  it('that may sign off is one device’s, however many open it at once', async () => {
    const house = await openHouse()
    const series = await house.series()
    const wanted = { kind: 'guest', signOffs: ['Platform'], person: 'Pat Lin' }
    const { token } = await link(house, series, wanted)
    const all = await Promise.all(Array.from({ length: 8 }, () => join(house.nobody, token, 'Pat')))
    const signing = all.filter(({ body }) => 'role' in body && body.role === 'producer')
    expect(signing.length).toBe(1)
  })

  it('lends the name it holds to nobody but the first device', async () => {
    const house = await openHouse()
    const series = await house.series()
    const wanted = { kind: 'guest', signOffs: ['Platform'], person: 'Pat Lin' }
    const { token } = await link(house, series, wanted)
    const all = await Promise.all(Array.from({ length: 8 }, () => join(house.nobody, token)))
    const codes = all.map(({ body }) => body.error?.code ?? 'in').sort()
    expect(codes).toEqual(['in', ...Array.from({ length: 7 }, () => 'join.nameless')])
    const { body } = await house.json(`/api/series/${series}/invites`)
    expect(body).toMatchObject({ invites: [{ uses: 1 }] })
  })

  it('is over when it is revoked or too old', async () => {
    const clock = new HandClock()
    const house = await openHouse({ clock })
    const series = await house.series()
    const revoked = await link(house, series, { kind: 'guest' })
    const old = await link(house, series, { kind: 'guest', expiresDays: 1 })
    const { device } = await join(house.nobody, old.token, 'Gus')
    await house.json(`/api/series/${series}/invites/${revoked.id}`, 'DELETE')
    await house.household.records
      .updateTable('invite')
      .set({ expires: clock.now() })
      .where('id', '=', old.id ?? '')
      .execute()
    for (const { token } of [revoked, old, { token: 'made-up' }]) {
      const answer = await look(house.nobody, token)
      expect(answer).toMatchObject({ status: 410, body: { error: { code: 'invite.over' } } })
      expect((await join(house.nobody, token, 'Gus')).status).toBe(410)
    }
    expect((await device.json(`/api/series/${series}`)).status).toBe(410)
  })

  it('is made for guests, and not for more', async () => {
    const house = await openHouse()
    const series = await house.series()
    for (const wanted of [
      { kind: 'guest', role: 'owner' },
      { kind: 'guest', role: 'writer' },
      { kind: 'guest', signOffs: ['Platform'] },
      { kind: 'guest', signOffs: ['Platform', 'Producer'], person: 'Pat' },
      { kind: 'guest', email: 'pat@room.test' },
      { kind: 'member', person: 'Pat' },
      { kind: 'guest', expiresDays: 1000 },
    ]) {
      expect([wanted, (await link(house, series, wanted)).status]).toEqual([wanted, 400])
    }
  })
})

it('nothing that lets somebody in can be read off the disk', async () => {
  const house = await openHouse()
  const series = await house.series()
  const { token } = await link(house, series, { kind: 'guest' })
  const { cookie } = await join(house.nobody, token, 'Gus')
  const made = await house.json('/api/tokens', 'POST', { name: 'A program' })
  const { records } = house.household
  const kept = JSON.stringify([
    await records.selectFrom('invite').selectAll().execute(),
    await records.selectFrom('guest').selectAll().execute(),
    await records.selectFrom('token').selectAll().execute(),
  ])
  const ticket = /=([^;]+)/.exec(cookie)?.[1] ?? ''
  for (const secret of [token, ticket, (made.body as { token: string }).token]) {
    expect(secret.length).toBe(43)
    expect(kept).not.toContain(secret)
  }
})

it('guesses at links are limited', async () => {
  const house = await openHouse()
  const statuses = new Set<number>()
  for (let i = 0; i < 201; i++) statuses.add((await look(house.nobody, `guess-${i}`)).status)
  expect([...statuses]).toEqual([410, 429])
})

it('150 people behind one address come to a reading by one link', async () => {
  const house = await openHouse()
  const { token } = await link(house, await house.series(), { kind: 'guest', role: 'producer' })
  const statuses = new Set<number>()
  for (let i = 0; i < 150; i++) {
    statuses.add((await look(house.nobody, token)).status)
    statuses.add((await join(house.nobody, token, `Guest ${i}`)).status)
  }
  expect([...statuses]).toEqual([200])
})
