import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { openChromium, signIn } from '../chromium.ts'
import { installKeyClock } from './keyclock.ts'
import { press } from './typist.ts'

export interface Opening {
  /// Milliseconds from navigation to the frame that shows the first key, with a profile that has
  /// never seen the app.
  readonly cold: number
  /// The same, each time the series is opened again.
  readonly warm: readonly number[]
  /// The scripts that were loaded until then, as paths of the server.
  readonly scripts: readonly string[]
}

/// How often a profile opens the series again.
const again = 3

/// Opens a series in a fresh browser, by the session of a cookie, and again in the same one.
export async function openSeries(url: string, cookie: string): Promise<Opening> {
  const profile = mkdtempSync(join(tmpdir(), 'ninety-profile-'))
  const context = await openChromium(profile)
  await signIn(context, url, cookie)
  try {
    const { time: cold, scripts } = await open(context, url, held)
    const warm: number[] = []
    for (let i = 0; i < again; i++) warm.push((await open(context, url)).time)
    return { cold, warm, scripts }
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/// Waits until the browser holds the app (src/shell/), as it does when somebody comes back.
async function held(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

async function open(
  context: BrowserContext,
  url: string,
  stay: (page: Page) => Promise<void> = async () => {},
) {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await page.addInitScript(installKeyClock)
  // Asks in each frame whether the cursor is in the script; a key is pressed as soon as it is.
  await page.addInitScript(() => {
    const ask = () => {
      const isReady =
        document.activeElement?.classList.contains('ProseMirror') &&
        getSelection()?.anchorNode?.parentElement?.closest('[data-line], [data-outline]')
      if (isReady) console.debug('ready')
      else requestAnimationFrame(ask)
    }
    requestAnimationFrame(ask)
  })
  const ready = page.waitForEvent('console', (message) => message.text() === 'ready')
  await page.goto(url, { waitUntil: 'commit' })
  await ready
  await press(cdp, 'a')
  await page.waitForFunction(() => window.keyClock.first !== undefined)
  const opened = await page.evaluate(() => {
    const time = window.keyClock.first ?? Number.NaN
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => /\.js$/.test(name) && startTime < time)
      .map(({ name }) => new URL(name).pathname)
    return { time, scripts }
  })
  await stay(page)
  await page.close()
  return opened
}
