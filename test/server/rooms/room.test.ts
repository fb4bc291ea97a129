import { expect, it } from 'vitest'
import { Gate } from '../gate.ts'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'
import type { Wire } from '../wire.ts'
import { notesIn, typed } from './edits.ts'

/// What the server has, as it gives it to somebody who has nothing.
async function whole(wire: Wire): Promise<Uint8Array> {
  wire.step1()
  return (await wire.next('step2')).bytes
}

it('two stock clients type in one series and see the same', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.person(series)
  const bo = await house.person(series)
  ana.type('The lift stops. ')
  bo.type('Nobody speaks. ')
  const both = (text: string) => text.includes('stops') && text.includes('speaks')
  await Promise.all([ana, bo].map((each) => each.when(() => both(each.notes.toString()))))
  expect(ana.notes.toString()).toBe(bo.notes.toString())
})

it('[U4] nobody sees an edit, and its sender hears nothing, before it is on disk', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  ana.announce()
  const [edit] = typed(await whole(ana), 'Doors open.')
  gate.hold()
  ana.update(edit as Uint8Array)
  bo.step1()
  // Another series still answers, so everything before it has been read.
  const elsewhere = await house.wire(await house.series())
  await elsewhere.settled()
  await elsewhere.settled()
  await expect.poll(() => gate.appends).toBe(1)
  expect(ana.heard.filter(({ type }) => type === 'acknowledged')).toEqual([])
  expect(bo.heard.filter(({ type }) => type === 'update' || type === 'step2')).toEqual([])
  gate.release()
  expect((await ana.next('acknowledged')).count).toBe(1)
  expect(notesIn(await whole(bo))).toBe('Doors open.')
})

it('[A1] [A2] [A4] counts what has been committed for those who announced, from the first update', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const plain = await house.wire(series)
  const edits = typed(await whole(ana), 'a', 'b', 'c')
  ana.step2(new Uint8Array([0, 0]))
  await ana.settled()
  ana.announce()
  expect((await ana.next('acknowledged')).count).toBe(1)
  for (const edit of edits) ana.update(edit)
  let count = 0
  while (count < 4) count = (await ana.next('acknowledged')).count
  expect(count).toBe(4)
  for (const edit of typed(await whole(ana), 'd')) plain.update(edit)
  await ana.next('update')
  await plain.settled()
  expect(plain.heard.some(({ type }) => type === 'acknowledged')).toBe(false)
})

it('[U5] edits that come together are told as one frame and logged as a row each', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const [ana, bo, cy] = [
    await house.wire(series),
    await house.wire(series),
    await house.wire(series),
  ]
  const start = await whole(ana)
  const elsewhere = await house.wire(await house.series())
  const [first] = typed(start, 'x')
  gate.hold()
  ana.update(first as Uint8Array)
  await elsewhere.settled()
  for (const edit of typed(start, '1', '2', '3')) ana.update(edit)
  for (const edit of typed(start, '4', '5', '6')) bo.update(edit)
  await elsewhere.settled()
  gate.release()
  const one = (await cy.next('update')).bytes
  const rest = (await cy.next('update')).bytes
  expect([...notesIn(start, one, rest)].sort().join('')).toBe('123456x')
  expect(gate.appends).toBe(2)
  await house.close()
  const reopened = await openHouse({}, house.dataDir)
  expect([...(await reopened.person(series)).notes.toString()].sort().join('')).toBe('123456x')
})

it('[U6] an edit is not sent back to the one who made it', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  const [edit] = typed(await whole(ana), 'Doors open.')
  ana.update(edit as Uint8Array)
  await bo.next('update')
  await ana.settled()
  expect(ana.heard.some(({ type }) => type === 'update')).toBe(false)
})

it('[U7] the answer to a step 1 goes to the one who asked', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  await whole(ana)
  ana.presence([7, 1, '{}'])
  await bo.next('presence')
  expect(bo.heard.map(({ type }) => type)).toEqual(['step1', 'presence'])
})

it('[U8] a commit that fails discards the room; what the browsers hold comes back', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const ana = await house.person(series)
  const bo = await house.person(series)
  const watcher = await house.wire(series)
  gate.failNext()
  ana.type('Not lost.')
  expect(await watcher.closed).toMatchObject({ code: 4500 })
  await bo.when(() => bo.notes.toString() === 'Not lost.')
  await house.close()
  const reopened = await openHouse({}, house.dataDir)
  expect((await reopened.person(series)).notes.toString()).toBe('Not lost.')
})

it('[U8] a newcomer after a failed commit sees only what is on disk', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const ana = await house.wire(series)
  const [edit] = typed(await whole(ana), 'Never stored.')
  gate.failNext()
  ana.update(edit as Uint8Array)
  await ana.closed
  expect(notesIn(await whole(await house.wire(series)))).toBe('')
})

it('[U10] what a client gives back that the server has is not logged again', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const ana = await house.wire(series)
  ana.announce()
  ana.step2(await whole(ana))
  expect((await ana.next('acknowledged')).count).toBe(1)
  expect(gate.appends).toBe(0)
})

it('[C4] many who come at once share one load', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  gate.holdLoads()
  const wires = await Promise.all(Array.from({ length: 20 }, () => house.ada.socket(series)))
  gate.release()
  await Promise.all(wires.map((wire) => wire.settled()))
  expect(gate.loads).toBe(1)
})

it('[C5] a room that nobody uses leaves memory, and is whole when somebody comes back', async () => {
  const clock = new HandClock()
  const house = await openHouse({ clock, idleMs: 30_000 })
  const series = await house.series()
  const ana = await house.wire(series)
  ana.announce()
  const [edit] = typed(await whole(ana), 'Still here.')
  ana.update(edit as Uint8Array)
  await ana.next('acknowledged')
  const elsewhere = await house.wire(await house.series())
  for (let i = 0; i < 4; i++) {
    clock.advance(14_000)
    await Promise.all([ana.settled(), elsewhere.settled()])
  }
  expect(house.rooms.holds(series)).toBe(true)
  ana.socket.close()
  await ana.closed
  // The server hears of the close before it answers anything later.
  await elsewhere.settled()
  clock.advance(14_000)
  await elsewhere.settled()
  clock.advance(14_000)
  await elsewhere.settled()
  expect(house.rooms.holds(series)).toBe(true)
  clock.advance(4_000)
  await expect.poll(() => house.rooms.holds(series)).toBe(false)
  expect(notesIn(await whole(await house.wire(series)))).toBe('Still here.')
})

it('[C3] a series that is not there is closed with 4404', async () => {
  const house = await openHouse()
  const wire = await house.ada.socket('nobody')
  expect(await wire.closed).toEqual({ code: 4404, reason: 'no such series' })
})

it('[C6] a connection that does not answer is cut', async () => {
  const clock = new HandClock()
  const house = await openHouse({ clock })
  const series = await house.series()
  const gone = await house.ada.socket(series, { autoPong: false })
  // Before, its time to be let in would run out first.
  await gone.next('step1')
  const ana = await house.wire(series)
  clock.advance(15_000)
  // A stock client hangs up when it hears nothing for 30 s.
  expect((await ana.next('presence')).states.size).toBe(0)
  await ana.settled()
  expect(gone.socket.readyState).toBe(gone.socket.OPEN)
  clock.advance(15_000)
  expect((await gone.closed).code).toBe(1006)
  await ana.settled()
})

it('[S1] a server that stops closes its sockets with 1012, everything committed', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series()
  const ana = await house.wire(series)
  ana.announce()
  const [edit] = typed(await whole(ana), 'Last words.')
  gate.hold()
  ana.update(edit as Uint8Array)
  await (await house.wire(await house.series())).settled()
  const closed = house.close()
  gate.release()
  await closed
  expect((await ana.next('acknowledged')).count).toBe(1)
  expect((await ana.closed).code).toBe(1012)
  const reopened = await openHouse({}, house.dataDir)
  expect((await reopened.person(series)).notes.toString()).toBe('Last words.')
})

it('[S1] whoever has not come in yet when the server stops is told to come back', async () => {
  const house = await openHouse()
  const series = await house.series()
  const arriving = await Promise.all(Array.from({ length: 20 }, () => house.ada.socket(series)))
  await house.close()
  const ends = await Promise.all(arriving.map(({ closed }) => closed))
  expect(new Set(ends.map(({ code }) => code))).toEqual(new Set([1012]))
})

it('[S1] an edit that waits for company is committed when the server stops', async () => {
  const clock = new HandClock()
  const house = await openHouse({ clock })
  const series = await house.series()
  const ana = await house.wire(series)
  const bo = await house.wire(series)
  const edits = typed(await whole(ana), 'First. ', 'Second.')
  ana.update(edits[0] as Uint8Array)
  await bo.next('update')
  // The clock stands still: this one is in the window of the one before.
  ana.update(edits[1] as Uint8Array)
  await ana.settled()
  await house.close()
  const reopened = await openHouse({}, house.dataDir)
  expect((await reopened.person(series)).notes.toString()).toBe('First. Second.')
})

it('[F1] a connection that does not read is dropped, and others do not notice', async () => {
  // More than anybody may send at once.
  const heavy = { burst: 64 * 1024 * 1024, perSecond: 1, longestMs: 0 }
  const house = await openHouse({ limits: { heavy } })
  const series = await house.series()
  const ana = await house.wire(series)
  const deaf = await house.wire(series)
  const bo = await house.wire(series)
  deaf.socket.pause()
  ana.announce()
  const text = 'x'.repeat(1024 * 1024)
  const isDropped = async () => {
    const metrics = await (await fetch(`${house.url}/metrics`)).text()
    return metrics.includes('ninety_closed_by_server_total{code="1013"} 1')
  }
  let sent = 0
  for (const edit of typed(await whole(ana), ...Array.from({ length: 24 }, () => text))) {
    ana.update(edit)
    await ana.next('acknowledged')
    await bo.next('update')
    sent++
    if (await isDropped()) break
  }
  // Not before it has left as much unread as it may.
  expect(sent).toBeGreaterThan(4)
  expect(await isDropped()).toBe(true)
})
