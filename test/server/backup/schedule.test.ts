import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { backupsIn } from '../../../server/backup/folder.ts'
import { Schedule } from '../../../server/backup/schedule.ts'
import { verify } from '../../../server/backup/verify.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'

const hour = 60 * 60_000
const log = pino({ level: 'silent' })

/// A store with a series, a schedule that makes a backup of it each hour, and the time.
async function openSchedule(copy?: (to: string) => Promise<void>) {
  const dataDir = freshFolder()
  const folder = join(dataDir, 'backups')
  const source = join(dataDir, 'ninety.sqlite')
  const store = new SqliteStore(source)
  onTestFinished(() => store.close())
  await store.createSeries(
    { ...series, id: 'lift', title: 'The Lift' },
    { bytes: new Uint8Array([1, 2, 3]), user: null },
  )
  const clock = new HandClock()
  const done: boolean[] = []
  let wake = () => {}
  const schedule = new Schedule({
    folder,
    keep: 3,
    every: hour,
    source,
    copy: copy ?? ((to) => store.backup(to)),
    clock,
    log,
    onDone(made) {
      done.push(made)
      wake()
    },
  })
  onTestFinished(() => schedule.close())
  /// Lets time pass until a backup was made or was not.
  const next = async (ms: number) => {
    const told = new Promise<void>((resolve) => {
      wake = resolve
    })
    clock.advance(ms)
    await told
  }
  return { folder, store, clock, schedule, done, next }
}

const series = { language: 'en', created: 1, updated: 1, binned: null, lineage: null } as const

it('makes a whole backup each time it is due, and keeps so many', async () => {
  const { folder, store, clock, next, done } = await openSchedule()
  clock.advance(9 * 60_000)
  expect(existsSync(folder)).toBe(false)
  await next(2 * 60_000)
  for (let n = 2; n <= 5; n++) {
    await store.append('lift', [{ bytes: new Uint8Array([n]), user: 'ada' }], n)
    await next(hour + 60_000)
  }
  expect(done).toEqual([true, true, true, true, true])
  const kept = backupsIn(folder)
  expect(readdirSync(folder)).toHaveLength(3)
  expect(kept.map(({ path }) => verify(path))).toEqual([
    { series: 1, parts: 5, damaged: 0 },
    { series: 1, parts: 4, damaged: 0 },
    { series: 1, parts: 3, damaged: 0 },
  ])
})

it('removes no backup when the new one is not whole', async () => {
  let spoil = false
  const made = await openSchedule(async (to) => {
    await made.store.backup(to)
    // What the disk gives back is not what was written.
    if (spoil) writeFileSync(to, readFileSync(to).fill(0xff, 4096, 8192))
  })
  const { folder, next, done } = made
  await next(11 * 60_000)
  const before = readdirSync(folder)
  spoil = true
  await next(hour + 60_000)
  expect(done).toEqual([true, false])
  expect(readdirSync(folder)).toEqual(before)
  // It is tried again.
  spoil = false
  await next(hour + 60_000)
  expect(backupsIn(folder)).toHaveLength(2)
})

it('counts from the newest backup there is, whoever made it', async () => {
  const { folder, clock, next } = await openSchedule()
  await next(11 * 60_000)
  const [first] = backupsIn(folder)
  clock.advance(30 * 60_000)
  const later = join(folder, 'ninety-1970-01-01T00-57-00-000Z.sqlite')
  writeFileSync(later, readFileSync(first?.path ?? ''))
  clock.advance(50 * 60_000)
  expect(backupsIn(folder)).toHaveLength(2)
  await next(12 * 60_000)
  expect(backupsIn(folder)).toHaveLength(3)
})
