import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './test/browser.ts'

const executablePath = findBrowser()

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: true,
  // A browser and a server keep two cores busy: with more at once everything waits for everything.
  workers: Math.max(1, Math.floor(availableParallelism() / 2)),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'off',
    // What hangs is tried again, in time.
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    // For those who are about them, see test/e2e/room.ts.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
