import { readdirSync } from 'node:fs'
import { constants, getPriority } from 'node:os'
import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Job } from '../../../server/jobs/job.ts'
import { Pool, type PoolLimits, poolLimits } from '../../../server/jobs/pool.ts'
import { openWorkshop, type Workshop } from '../../../server/jobs/workshop.ts'
import { beginFrom } from '../../../server/rooms/content.ts'
import { fountain } from '../../../src/shared/format/formats.ts'
import { HandClock } from '../handclock.ts'
import { isRunning, ownerOf } from './owner.ts'

vi.setConfig({ testTimeout: 60_000 })

async function pdfOf(lines: number): Promise<Job> {
  const text = `INT. LIFT - NIGHT\n\n${'ANA\nHello?\n\n'.repeat(lines)}`
  const reading = await fountain.read(new TextEncoder().encode(text))
  if ('code' in reading) throw new Error(reading.message)
  return { kind: 'write', document: beginFrom(reading.screenplay), as: 'pdf', chosen: {} }
}

const short = await pdfOf(1)
/// Says how far it has got, long before it is done.
const long = await pdfOf(5000)

function openPool(limits: Partial<PoolLimits> = {}) {
  const workshops: Workshop[] = []
  const pool = new Pool({
    clock: new HandClock(),
    log: pino({ level: 'silent' }),
    limits: { ...poolLimits, processes: 1, ...limits },
    open(options) {
      const workshop = openWorkshop(options)
      workshops.push(workshop)
      return workshop
    },
  })
  onTestFinished(() => pool.close())
  const pid = () => workshops.at(-1)?.pid ?? 0
  return { pool, pid, workshops }
}

/// Has a long job done, and sends its process signals once it has begun.
async function interrupt(signals: readonly NodeJS.Signals[]) {
  const { pool, pid } = openPool()
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  const made = pool.run(long, { tell: () => resolve() })
  await begun
  for (const signal of signals) process.kill(pid(), signal)
  const result = await made
  return { pool, code: 'code' in result ? result.code : undefined }
}

it('comes behind whatever answers people, with all its threads', async () => {
  const { pool, pid } = openPool()
  await pool.run(short)
  expect(getPriority(pid())).toBeGreaterThanOrEqual(constants.priority.PRIORITY_BELOW_NORMAL)
  if (process.platform !== 'linux') return
  const threads = readdirSync(`/proc/${pid()}/task`).map(Number)
  expect(threads.length).toBeGreaterThan(2)
  expect(new Set(threads.map((thread) => getPriority(thread)))).toEqual(
    new Set([getPriority(pid())]),
  )
})

it('is one for all jobs, and gone when the server has closed', async () => {
  const { pool, pid, workshops } = openPool()
  await pool.run(short)
  await pool.run(short)
  expect(workshops).toHaveLength(1)
  expect(isRunning(pid())).toBe(true)
  await pool.close()
  expect(isRunning(pid())).toBe(false)
})

it('that somebody kills takes its job with it, and the next is done', async () => {
  const { pool, code } = await interrupt(['SIGKILL'])
  expect(code).toBe('job.failed')
  expect(await pool.run(short)).toHaveProperty('bytes')
})

it('that finds no memory ends by itself, and the next job is done', async () => {
  const { pool, code } = await interrupt(['SIGABRT'])
  expect(code).toBe('job.heavy')
  expect(await pool.run(short)).toHaveProperty('bytes')
})

it('may not hold more than its share, objects or not', async () => {
  const { pool } = openPool({ processMegabytes: 20 })
  expect(await pool.run(long)).toMatchObject({ code: 'job.heavy' })
})

it('leaves it to the server what becomes of a job on Ctrl-C or the stop of a service', async () => {
  const { code } = await interrupt(['SIGINT', 'SIGTERM'])
  expect(code).toBe(undefined)
})

it.each([
  ['as soon as it is started', long, 'started'],
  ['in the middle of a job', long, 'begun'],
  ['with nothing to do', short, 'begun'],
] as const)('ends with a server that is killed %s', async (_, job, how) => {
  const { workshop, kill } = await ownerOf(job, how)
  expect(isRunning(workshop)).toBe(true)
  await kill()
  await vi.waitUntil(() => !isRunning(workshop), { timeout: 10_000 })
})
