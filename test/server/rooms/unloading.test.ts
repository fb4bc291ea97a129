import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { createMetrics } from '../../../server/metrics.ts'
import { Rooms } from '../../../server/rooms/rooms.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import type { Store } from '../../../server/store/store.ts'
import { close } from '../../../src/shared/protocol.ts'
import { Gate } from '../gate.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'
import { typed } from './edits.ts'
import { beginning, series, Visitor } from './hall.ts'

it('[C5] a room stays in memory while something that was left behind is being written down', async () => {
  const [clock, gate] = [new HandClock(), new Gate()]
  const own = new SqliteStore(join(freshFolder(), 'ninety.sqlite'))
  onTestFinished(() => own.close())
  const row = { title: 'The Lift', language: 'en', created: 1, updated: 1 } as const
  const first = { bytes: beginning, user: null }
  await own.createSeries({ id: series, ...row, binned: null, lineage: null }, first)
  const writing = Promise.withResolvers<void>()
  let snapshots = 0
  const store = new Proxy<Store>(own, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (key !== 'writeSnapshot') return typeof value === 'function' ? value.bind(target) : value
      return async (...args: Parameters<Store['writeSnapshot']>) => {
        snapshots++
        await writing.promise
        return target.writeSnapshot(...args)
      }
    },
  })
  const rooms = new Rooms({
    store: gate.wrap(store),
    clock,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    idleMs: 1000,
  })
  onTestFinished(() => {
    gate.release()
    return rooms.close(close.goingAway)
  })
  const step = async () => {
    clock.advance(10)
    await new Promise(setImmediate)
  }
  const until = async (look: () => boolean) => {
    for (let i = 0; i < 1000 && !look(); i++) await step()
    expect(look()).toBe(true)
  }
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
  await until(() => snapshots === 1)
  gate.hold()
  await pass('Two.')
  await until(() => gate.appends === 2)
  writing.resolve()
  for (let i = 0; i < 20; i++) await step()
  expect(rooms.holds(series)).toBe(true)
  gate.release()
  await until(() => !rooms.holds(series))
  expect((await own.heads([series])).get(series)).toBe(3)
})
