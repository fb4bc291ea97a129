import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Job } from '../../../server/jobs/job.ts'
import { Pool, type PoolLimits, poolLimits } from '../../../server/jobs/pool.ts'
import { HandClock } from '../handclock.ts'

vi.setConfig({ testTimeout: 90_000 })

const read = (text: string): Job => ({
  kind: 'read',
  name: 'lift.fountain',
  bytes: new TextEncoder().encode(text),
  options: {},
  for: { kind: 'series' },
})

/// What keeps a process long enough for anything to be done to it.
const long = read('INT. LIFT - NIGHT\n\nANA\nHello?\n\n'.repeat(100_000))

function openPool(limits: Partial<PoolLimits> = {}) {
  const clock = new HandClock()
  const log = pino({ level: 'silent' })
  const pool = new Pool({ clock, log, limits: { ...poolLimits, processes: 1, ...limits } })
  onTestFinished(() => pool.close())
  return { clock, pool }
}

const codeOf = (result: object) => ('code' in result ? result.code : undefined)

it('reads a file in a process, and the next in the same', async () => {
  const { pool } = openPool()
  for (const title of ['One', 'Two']) {
    const result = await pool.run(read(`Title: ${title}\n\nINT. LIFT - NIGHT\n`))
    expect(result).toMatchObject({ kind: 'series', heading: { title } })
  }
})

it('ends a job that is called off, running or waiting, and does the next', async () => {
  const { pool } = openPool()
  const [first, second] = [new AbortController(), new AbortController()]
  const running = pool.run(long, { signal: first.signal })
  const waiting = pool.run(long, { signal: second.signal })
  const last = pool.run(read('INT. LIFT - NIGHT\n'))
  second.abort()
  expect(codeOf(await waiting)).toBe('job.cancelled')
  first.abort()
  expect(codeOf(await running)).toBe('job.cancelled')
  expect(codeOf(await last)).toBe(undefined)
  const late = pool.run(read(''), { signal: first.signal })
  expect(codeOf(await late)).toBe('job.cancelled')
})

it('ends a job that takes too long, and does the next', async () => {
  const { pool, clock } = openPool()
  const slow = pool.run(long)
  const next = pool.run(read('INT. LIFT - NIGHT\n'))
  clock.advance(poolLimits.ms)
  expect(codeOf(await slow)).toBe('job.slow')
  expect(codeOf(await next)).toBe(undefined)
})

it('ends a job that takes too much memory, and does the next', async () => {
  const { pool } = openPool({ megabytes: 96 })
  expect(codeOf(await pool.run(long))).toBe('job.heavy')
  expect(codeOf(await pool.run(read('INT. LIFT - NIGHT\n')))).toBe(undefined)
})

it('refuses more than can wait, and everything once it is closed', async () => {
  const { pool } = openPool({ waiting: 1 })
  const [running, waiting, refused] = [pool.run(long), pool.run(long), pool.run(long)]
  expect(codeOf(await refused)).toBe('job.busy')
  await pool.close()
  expect([codeOf(await running), codeOf(await waiting)]).toEqual([
    'server.closing',
    'server.closing',
  ])
  expect(codeOf(await pool.run(long))).toBe('server.closing')
})

it('lets nobody fill the queue, or come before somebody who has waited', async () => {
  const { pool } = openPool({ waitingOfOne: 2 })
  const done: string[] = []
  const short = read('INT. LIFT - NIGHT\n')
  const run = async (by: string, name: string) => {
    const result = await pool.run(short, { by })
    done.push(name)
    return codeOf(result)
  }
  const ada = [run('ada', 'ada 1'), run('ada', 'ada 2'), run('ada', 'ada 3')]
  expect(pool.refusal('ada')?.code).toBe('job.busy')
  expect(await run('ada', 'ada 4')).toBe('job.busy')
  expect(pool.refusal('ben')).toBe(undefined)
  expect(await run('ben', 'ben')).toBe(undefined)
  expect(await Promise.all(ada)).toEqual([undefined, undefined, undefined])
  expect(done).toEqual(['ada 4', 'ada 1', 'ben', 'ada 2', 'ada 3'])
})

it('makes what is to be made when its turn has come', async () => {
  const { pool } = openPool()
  const made: string[] = []
  const run = (name: string) =>
    pool.run(async () => {
      made.push(name)
      return read('INT. LIFT - NIGHT\n')
    })
  const stop = new AbortController()
  const running = pool.run(long, { signal: stop.signal })
  const [waiting, other] = [run('first'), run('second')]
  expect(made).toEqual([])
  stop.abort()
  expect(codeOf(await running)).toBe('job.cancelled')
  expect(made).toEqual(['first'])
  expect((await Promise.all([waiting, other])).map(codeOf)).toEqual([undefined, undefined])
})

it('says what could not be made, and does the next', async () => {
  const { pool } = openPool()
  const refused = pool.run(async () => ({ code: 'series.broken', message: 'It cannot be read.' }))
  const failed = pool.run(() => Promise.reject(new Error('It could not be saved.')))
  const next = pool.run(read('INT. LIFT - NIGHT\n'))
  await expect(failed).rejects.toThrow('It could not be saved.')
  expect(codeOf(await refused)).toBe('series.broken')
  expect(codeOf(await next)).toBe(undefined)
})

it('gives one person one process at a time, and the other to the next', async () => {
  const { pool } = openPool({ processes: 2 })
  const stop = new AbortController()
  const jobs = [1, 2].map(() => pool.run(long, { by: 'ada', signal: stop.signal }))
  const ben = await pool.run(read('INT. LIFT - NIGHT\n'), { by: 'ben' })
  expect(codeOf(ben)).toBe(undefined)
  stop.abort()
  expect((await Promise.all(jobs)).map(codeOf)).toEqual(['job.cancelled', 'job.cancelled'])
})
