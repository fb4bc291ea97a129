import { describe, expect, it } from 'vitest'
import { Disk, isStorageTrouble } from '../../../server/rooms/disk.ts'
import { Gate } from '../gate.ts'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'
import type { Wire } from '../wire.ts'
import { notesIn, typed } from './edits.ts'

const storage = { code: 4507, reason: 'the series cannot be saved at present' }

async function whole(wire: Wire): Promise<Uint8Array> {
  wire.step1()
  return (await wire.next('step2')).bytes
}

describe('[U11] a disk that takes nothing', () => {
  it('refuses edits aloud, shows what is saved, and goes on by itself when there is room again', async () => {
    const clock = new HandClock()
    const gate = new Gate()
    const house = await openHouse({ clock, wrapStore: gate.wrap })
    const series = await house.series()
    const [ada, ben] = [await house.wire(series), await house.wire(series)]
    ada.announce()
    ben.announce()
    const start = await whole(ada)
    const [saved, unsaved] = typed(start, 'Saved. ', 'Not saved.') as [Uint8Array, Uint8Array]
    ada.update(saved)
    await ada.next('acknowledged')
    await ben.next('update')

    gate.fill(true)
    clock.advance(100)
    ada.update(unsaved)
    expect(await ada.closed).toEqual(storage)
    // Who has sent nothing notices nothing, and nobody sees what is not on disk.
    expect(notesIn(await whole(ben))).toBe('Saved. ')
    const again = await house.wire(series)
    again.announce()
    expect(notesIn(await whole(again))).toBe('Saved. ')
    expect(ben.heard.filter(({ type }) => type === 'update').length).toBe(1)
    expect(await trouble(house.url)).toBe('1')

    // At once nothing is even tried; what brings nothing new is welcome all the same.
    const { appends } = gate
    again.step2(saved)
    clock.advance(100)
    expect((await again.next('acknowledged')).count).toBe(1)
    again.update(unsaved)
    clock.advance(100)
    expect(await again.closed).toEqual(storage)
    expect(gate.appends).toBe(appends)
    const renamed = house.json(`/api/series/${series}`, 'PATCH', { title: 'Later' })
    await expect
      .poll(() => {
        clock.advance(10)
        return Promise.race([renamed, 'waiting'])
      })
      .toMatchObject({
        status: 500,
      })

    // It is tried again after a while, in vain, and then there is room.
    clock.advance(1000)
    const third = await house.wire(series)
    third.update(unsaved)
    expect(await third.closed).toEqual(storage)
    expect(gate.appends).toBe(appends + 1)
    gate.fill(false)
    clock.advance(8000)
    const last = await house.wire(series)
    last.announce()
    last.update(unsaved)
    expect((await last.next('acknowledged')).count).toBe(1)
    expect(notesIn(await whole(ben))).toBe('Saved. Not saved.')
    expect(await trouble(house.url)).toBe('0')
    await house.close()
    const reopened = await openHouse({}, house.dataDir)
    expect((await reopened.person(series)).notes.toString()).toBe('Saved. Not saved.')
  })

  it('nor is an id claimed that nothing can be written under', async () => {
    const clock = new HandClock()
    const gate = new Gate()
    const house = await openHouse({ clock, wrapStore: gate.wrap })
    const series = await house.series()
    const ada = await house.wire(series)
    const [edit] = typed(await whole(ada), 'Mine.') as [Uint8Array]
    gate.fill(true)
    ada.update(edit)
    expect(await ada.closed).toEqual(storage)
    expect(await trouble(house.url)).toBe('1')
    gate.fill(false)
    clock.advance(1000)
    const again = await house.wire(series)
    again.announce()
    again.update(edit)
    expect((await again.next('acknowledged')).count).toBe(1)
  })
})

it('[U11] whoever comes with nothing new does not take the turn of an edit', async () => {
  const clock = new HandClock()
  const gate = new Gate()
  const house = await openHouse({ clock, wrapStore: gate.wrap })
  const series = await house.series()
  const [ada, ben] = [await house.wire(series), await house.wire(series)]
  const start = await whole(ada)
  const [edit] = typed(start, 'Mine.') as [Uint8Array]
  gate.fill(true)
  ada.update(edit)
  expect(await ada.closed).toEqual(storage)
  gate.fill(false)
  clock.advance(1000)
  ben.announce()
  ben.step2(start)
  expect((await ben.next('acknowledged')).count).toBe(1)
  ben.update(edit)
  await expect
    .poll(() => {
      clock.advance(20)
      return ben.heard.at(-1)
    })
    .toEqual({ type: 'acknowledged', count: 2 })
})

async function trouble(url: string): Promise<string | undefined> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return /^ninety_storage_trouble (\d)/m.exec(metrics)?.[1]
}

it('[U11] one edit is tried at a time, later and later, up to eight seconds', () => {
  const disk = new Disk()
  expect(disk.takes(0)).toBe(true)
  disk.failed(0)
  expect([disk.takes(999), disk.takes(1000), disk.takes(1001)]).toEqual([false, true, false])
  for (const now of [1001, 4000, 9000, 20_000]) disk.failed(now)
  expect([disk.takes(27_999), disk.takes(28_000)]).toEqual([false, true])
  disk.worked()
  expect(disk.takes(28_001)).toBe(true)
})

it('[U11] knows what databases say when the disk takes nothing', () => {
  const coded = (code: string) => Object.assign(new Error('no'), { code })
  const yes = [
    new Error('database or disk is full'),
    new Error('attempt to write a readonly database'),
    new Error('disk I/O error'),
    coded('53100'),
    coded('25006'),
    coded('ENOSPC'),
    new Error('wrapped', { cause: coded('53100') }),
  ]
  expect(yes.map(isStorageTrouble)).toEqual(yes.map(() => true))
  expect(
    [new Error('syntax error'), coded('23505'), 'full', undefined].some(isStorageTrouble),
  ).toBe(false)
})
