import { type BrowserContext, chromium } from '@playwright/test'
import { findBrowser } from '../test/browser.ts'

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/// Draws a frame as soon as there is something new instead of at the next beat of a screen, which
/// would add 0 to 16.7 ms to whatever is measured. Pages that lie behind others go on at full speed.
const unpaced = [
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
]

/// The machine's Chromium with the profile in a folder, at the size of a laptop's screen. One that
/// is unpaced has no service worker: the app's would show the app at the addresses of its peers.
export async function openChromium(
  profile: string,
  { isUnpaced = false }: { readonly isUnpaced?: boolean } = {},
): Promise<BrowserContext> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('There is no browser. Install Chromium or set CHROME_PATH.')
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: isUnpaced ? [...quiet, ...unpaced] : quiet,
    serviceWorkers: isUnpaced ? 'block' : 'allow',
    viewport: { width: 1440, height: 900 },
  })
}

/// Gives a browser the session of a cookie, `name=value`, at the server of `url`.
export async function signIn(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=', 2)
  const { origin } = new URL(url)
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
}
