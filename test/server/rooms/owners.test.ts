import { describe, expect, it } from 'vitest'
import { judge } from '../../../server/rooms/judge.ts'
import { Owners } from '../../../server/rooms/owners.ts'
import { Caller } from '../caller.ts'
import { behind } from '../databases.ts'
import { HandClock } from '../handclock.ts'
import { type House, openHouse } from '../house.ts'
import type { Wire } from '../wire.ts'
import { clientsOf, erased, notesIn, typed, typedAs } from './edits.ts'

const shape = (...ranges: { client: number; from: number; to: number }[]) => ({
  structs: ranges.length,
  deletes: 0,
  ranges,
  types: [],
})

const known = (states: Record<number, number>, owners: Record<number, string>) => ({
  stateOf: (client: number) => states[client] ?? 0,
  ownerOf: (client: number) => owners[client],
})

describe('whose the new text in an update is', () => {
  it('[O1] the sender’s own, and what is there already, whosever it is', () => {
    const { nobodys, anothers } = judge(
      shape({ client: 1, from: 4, to: 9 }, { client: 2, from: 0, to: 5 }),
      'ada',
      known({ 1: 4, 2: 5 }, { 1: 'ada', 2: 'ben' }),
    )
    expect([nobodys, anothers]).toEqual([[], []])
  })

  it('[O2] nobody’s yet', () => {
    const found = judge(shape({ client: 3, from: 0, to: 1 }), 'ada', known({}, {}))
    expect(found.nobodys).toEqual([3])
  })

  it('[O3] somebody else’s, from where it reaches beyond what is there', () => {
    const found = judge(shape({ client: 2, from: 3, to: 9 }), 'ada', known({ 2: 5 }, { 2: 'ben' }))
    expect(found.anothers).toEqual([{ client: 2, from: 5, to: 9 }])
  })
})

/// A series with a text of Ada's in it, and Ben, who may write there, too.
async function room() {
  const house = await openHouse()
  const series = await house.series()
  const ben = await house.member(series, 'writer', [], 'Ben')
  const ada = await house.wire(series)
  ada.announce()
  const start = await whole(ada)
  const [one, two, three] = typed(start, 'One. ', 'Two. ', 'Three.') as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  ada.update(one)
  await ada.next('acknowledged')
  return { house, series, ada, ben, start, one, two, three }
}

async function whole(wire: Wire): Promise<Uint8Array> {
  wire.step1()
  return (await wire.next('step2')).bytes
}

const notYours = { code: 4422, reason: 'text of somebody else that the series does not hold' }

describe('client ids belong to whoever came with them first', () => {
  for (const how of ['update', 'step2'] as const) {
    it(`[O3] new text under another’s id ends the connection and is kept aside (${how})`, async () => {
      const { house, series, ada, ben, two } = await room()
      const his = await ben.wire(series)
      his.announce()
      his[how](two)
      // Nothing that comes after it counts.
      his.presence([77, 1, '{}'])
      expect(await his.closed).toEqual(notYours)
      expect(his.heard.map(({ type }) => type)).not.toContain('acknowledged')
      expect(notesIn(await whole(ada))).toBe('One. ')
      // Its owner goes on undisturbed.
      ada.update(two)
      expect((await ada.next('acknowledged')).count).toBe(2)
      expect(notesIn(await whole(ada))).toBe('One. Two. ')
      expect(await keptAside(house, series)).toEqual([{ user: ben.userId, bytes: two }])
    })
  }

  it('[O1] what the series holds may be given back by anybody, and deleted', async () => {
    const { series, ada, ben } = await room()
    const his = await ben.wire(series)
    his.announce()
    const all = await whole(his)
    his.step2(all)
    his.update(erased(all))
    let count = 0
    while (count < 2) count = (await his.next('acknowledged')).count
    expect(notesIn(await whole(ada))).toBe('')
  })

  it('[O1] also what waits for something else, behind a gap', async () => {
    const { house, series, ada, ben, three } = await room()
    ada.update(three)
    await ada.next('acknowledged')
    const pia = await house.member(series, 'producer', [], 'Pia')
    for (const caller of [ben, pia]) {
      const back = await caller.wire(series)
      back.announce()
      back.step2(await whole(back))
      expect((await back.next('acknowledged')).count).toBe(1)
    }
  })

  it('[O2] text made offline comes in with a first step 2, and is its sender’s from the first update', async () => {
    const { series, ada, ben, start } = await room()
    const [offline, more, late] = typed(start, 'Offline. ', 'More. ', 'Late.')
    const his = await ben.wire(series)
    his.announce()
    his.step2(offline as Uint8Array)
    await his.next('acknowledged')
    expect(notesIn(await whole(ada))).toContain('Offline. ')
    his.update(more as Uint8Array)
    await his.next('acknowledged')
    ada.update(late as Uint8Array)
    expect(await ada.closed).toEqual(notYours)
  })

  it('[O2] an id is its owner’s from the moment it is announced, or seen with a presence', async () => {
    const { house, series, ada, ben, start } = await room()
    const his = await ben.wire(series)
    his.announce({ version: 2, clients: [501] })
    his.presence([502, 1, '{}'])
    await his.settled()
    ada.update(typedAs(501, start, 'Stolen.')[0] as Uint8Array)
    expect(await ada.closed).toEqual(notYours)
    const again = await house.wire(series)
    again.update(typedAs(502, start, 'Stolen.')[0] as Uint8Array)
    expect(await again.closed).toEqual(notYours)
  })

  it('[O2] a reader’s ids are kept for them while they are here, and claim nothing', async () => {
    const { house, series, ada, ben, start } = await room()
    const pia = await (await house.member(series, 'producer', [], 'Pia')).wire(series)
    pia.announce({ version: 2, clients: [601] })
    pia.presence([602, 1, '{}'])
    await pia.settled()
    for (const client of [601, 602]) {
      const his = await ben.wire(series)
      his.announce({ version: 2, clients: [client] })
      his.update(typedAs(client, start, 'Stolen.')[0] as Uint8Array)
      expect(await his.closed).toEqual(notYours)
    }
    pia.socket.close()
    await pia.closed
    await ada.settled()
    for (const client of [601, 602]) ada.update(typedAs(client, start, 'Mine.')[0] as Uint8Array)
    let count = 1
    while (count < 3) count = (await ada.next('acknowledged')).count
  })

  it('[O2] a reader who becomes a writer in the same page writes under what they announced', async () => {
    const { house, series, ben, start } = await room()
    const pia = await house.member(series, 'producer', [], 'Pia')
    const hers = await pia.wire(series)
    hers.announce({ version: 2, clients: [601] })
    hers.presence([601, 1, '{}'])
    await hers.settled()
    const foe = await ben.wire(series)
    foe.announce({ version: 2, clients: [601] })
    foe.presence([601, 2, '{}'])
    await foe.settled()
    await house.json(`/api/series/${series}/members/${pia.userId}`, 'PATCH', { role: 'writer' })
    await hers.next('standing')
    const [one, two] = typedAs(601, start, 'First. ', 'Second.') as [Uint8Array, Uint8Array]
    hers.update(one)
    expect((await hers.next('acknowledged')).count).toBe(1)
    foe.update(two)
    expect(await foe.closed).toEqual(notYours)
  })

  it('[O2] what a stock client brings in its step 2 is under an id that nobody else can take', async () => {
    const { series, ada, ben, start } = await room()
    const [offline, more] = typedAs(603, start, 'Offline. ', 'More.') as [Uint8Array, Uint8Array]
    const stock = await ben.wire(series)
    stock.step2(offline)
    await expect.poll(async () => notesIn(await whole(ada))).toContain('Offline. ')
    ada.presence([603, 1, '{}'])
    await ada.settled()
    stock.announce()
    stock.update(more)
    let count = 0
    while (count < 2) count = (await stock.next('acknowledged')).count
  })

  it('[O2] of many announced ids few are claimed at once, the rest when they are used', async () => {
    const { house, series, ben, start } = await room()
    const clients = Array.from({ length: 256 }, (_, i) => 1000 + i)
    const his = await ben.wire(series)
    his.announce({ version: 2, clients })
    await his.settled()
    his.step2(typedAs(1200, start, 'Offline.')[0] as Uint8Array)
    await his.next('acknowledged')
    const claimed = async () => {
      const rows = await behind(
        house.dataDir,
        'SELECT client FROM client WHERE "user" = $1 AND client >= 1000 AND client < 2000 ORDER BY client',
        ben.userId,
      )
      return rows.map(({ client }) => Number(client))
    }
    expect(await claimed()).toEqual([...clients.slice(0, 8), 1200])
  })

  it('[O2] coming and going does not claim without end', async () => {
    const claimed = new Set<number>()
    const store = {
      owners: async () => new Map<number, string>(),
      async claim(_: string, user: string, clients: readonly number[]) {
        for (const client of clients) claimed.add(client)
        return new Map(clients.map((client) => [client, user]))
      },
    }
    const clock = new HandClock()
    const owners = new Owners({ id: 'one', store, clock, seenAs: () => undefined })
    for (let i = 0; i < 1000; i++) owners.announce('foe', [2 * i, 2 * i + 1])
    await owners.settled()
    expect(claimed.size).toBe(256)
    clock.advance(10_000)
    owners.announce(
      'foe',
      Array.from({ length: 20 }, (_, i) => 10_000 + i),
    )
    owners.announce(
      'foe',
      Array.from({ length: 20 }, (_, i) => 20_000 + i),
    )
    await owners.settled()
    expect(claimed.size).toBe(266)
  })

  it('[O4] a program writes as whoever made its token', async () => {
    const { house, series, two } = await room()
    const tokens = `/api/series/${series}/tokens`
    const made = await house.json(tokens, 'POST', { name: 'A program', role: 'writer' })
    const { token } = made.body as { token: string }
    const program = await house.nobody.wire(`${series}?token=${token}`)
    program.announce()
    program.update(two)
    expect((await program.next('acknowledged')).count).toBe(1)
  })

  it('[O5] while a series heals, anybody gives back what was lost', async () => {
    const { house, series, ben, two } = await room()
    await house.close()
    await behind(house.dataDir, `UPDATE series SET healing = ${Date.now() + 60_000}`)
    const again = await openHouse({}, house.dataDir)
    const his = await new Caller(again.url, ben.headers).wire(series)
    his.announce()
    his.step2(two)
    expect((await his.next('acknowledged')).count).toBe(1)
    expect(notesIn(await whole(his))).toBe('One. Two. ')
  })

  it('[O5] while a series heals, what a reader gives back is kept aside and they stay', async () => {
    const { house, series, ben, two } = await room()
    const pia = await house.member(series, 'producer', [], 'Pia')
    await house.close()
    await behind(house.dataDir, `UPDATE series SET healing = ${Date.now() + 60_000}`)
    const again = await openHouse({}, house.dataDir)
    const call = (caller: Caller) => new Caller(again.url, caller.headers).wire(series)
    for (let i = 0; i < 2; i++) {
      const hers = await call(pia)
      hers.announce()
      hers.step2(two)
      hers.presence([800 + i, 1, '{}'])
      await hers.next('presence')
      expect(notesIn(await whole(hers))).toBe('One. ')
      expect(hers.heard.map(({ type }) => type)).not.toContain('acknowledged')
      if (i === 0) continue
      // Who becomes a writer comes back and gives it back as one.
      await again.household.members.change(series, pia.userId, { role: 'writer' })
      again.household.doorbell.ring({ series })
      expect((await hers.closed).code).toBe(4500)
    }
    const hers = await call(pia)
    hers.step2(two)
    hers.announce()
    await hers.next('acknowledged')
    expect(notesIn(await whole(await call(ben)))).toBe('One. Two. ')
    expect(await keptAside(again, series)).toEqual([{ user: 'readers', bytes: two }])
  })

  it('[O6] nobody is seen under an id that somebody else writes under', async () => {
    const { series, ada, ben, one } = await room()
    const [client] = clientsOf(one) as [number]
    const his = await ben.wire(series)
    his.presence([client, 9, '{}'], [700, 1, '{}'])
    await his.settled()
    const { states } = await ada.next('presence')
    expect([...states.keys()]).toEqual([700])
  })
})

async function keptAside(house: House, series: string) {
  await house.close()
  const rows = await behind(house.dataDir, 'SELECT "user", bytes FROM aside WHERE doc = $1', series)
  return rows.map(({ user, bytes }) => ({ user, bytes: new Uint8Array(bytes as Uint8Array) }))
}
