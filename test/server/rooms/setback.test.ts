import { expect, it } from 'vitest'
import { Disk } from '../../../server/rooms/disk.ts'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'
import { typed } from './edits.ts'

const hour = 60 * 60_000

it('edits and presence do not wait for a clock that was set back', async () => {
  const clock = new HandClock()
  const house = await openHouse({ clock })
  const series = await house.series()
  const [ada, ben] = [await house.wire(series), await house.wire(series)]
  ada.announce()
  ada.step1()
  const [one, two] = typed((await ada.next('step2')).bytes, 'One. ', 'Two.') as Uint8Array[]
  ada.presence([1, 1, '{}'])
  await ben.next('presence')
  ada.update(one as Uint8Array)
  await ben.next('update')
  clock.setBack(hour)
  ada.update(two as Uint8Array)
  ada.presence([1, 2, '{}'])
  await ada.settled()
  clock.advance(50)
  await ben.next('update')
  await ada.settled()
  clock.advance(50)
  await expect
    .poll(() => ben.heard.some((each) => each.type === 'presence' && each.states.get(1)?.[0] === 2))
    .toBe(true)
})

it('a disk that was full is tried again soon when the clock was set back', () => {
  const disk = new Disk()
  disk.failed(hour)
  expect(disk.takes(hour)).toBe(false)
  expect(disk.takes(0)).toBe(true)
})
