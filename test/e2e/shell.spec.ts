import type { BrowserContext, Page } from '@playwright/test'
import { leastVersion, protocolVersion } from '../../src/shared/protocol.ts'
import { type Change, prepareReleases, type Releases } from './builds.ts'
import { signUpOwner } from './people.ts'
import { expect, People, test as room } from './room.ts'
import {
  importScript,
  lift,
  openScript,
  putCursor,
  saved,
  scriptOf,
  textOnScreen,
} from './script.ts'
import { startServer } from './server.ts'

/// The app in the browser: it opens without a network, and new versions of it come and are taken.

/// A server whose client is changed from release to release.
const test = room.extend<{ readonly releases: Releases }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
  releases: async ({}, use) => {
    const releases = await prepareReleases()
    await releases.release()
    await use(releases)
    releases.remove()
  },
  server: async ({ releases }, use) => {
    const server = await startServer({}, ['test/e2e/servedist.ts', releases.path])
    const people = new People(server.url, await signUpOwner(server.url, 'Ada'))
    await use({ ...server, people, sample: 'sample-en' })
    await server.remove()
  },
})

test.use({ serviceWorkers: 'allow' })

/// A part of the client that loads when somebody goes there.
const laterPart: Change = {
  file: 'src/views/account/accountpage.tsx',
  from: 'export default function AccountPage',
  to: "console.debug('of the second build')\nexport default function AccountPage",
}

const load = 'Load it'

function buildOf(page: Page): Promise<string | null> {
  return page.locator('meta[name="build"]').getAttribute('content')
}

/// Waits until the browser holds the app.
async function held(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

/// Addresses of all that is kept of the app.
function keptIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })
}

/// To another place of the app, as a link there goes.
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path)
}

async function anotherPage(context: BrowserContext, series: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`/series/${series}`)
  await saved(page)
  return page
}

test('without a network and without a server a series opens again, text and all', async ({
  server,
  ada,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  const rows = await scriptOf(page)
  await held(page)
  await ada.disconnect()
  await server.kill()
  await page.reload()
  await expect(page.locator('.script [data-line]').first()).toBeVisible()
  expect(await scriptOf(page)).toEqual(rows)
  // At another of its places, too, which was not open before.
  await page.goto(`/series/${series}/board`)
  await expect(page.getByText('Going Up').first()).toBeVisible()
  await server.start()
  await ada.reconnect()
  await page.goto(`/series/${series}`)
  await saved(page)
})

test('what is kept is the app alone: nothing that was asked of the API', async ({
  server,
  ada,
}) => {
  const page = await openScript(ada, await importScript(server, lift))
  await held(page)
  await page.reload()
  await saved(page)
  const kept = await keptIn(page)
  expect(kept.filter((path) => !/^\/(assets|editions)\//.test(path))).toEqual([])
  expect(kept.filter((path) => /\.js$/.test(path)).length).toBeGreaterThan(20)
  // Chinese faces come with the first Chinese text, and stay.
  expect(kept.filter((path) => /noto/.test(path) && /\.woff2$/.test(path))).toEqual([])
  await page.goto('/series/sample-zh-Hans')
  await saved(page)
  const faces = async () => (await keptIn(page)).filter((path) => /noto.*\.woff2$/.test(path))
  await expect.poll(async () => (await faces()).length).toBeGreaterThan(3)
  expect((await faces()).length).toBeLessThan(80)
})

test('a new version is said and taken, while an old page goes on with its own parts', async ({
  server,
  releases,
  ada,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  await held(page)
  const old = await anotherPage(ada.context, series)
  const first = await buildOf(page)
  const firstKept = new Set(await keptIn(page))

  await server.stop()
  await releases.release(laterPart)
  await server.start()
  // Its connection is back by itself, and hears it from there.
  await page.getByRole('button', { name: load }).click()
  await expect.poll(() => buildOf(page).catch(() => first)).not.toBe(first)
  await saved(page)
  const second = await buildOf(page)

  // The server has the old page's parts no longer, the browser has.
  await expect(old.getByRole('button', { name: load })).toBeVisible()
  expect(await buildOf(old)).toBe(first)
  await goTo(old, '/account')
  await expect(old.getByRole('heading', { name: 'Your account' })).toBeVisible()
  const parts = await old.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  )
  const part = parts.find((path) => path.includes('accountpage') && path.endsWith('.js')) ?? ''
  expect((await fetch(`${server.url}${part}`)).status).toBe(404)
  expect(firstKept).toContain(part)

  // A third: what only the first needed goes when no page of it is open any more.
  await old.close()
  await server.stop()
  await releases.release({ ...laterPart, to: laterPart.to.replace('second', 'third') })
  await server.start()
  await page.getByRole('button', { name: load }).click()
  await expect.poll(() => buildOf(page).catch(() => second)).not.toBe(second)
  await expect.poll(() => keptIn(page)).not.toContain(part)
  expect((await keptIn(page)).filter((path) => path.endsWith('/page'))).toHaveLength(2)
})

test('an open page of an old build keeps its files through any number of releases', async ({
  server,
  releases,
  ada,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  await held(page)
  const old = await anotherPage(ada.context, series)
  for (const word of ['second', 'third', 'fourth']) {
    const before = await buildOf(page)
    await server.stop()
    await releases.release({ ...laterPart, to: laterPart.to.replace('second', word) })
    await server.start()
    await page.getByRole('button', { name: load }).click()
    await expect.poll(() => buildOf(page).catch(() => before)).not.toBe(before)
    await held(page)
  }
  await goTo(old, '/account')
  await expect(old.getByRole('heading', { name: 'Your account' })).toBeVisible()
})

test('a page that speaks an older protocol is told so, and loads the new one', async ({
  server,
  releases,
  ada,
}) => {
  const series = await importScript(server, lift)
  await server.stop()
  await releases.release({
    file: 'src/shared/protocol.ts',
    from: `protocolVersion = ${protocolVersion}`,
    to: `protocolVersion = ${leastVersion - 1}`,
  })
  await server.start()
  const { page } = ada
  await page.goto(`/series/${series}`)
  await expect(page.getByText(/older than the server/).first()).toBeVisible()
  await held(page)
  const old = await buildOf(page)

  await server.stop()
  await releases.release()
  await server.start()
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await expect.poll(() => buildOf(page).catch(() => old)).not.toBe(old)
  await saved(page)
})

test.describe('where a browser has no service workers', () => {
  test.use({ serviceWorkers: 'block' })

  test('the page works as it does with one, and a new version is said', async ({
    server,
    releases,
    ada,
  }) => {
    const series = await importScript(server, lift)
    const page = await openScript(ada, series)
    const first = await buildOf(page)
    await server.stop()
    await releases.release(laterPart)
    await server.start()
    await page.getByRole('button', { name: load }).click()
    await expect.poll(() => buildOf(page).catch(() => first)).not.toBe(first)
    await saved(page)
  })
})

test('a part of the page that does not come because there is no server is no new version', async ({
  server,
  ada,
}) => {
  const { page } = ada
  await page.addInitScript(() => {
    delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker
  })
  await page.route(/\/assets\/accountpage|\/healthz/, (route) => route.abort())
  const series = await importScript(server, lift)
  await openScript(ada, series)
  await goTo(page, '/account')
  const absent = page.getByRole('alert').filter({ hasText: 'This page is not here yet' })
  await expect(absent).toBeVisible()
  const offer = page.getByRole('button', { name: load })
  await expect(offer).toHaveCount(0)
  await page.goBack()
  await expect(page.locator('.script [data-line]').first()).toBeVisible()
  await page.goForward()
  await expect(absent).toBeVisible()
  await page.unroute(/\/assets\/accountpage|\/healthz/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await page.route(/\/assets\/accountpage/, (route) => route.abort())
  await openScript(ada, series)
  await goTo(page, '/account')
  await expect(offer).toBeVisible()
})

room(
  'a style sheet that did not come is asked for again, until it comes',
  async ({ server, ada }) => {
    const { page } = ada
    let asked = 0
    await page.route(/\/assets\/tools-[^/]*\.css/, (route) =>
      ++asked < 3 ? route.abort() : route.continue(),
    )
    await openScript(ada, await importScript(server, lift))
    await expect.poll(() => asked).toBe(3)
    const filter = page.getByRole('combobox', { name: 'Which episodes the list shows' })
    await expect(filter).toHaveCSS('height', '26px')
  },
)

test('whoever would lose something is asked also when the code that asks has not come', async ({
  server,
  ada,
}) => {
  const { page } = ada
  await page.addInitScript(() => {
    delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker
    delete (globalThis as { indexedDB?: unknown }).indexedDB
  })
  await page.route(/\/assets\/questiondialog/, (route) => route.abort())
  const series = await importScript(server, lift)
  await page.goto(`/series/${series}`)
  await putCursor(page, 'A knife shines.', -1)
  await ada.disconnect()
  await page.keyboard.type(' Twice.')
  const asked = page.waitForEvent('dialog')
  const pressed = page.getByRole('link', { name: 'All series' }).click()
  expect((await asked).message()).toContain('Leave with unsaved changes?')
  await (await asked).dismiss()
  await pressed
  await textOnScreen(page, 'A knife shines. Twice.')
})
