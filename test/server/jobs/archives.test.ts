import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { Archives } from '../../../server/jobs/archives.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'

const hour = 60 * 60_000

it('archives what has changed, as often as it is told to, and keeps the newest', async () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'notes.zip'), 'not ours')
  const clock = new HandClock()
  const about = {
    title: 'The: Lift',
    language: 'en',
    created: 0,
    binned: null,
    lineage: null,
  } as const
  let updated = clock.now()
  let fails = true
  const archives = new Archives({
    folder,
    keep: 2,
    every: 24 * hour,
    clock,
    log: pino({ level: 'silent' }),
    library: { list: async () => [{ ...about, id: 'lift-1', updated }] },
    office: {
      export: async () =>
        fails
          ? { code: 'job.failed', message: 'It was not made.' }
          : { name: '', mediaType: '', bytes: new Uint8Array([1]), losses: [] },
    },
  })
  const after = async (ms: number) => {
    clock.advance(ms)
    // What it does is done in this turn of the event loop.
    await new Promise(setImmediate)
  }
  const made = () => readdirSync(folder).filter((name) => name.startsWith('The Lift lift-1 '))
  await after(60_000)
  expect(made()).toEqual([])
  fails = false
  await after(30 * 60_000)
  expect(made()).toEqual([])
  await after(31 * 60_000)
  expect(made()).toHaveLength(1)
  // Nothing has changed since.
  await after(25 * hour)
  expect(made()).toHaveLength(1)
  for (let day = 0; day < 3; day++) {
    updated = clock.now()
    await after(25 * hour)
  }
  expect(made()).toHaveLength(2)
  expect(readdirSync(folder)).toContain('notes.zip')
  await archives.close()
})
