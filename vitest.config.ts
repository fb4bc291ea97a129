import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { Strays, straysOf } from './test/strays.ts'

// With NINETY_TEST_STORES=shared the tests of the server run on a PostgreSQL and a Redis of their own,
// all but those that are about the file of the embedded store.
const isShared = process.env.NINETY_TEST_STORES === 'shared'
const embeddedOnly = [
  'test/server/store/**',
  'test/server/bus/**',
  'test/server/backup/**',
  'test/server/upgrade.test.ts',
  'test/server/cli.test.ts',
  'test/server/data.test.ts',
]

// Where test/run.ts reads what came of the tests.
const report = process.env.NINETY_TEST_REPORT

// Apart from vite.config.ts because `npm start` reads that one, and has no vitest in production.
export default defineConfig({
  plugins: [react()],
  test: {
    include: [isShared ? 'test/server/**/*.test.ts' : 'test/**/*.test.{ts,tsx}'],
    exclude: isShared ? embeddedOnly : [],
    globalSetup: ['test/stores.setup.ts'],
    reporters: report
      ? ['default', ['json', { outputFile: report }], new Strays(straysOf(report))]
      : ['default'],
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 60_000,
    // Most of the time tests wait for disks, sockets and other processes.
    maxWorkers: 2,
  },
})
