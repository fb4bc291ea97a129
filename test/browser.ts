/// The Chromium that the browser tests drive: one that the machine has, else one that is
/// installed for it.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/// Ubuntu has a `chromium-browser` that only says that there is none, so a browser has to show
/// its version to count. On Windows, asking for it would open a window.
function works(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

/// The path of a Chromium that runs: CHROME_PATH when it is set, else from the PATH, else in the
/// usual places, else Playwright's own. Undefined when there is none.
export function findBrowser(): string | undefined {
  const wanted = process.env.CHROME_PATH
  if (wanted) return wanted
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...elsewhere,
    chromium.executablePath(),
  ]
  return candidates.find(works)
}

/// Whether something here can draw Chinese. A bare machine has the fonts before it has `fc-list`.
function hasChineseFont(): boolean {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return Boolean(list.stdout?.trim()) || existsSync('/usr/share/fonts/opentype/noto')
}

function run(command: string, ...args: string[]): boolean {
  console.log(`$ ${[command, ...args].join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'inherit', env }).status === 0
}

/// Sees to it that there is a browser, and on a Debian that we may change also a Chinese font.
/// Gives the browser's path, or throws an error that says what to do.
export function installBrowser(): string {
  let browser = findBrowser()
  const missing = [
    ...(browser ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  ]
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (missing.length > 0 && mayInstall) {
    run('apt-get', 'update')
    run('apt-get', 'install', '-y', '--no-install-recommends', ...missing)
    browser ??= findBrowser()
  }
  if (!browser) {
    const cli = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
    run(process.execPath, cli, 'install', 'chromium')
    browser = findBrowser()
  }
  if (!browser) {
    throw new Error(
      'There is no browser for the browser tests. Install Chrome or Chromium (on Debian: ' +
        '`apt-get install chromium`), or set CHROME_PATH to one, and run the tests again.',
    )
  }
  return browser
}
