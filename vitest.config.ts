import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { Strays, straysOf } from './test/strays.ts'

// Where test/run.ts reads what came of the tests.
const report = process.env.NINETY_TEST_REPORT

// The servers that tests start have threads and processes of their own, which read the same code.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '.cache/compiled')

// With NINETY_TEST_STORES=shared the tests of the server run on a PostgreSQL and a Redis of their own,
// all but those that are about the file of the embedded store, or use none of the run's.
const isShared = process.env.NINETY_TEST_STORES === 'shared'
const notShared = [
  'test/server/{store,bus,backup}/**',
  'test/server/{upgrade,cli,data}.test.ts',
  'test/server/pdf/**',
  'test/server/jobs/{docx,xlsx}/**',
  'test/server/jobs/{archives,compare,fetching,pool,translation}.test.ts',
  'test/server/rooms/{answers,batch,copy,nodes,rooms,update}.test.ts',
  'test/server/auth/{address,limits}.test.ts',
]

// These wait for servers, sockets, disks and other processes, on machines that have other things to
// do: what fails is tried once more, and named (docs/DECISIONS.md).
const waiting = ['test/server/**/*.test.ts', 'test/session/**/*.test.ts', 'test/chaos/*.test.ts']
// These draw their cases (test/draw.ts): a second try would draw the same.
const drawing = [
  'test/server/jobs/docx/comparison.fuzz.test.ts',
  'test/server/rooms/{batch,update}.test.ts',
]

const project = (name: string, test: object) =>
  ({ extends: true, test: { name, ...test } }) as const
const projects = isShared
  ? [
      project('shared', {
        include: ['test/server/**/*.test.ts'],
        exclude: notShared,
        retry: 1,
      }),
    ]
  : [
      project('own', { include: ['test/**/*.test.{ts,tsx}'], exclude: waiting }),
      project('drawing', { include: drawing }),
      project('waiting', { include: waiting, exclude: drawing, retry: 1 }),
    ]

// Apart from vite.config.ts because `npm start` reads that one, and has no vitest in production.
export default defineConfig({
  plugins: [react()],
  test: {
    globalSetup: ['test/stores.setup.ts'],
    reporters: report
      ? ['default', ['json', { outputFile: report }], new Strays(straysOf(report))]
      : ['default'],
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 60_000,
    // How long something takes on a busy machine is not what a test is about that waits for it.
    expect: { poll: { timeout: 30_000 } },
    // Most of the time tests wait for disks, sockets and other processes.
    maxWorkers: 2,
    projects,
  },
})
