import { expect, it } from 'vitest'
import { close } from '../../../src/shared/protocol.ts'
import { standIn } from '../standin.ts'
import { typed } from './edits.ts'
import { beginning, openHall, series, Visitor } from './hall.ts'

it('[C5] a room stays in memory while something that was left behind is being written down', async () => {
  const writing = Promise.withResolvers<void>()
  let snapshots = 0
  const hall = await openHall({
    idleMs: 1000,
    wrap: (store) =>
      standIn(store, {
        async writeSnapshot(...args) {
          snapshots++
          await writing.promise
          return store.writeSnapshot(...args)
        },
      }),
  })
  const { gate, rooms, store } = hall
  hall.leave()
  /// Somebody comes, writes, and is gone.
  const pass = async (text: string) => {
    const lease = await rooms.lease(series)
    if (lease.kind !== 'open') throw new Error(lease.reason)
    const visitor = new Visitor(lease.room, 'ada', 'writer')
    visitor.update(typed(beginning, text)[0] as Uint8Array)
    visitor.close(close.goingAway)
    lease.release()
  }

  await pass('One. ')
  await hall.until(() => snapshots === 1)
  gate.hold()
  await pass('Two.')
  await hall.until(() => gate.appends === 2)
  writing.resolve()
  await hall.pass(200)
  expect(rooms.holds(series)).toBe(true)
  gate.release()
  await hall.until(() => !rooms.holds(series))
  expect((await store.heads([series])).get(series)).toBe(3)
})
