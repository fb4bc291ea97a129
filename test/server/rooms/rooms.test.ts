import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { createMetrics } from '../../../server/metrics.ts'
import { beginSeries } from '../../../server/rooms/content.ts'
import { Rooms } from '../../../server/rooms/rooms.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import { close } from '../../../src/shared/protocol.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'
import { standIn } from '../standin.ts'

it('commits what has come when it closes, though a series that is being read cannot be', async () => {
  const own = new SqliteStore(join(freshFolder(), 'ninety.sqlite'))
  onTestFinished(() => own.close())
  const lost = Promise.withResolvers<never>()
  const store = standIn(own, {
    stored: (id) => (id === 'broken' ? lost.promise : own.stored(id)),
  })
  const heading = { title: 'The Lift', language: 'en' } as const
  const bytes = beginSeries({ ...heading, targetSeconds: 90 })
  for (const id of ['whole', 'broken']) {
    const row = { id, ...heading, created: 1, updated: 1, binned: null, lineage: null }
    await store.createSeries(row, { bytes, user: null })
  }
  const log = pino({ level: 'silent' })
  const clock = new HandClock()
  const rooms = new Rooms({ store, clock, log, metrics: createMetrics(), idleMs: 3_600_000 })
  const lease = await rooms.lease('whole')
  if (lease.kind !== 'open') throw new Error(lease.reason)
  // The second waits for the window.
  await lease.room.edit(null, (doc) => doc.getMap('series').set('one', 1))
  const edited = lease.room.edit(null, (doc) => doc.getMap('series').set('two', 2))
  const broken = rooms.lease('broken').catch((error: Error) => error.message)
  const closed = rooms.close(close.goingAway)
  lost.reject(new Error('The database is away.'))
  await closed
  expect(await broken).toBe('The database is away.')
  await edited
  expect((await store.stored('whole'))?.head).toBe(3)
})
