/// `npm test`: every check there is, one after the other, each writing to the console as it goes.
/// The last line counts what ran: every test, and every other check as one.
///
///   node test/run.ts              everything
///   node test/run.ts check        only format, lint, types, unused code and the layers

import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { installBrowser } from './browser.ts'
import { installDatabases } from './databases.ts'
import { nothing, type Outcome, readPlaywright, readVitest, together } from './outcome.ts'
import { brief, lastOf, type Trouble } from './trouble.ts'

interface Step {
  readonly title: string
  /// A script and its arguments, run on this Node, or something to do here.
  readonly run: readonly string[] | (() => void)
  /// Reads what the step counted. Without it, a step counts as one.
  readonly read?: () => Outcome | undefined
  /// Added to its environment.
  readonly env?: Readonly<Record<string, string>>
  /// Makes ready for other steps: counts only when it fails.
  readonly prepares?: true
}

const root = join(import.meta.dirname, '..')
const reports = join(root, '.cache/test')
const vitestReport = join(reports, 'vitest.json')
const sharedReport = join(reports, 'shared.json')
const playwrightReport = join(reports, 'playwright.json')

/// No step takes this long, in milliseconds, unless it hangs.
const patience = 40 * 60_000
/// Of what a step says, as it comes, so much is kept to be said again.
const keptPieces = 50

const bin = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  sizeLimit: 'node_modules/size-limit/bin.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
}

const checks: readonly Step[] = [
  { title: 'Format and lint', run: [bin.biome, 'check', '--error-on-warnings'] },
  { title: 'Types', run: [bin.tsc, '-p', '.'] },
  { title: 'Unused code', run: [bin.knip, '--no-progress'] },
]

const layers: Step = {
  title: 'Layers',
  run: [bin.vitest, 'run', 'test/architecture.test.ts'],
}

const tests: readonly Step[] = [
  { title: 'Databases', run: () => console.log(installDatabases()), prepares: true },
  {
    title: 'Unit, property and server tests',
    run: [bin.vitest, 'run'],
    env: { NINETY_TEST_REPORT: vitestReport },
    read: () => readVitest(vitestReport),
  },
  {
    title: 'Server tests on PostgreSQL and Redis',
    run: [bin.vitest, 'run'],
    env: { NINETY_TEST_STORES: 'shared', NINETY_TEST_REPORT: sharedReport },
    read: () => readVitest(sharedReport),
  },
  {
    title: 'Fuzz, briefly',
    run: ['test/fuzz/main.ts', '--runs', '300', '--seed', '1', '--anchors'],
  },
  { title: 'Chaos, briefly', run: ['test/chaos/main.ts', '--brief', '--seed', '1'] },
  { title: 'Client build', run: ['bin/build.ts', '--when-stale'], prepares: true },
  { title: 'Bundle size', run: [bin.sizeLimit] },
  { title: 'A browser', run: () => console.log(installBrowser()), prepares: true },
  {
    title: 'Browser tests',
    run: [bin.playwright, 'test', '--reporter=list,json', '--retries=1'],
    read: () => readPlaywright(playwrightReport),
  },
]

/// Whether the script ended well, and the last it said. Its output goes to the console as it comes.
function play(script: readonly string[], own: Step['env'] = {}): Promise<Played> {
  return new Promise((resolve) => {
    const tail: Buffer[] = []
    const child = spawn(process.execPath, script, {
      cwd: root,
      stdio: ['inherit', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: undefined,
        // The servers that the steps start read the same code again and again.
        NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
        PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
        ...own,
      },
    })
    const timer = setTimeout(() => {
      console.error(`Stopped after ${patience / 60_000} minutes.`)
      child.kill('SIGKILL')
    }, patience)
    const tee = (from: Readable, to: NodeJS.WriteStream) =>
      from.on('data', (piece: Buffer) => {
        to.write(piece)
        tail.push(piece)
        if (tail.length > keptPieces) tail.shift()
      })
    tee(child.stdout, process.stdout)
    tee(child.stderr, process.stderr)
    child.on('error', ({ message }) => resolve({ isSound: false, tail: message }))
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ isSound: code === 0, tail: Buffer.concat(tail).toString() })
    })
  })
}

interface Played {
  readonly isSound: boolean
  readonly tail: string
}

async function take(step: Step): Promise<Outcome> {
  const { isSound, tail } = await playStep(step)
  const counted = step.read?.() ?? nothing
  const hasCounted = counted.passed + counted.failed > 0
  if (isSound && !step.read) return { ...nothing, passed: step.prepares ? 0 : 1 }
  if (isSound && hasCounted) return counted
  // A run that crashed, or in which nothing ran, has failed even where no test has.
  const file = typeof step.run === 'function' ? step.title : (step.run[0] ?? '')
  const end = { file, title: 'the last it said', message: lastOf(tail) }
  const failures = counted.failures.length > 0 ? counted.failures : [end]
  return { ...counted, failures, failed: Math.max(1, counted.failed) }
}

async function playStep({ run, env }: Step): Promise<Played> {
  if (typeof run !== 'function') return play(run, env)
  try {
    run()
    return { isSound: true, tail: '' }
  } catch (error) {
    const tail = error instanceof Error ? error.message : String(error)
    console.error(tail)
    return { isSound: false, tail }
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const steps = process.argv[2] === 'check' ? [...checks, layers] : [...checks, ...tests]
const outcomes: Outcome[] = []
const summary: string[] = []
const repeated: string[] = []

/// Keeps what there is to say again at the end, where it is not drowned by the steps behind it.
function repeat(title: string, what: string, troubles: readonly Trouble[]) {
  if (troubles.length > 0) repeated.push([`${title}: ${what}`, ...troubles.map(brief)].join('\n'))
}

for (const [index, step] of steps.entries()) {
  console.log(`\n── ${index + 1}/${steps.length} ${step.title} ──`)
  const began = performance.now()
  const outcome = await take(step)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  outcomes.push(outcome)
  repeat(step.title, 'passed only when tried again', outcome.flaky)
  repeat(step.title, 'failed', outcome.failures)
  summary.push(`${outcome.failed > 0 ? '✗' : '✓'} ${step.title} (${seconds} s)`)
}

const total = together(outcomes)
console.log(`\n${[...repeated, summary.join('\n')].join('\n\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
