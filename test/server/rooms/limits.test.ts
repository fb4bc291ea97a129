import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { Bucket } from '../../../server/rooms/bucket.ts'
import { Crowd } from '../../../server/rooms/crowd.ts'
import { Toll } from '../../../server/rooms/toll.ts'
import { Gate } from '../gate.ts'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'
import type { Wire } from '../wire.ts'
import { notesIn, typed } from './edits.ts'

describe('a bucket', () => {
  it('gives what it holds at once and fills up again, never beyond its brim', () => {
    const bucket = new Bucket({ burst: 10, perSecond: 5 }, 0)
    expect([bucket.take(10, 0), bucket.take(1, 0)]).toEqual([true, false])
    expect(bucket.wait(5, 0)).toBe(1000)
    expect([bucket.take(6, 1000), bucket.take(5, 1000)]).toEqual([false, true])
    expect([bucket.take(10, 60_000), bucket.take(1, 60_000)]).toEqual([true, false])
  })
})

describe('a crowd', () => {
  const limits = { knocking: 2, socketsOfUser: 3, roomsOfUser: 2, socketsOfRoom: 4 }

  it('[T4] counts who knocks from where, until they are in or gone', () => {
    const crowd = new Crowd(limits)
    const [first, , third] = [crowd.knock('a'), crowd.knock('a'), crowd.knock('a')]
    expect([third, crowd.knock('b')]).toEqual([undefined, expect.any(Function)])
    first?.()
    first?.()
    expect(crowd.knock('a')).toBeDefined()
    expect(crowd.knock('a')).toBeUndefined()
  })

  it('[T3] counts connections of a person, their series, and connections to a series', () => {
    const crowd = new Crowd(limits)
    const enter = (user: string, room: string) => crowd.enter(user, room)
    const leave = enter('ada', 'one')
    enter('ada', 'two')
    expect(enter('ada', 'three')).toMatchObject({ code: 4429 })
    enter('ada', 'two')
    expect(enter('ada', 'two')).toMatchObject({ code: 4429 })
    if (typeof leave === 'function') leave()
    enter('ada', 'three')
    for (const user of ['b', 'c']) enter(user, 'two')
    expect(enter('d', 'two')).toMatchObject({ code: 4429 })
  })
})

const heavy = { burst: 1000, perSecond: 100, longestMs: 5000 }

describe('a toll', () => {
  it('lets nobody wait who owes little, and forgets what is owed in time', () => {
    const toll = new Toll({ heavy })
    toll.charge('ada', 1000, 0)
    expect([toll.wait('ada', 0), toll.wait('ben', 0)]).toEqual([0, 0])
    toll.charge('ada', 200, 0)
    expect([toll.wait('ada', 0), toll.wait('ada', 1500), toll.wait('ada', 2000)]).toEqual([
      2000, 500, 0,
    ])
  })

  it('lets nobody wait for ever', () => {
    const toll = new Toll({ heavy })
    toll.charge('ada', 1_000_000, 0)
    expect(toll.wait('ada', 0)).toBe(5000)
  })
})

it('[T8] whoever sends what takes long is heard later, with all they sent; others at once', async () => {
  const clock = new HandClock()
  const house = await openHouse({ clock, limits: { heavy } })
  const series = await house.series()
  const writer = await house.member(series, 'writer', [], 'Ben')
  const [ada, ben] = [await house.wire(series), await writer.socket(series)]
  const whole = async () => {
    ben.step1()
    return (await ben.next('step2')).bytes
  }
  const known = await whole()
  for (const update of typed(known, 'x'.repeat(1500), 'After.')) ada.update(update)
  await ben.next('update')
  // Another connection of hers waits, too, and his does not.
  const hers = await house.ada.socket(series)
  hers.announce()
  clock.advance(100)
  ben.update(typed(await whole(), 'Ben.')[0] as Uint8Array)
  clock.advance(100)
  await ben.settled()
  expect(hers.heard.some(({ type }) => type === 'standing')).toBe(false)
  expect(notesIn(await whole())).not.toContain('After.')
  clock.advance(8000)
  await hers.next('standing')
  await ben.next('update')
  expect(notesIn(await whole())).toContain('After.')
})

const slow = { frames: { burst: 30, perSecond: 10 }, bytes: { burst: 100_000, perSecond: 1000 } }

describe('[T1] what one connection may say', () => {
  it('ends it when it says too much too fast, and nobody else notices', async () => {
    const clock = new HandClock()
    const house = await openHouse({ clock, limits: slow })
    const series = await house.series()
    const [ada, bo] = [await house.wire(series), await house.wire(series)]
    for (let i = 0; i < 31; i++) ada.announce()
    expect(await ada.closed).toEqual({ code: 4429, reason: 'too much too fast: messages' })
    await bo.settled()
    bo.say(new Uint8Array(100_001))
    expect(await bo.closed).toEqual({ code: 4429, reason: 'too much too fast: bytes' })
    const cy = await house.wire(series)
    for (let i = 0; i < 29; i++) cy.announce()
    await cy.settled()
    clock.advance(3000)
    for (let i = 0; i < 28; i++) cy.announce()
    await cy.settled()
  })

  it('counts what an update is made of, not only its bytes', async () => {
    const house = await openHouse({ clock: new HandClock(), limits: slow })
    const series = await house.series()
    const ada = await house.wire(series)
    // 10,000 structs of two bytes each.
    const many = new Uint8Array(20_006)
    many.set([1, 0x90, 0x4e, 8, 0])
    for (let i = 0; i < 10_000; i++) many.set([0, 1], 5 + 2 * i)
    ada.update(many)
    expect(await ada.closed).toEqual({ code: 4429, reason: 'too much too fast: structs' })
  })

  it('[T2] answers step 1 at a measured pace, the last one first of all', async () => {
    const clock = new HandClock()
    const house = await openHouse({ clock })
    const ada = await house.wire(await house.series())
    for (let i = 0; i < 20; i++) await ada.settled()
    for (let i = 0; i < 50; i++) ada.step1()
    ada.announce()
    await ada.next('standing')
    const before = ada.heard.filter(({ type }) => type === 'step2').length
    expect(before).toBe(20)
    clock.advance(500)
    await ada.next('step2')
    ada.announce()
    await ada.next('standing')
    expect(ada.heard.filter(({ type }) => type === 'step2').length).toBe(21)
  })
})

it('[T3] one person has so many connections, and may come back when one is gone', async () => {
  const house = await openHouse({ limits: { socketsOfUser: 2 } })
  const series = await house.series()
  const [one] = [await house.wire(series), await house.wire(series)]
  const third = await house.ada.socket(series)
  expect(await third.closed).toEqual({
    code: 4429,
    reason: 'too much too fast: connections of one person',
  })
  one?.socket.close()
  await one?.closed
  await (await house.wire(series)).settled()
})

it('[T7] what one person’s connections have begun to say and not ended is limited in sum', async () => {
  const house = await openHouse({ limits: { unfinishedOfUser: 300_000 } })
  const series = await house.series()
  const ben = await house.member(series, 'writer')
  const [one, two, his] = [
    await house.wire(series),
    await house.wire(series),
    await ben.wire(series),
  ]
  const begin = (wire: Wire) => wire.socket.send(new Uint8Array(200_000), { fin: false })
  begin(his)
  begin(one)
  begin(two)
  const ended = await Promise.race([one.closed, two.closed])
  expect(ended).toEqual({ code: 4429, reason: 'too much too fast: unfinished messages' })
  // What it had begun counts no more, nor does what has become whole.
  const three = await house.wire(series)
  for (let i = 0; i < 4; i++) {
    three.say(new Uint8Array([3]))
    three.update(typed(await whole(three), 'x'.repeat(90_000))[0] as Uint8Array)
  }
  await three.settled()
  expect(his.socket.readyState).toBe(his.socket.OPEN)
})

it('[T5] whoever is not in the room after ten seconds is let go', async () => {
  const clock = new HandClock()
  const gate = new Gate()
  const house = await openHouse({ clock, wrapStore: gate.wrap })
  const series = await house.series()
  gate.holdLoads()
  const ada = await house.ada.socket(series)
  await expect.poll(() => gate.loads).toBeGreaterThan(0)
  clock.advance(10_000)
  expect((await ada.closed).code).toBe(4500)
  gate.release()
  await (await house.wire(series)).settled()
})

it('[T4] from one address so many may knock at a time', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap, limits: { knocking: 3 } })
  const series = await house.series()
  gate.holdLoads()
  for (let i = 0; i < 3; i++) await house.ada.socket(series)
  const url = `${house.url.replace('http', 'ws')}/sync/${series}`
  const socket = new WebSocket(url, { headers: house.ada.headers })
  socket.on('error', () => {})
  const status = await new Promise((done) => {
    socket.once('unexpected-response', (_, response) => done(response.statusCode))
    socket.once('open', () => done('open'))
  })
  expect(status).toBe(429)
  gate.release()
})

it('[T6] hundreds of connections that say nothing keep nobody out', async () => {
  const house = await openHouse()
  const series = await house.series()
  const { port } = new URL(house.url)
  const idle = Array.from({ length: 300 }, () => connect(Number(port), '127.0.0.1'))
  for (const socket of idle) socket.on('error', () => {})
  const ada = await house.wire(series)
  ada.announce()
  ada.update(typed(await whole(ada), 'Here.')[0] as Uint8Array)
  expect((await ada.next('acknowledged')).count).toBe(1)
  for (const socket of idle) socket.destroy()
})

async function whole(wire: Wire): Promise<Uint8Array> {
  wire.step1()
  return (await wire.next('step2')).bytes
}
