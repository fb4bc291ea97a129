import { describe, expect, it } from 'vitest'
import { judge } from '../../../server/rooms/judge.ts'
import { Caller } from '../caller.ts'
import { behind } from '../databases.ts'
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

  it('[O2] a reader’s announcement claims nothing', async () => {
    const { house, series, ada, start } = await room()
    const pia = await (await house.member(series, 'producer', [], 'Pia')).wire(series)
    pia.announce({ version: 2, clients: [601] })
    pia.presence([602, 1, '{}'])
    await pia.settled()
    for (const client of [601, 602]) ada.update(typedAs(client, start, 'Mine.')[0] as Uint8Array)
    let count = 1
    while (count < 3) count = (await ada.next('acknowledged')).count
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
