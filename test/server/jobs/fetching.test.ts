import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import type { Job } from '../../../server/jobs/job.ts'
import { faces } from '../../../server/jobs/pdf/faces.ts'
import { Pool, poolLimits } from '../../../server/jobs/pool.ts'
import { beginFrom } from '../../../server/rooms/content.ts'
import { fountain } from '../../../src/shared/format/formats.ts'
import { HandClock } from '../handclock.ts'
import { isRunning, ownerOf } from './owner.ts'

vi.setConfig({ testTimeout: 90_000 })

/// An npm that has been waiting since it was asked, and gives a package of a face once it may: here
/// there is no network. The face in it is Courier Prime's, which has no Thai letter.
function slowNpm() {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-fetching-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const thai = faces.find(({ id }) => id === 'thai')
  if (!thai) throw new Error('There is a Thai face.')
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/courier-prime/400Regular/CourierPrime_400Regular.ttf',
  )
  const target = join(folder, 'package', thai.file)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(font, target)
  spawnSync('tar', ['czf', join(folder, 'face.tgz'), '-C', folder, 'package'])
  const npm = join(folder, 'npm')
  // It gives up when the test is over and its folder gone.
  const wait = `echo $$ > '${folder}/pid'; until [ -e '${folder}/go' ]; do [ -d '${folder}' ] || exit 1; sleep 0.02; done`
  writeFileSync(npm, `#!/bin/sh\n${wait}\ncp '${folder}/face.tgz' "$4"\n`)
  chmodSync(npm, 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
  vi.stubEnv('DATA_DIR', join(folder, 'data'))
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  const pid = () => Number(readFileSync(join(folder, 'pid'), 'utf8'))
  return {
    face: thai.name,
    letIn: () => writeFileSync(join(folder, 'go'), ''),
    isAsked: () => existsSync(join(folder, 'pid')) && pid() > 0,
    /// Whether anything of it is left.
    isThere: () => isRunning(pid()) || readdirSync(temporary).length > 0,
  }
}

async function pdfOf(text: string): Promise<Job> {
  const reading = await fountain.read(new TextEncoder().encode(text))
  if ('code' in reading) throw new Error(reading.message)
  const document = beginFrom(reading.screenplay)
  return { kind: 'write', document, as: 'pdf', chosen: {} }
}

let thai: Job
let plain: Job
beforeEach(async () => {
  thai = await pdfOf('INT. LIFT - NIGHT\n\nสวัสดี\n')
  plain = await pdfOf('INT. LIFT - NIGHT\n\nHello.\n')
})

function openPool() {
  const clock = new HandClock()
  const limits = { ...poolLimits, processes: 1 }
  const pool = new Pool({ clock, log: pino({ level: 'silent' }), limits })
  onTestFinished(() => pool.close())
  return { clock, pool }
}

/// Has a job done, and waits until something is fetched for it.
function begin(pool: Pool, job: Job, signal?: AbortSignal) {
  const told: (string | undefined)[] = []
  const { promise: fetching, resolve } = Promise.withResolvers<void>()
  const tell = (_done: number, _of: number, what?: string) => {
    told.push(what)
    if (what !== undefined) resolve()
  }
  return { made: pool.run(job, { tell, ...(signal && { signal }) }), fetching, told }
}

it('says which face is fetched, and does not count the time; others come meanwhile', async () => {
  const npm = slowNpm()
  const { clock, pool } = openPool()
  const { made, fetching, told } = begin(pool, thai)
  await fetching
  expect(await pool.run(plain)).toHaveProperty('bytes')
  clock.advance(poolLimits.fetchMs - 1)
  npm.letIn()
  const file = await made
  expect(file).toHaveProperty('bytes')
  // The letters were looked for in what was fetched.
  expect(file).toMatchObject({ losses: [{ code: 'pdf.glyph' }] })
  expect(told.slice(0, 2)).toEqual([npm.face, undefined])
})

it('ends a job whose face does not come', async () => {
  slowNpm()
  const { clock, pool } = openPool()
  const { made, fetching } = begin(pool, thai)
  await fetching
  clock.advance(poolLimits.fetchMs)
  expect(await made).toMatchObject({ code: 'job.slow' })
})

it('does one job at a time again once the face has come', async () => {
  const npm = slowNpm()
  const { pool } = openPool()
  const { made, fetching } = begin(pool, thai)
  await fetching
  await pool.run(plain)
  npm.letIn()
  await made
  const done: string[] = []
  const run = async (job: Job, name: string) => {
    await pool.run(job)
    done.push(name)
  }
  const bytes = new TextEncoder().encode('INT. LIFT - NIGHT\n\nANA\nHello?\n\n'.repeat(1500))
  const script = { name: 'lift.fountain', bytes, options: {} }
  const long: Job = { kind: 'read', ...script, for: { kind: 'series' } }
  await Promise.all([run(long, 'long'), run(plain, 'short')])
  expect(done).toEqual(['long', 'short'])
})

it.each(['called off', 'ended by a stop of the server'])(
  'leaves nothing of a job %s',
  async (how) => {
    const npm = slowNpm()
    const { pool } = openPool()
    const stop = new AbortController()
    const { made, fetching } = begin(pool, thai, stop.signal)
    await fetching
    await vi.waitUntil(npm.isAsked, { timeout: 60_000 })
    if (how === 'called off') stop.abort()
    else await pool.close()
    expect(await made).toHaveProperty('code')
    await pool.close()
    expect(npm.isThere()).toBe(false)
  },
)

it('leaves nothing of a job whose server was killed', async () => {
  const npm = slowNpm()
  const owner = await ownerOf(thai)
  await vi.waitUntil(npm.isAsked, { timeout: 10_000 })
  await owner.kill()
  await vi.waitUntil(() => !isRunning(owner.workshop) && !npm.isThere(), { timeout: 10_000 })
})

it('has the time run on once the face has come', async () => {
  const npm = slowNpm()
  const { clock, pool } = openPool()
  const tell = (_done: number, _of: number, what?: string) => {
    if (what !== undefined) npm.letIn()
    else clock.advance(poolLimits.ms)
  }
  expect(await pool.run(thai, { tell })).toMatchObject({ code: 'job.slow' })
})
