/// What every browser test starts from: a server, and up to three writers, each in a browser context
/// of their own. A test has only those it names:
///
///   test('two type in one line', async ({ ada, ben }) => { await ada.page.goto('/') … })
///
/// The server is the test's own. Starting one takes longer than most tests: where it does not matter
/// who was there before, `test.use({ house: 'shared' })` gives one to all tests of a file, with a
/// sample of its own to each; the writers' browsers stay as well, emptied of all but the files of
/// the app, and reading these anew is half of what it takes to open a page.
///
/// Service workers are off (playwright.config.ts): each would fetch the whole app into its cache,
/// which is as much work as the page. Specs that are about what they do, or that load something
/// without a connection, say `test.use({ serviceWorkers: 'allow' })`; theirs are fresh browsers.
///
/// A test fails when a page of its throws, or asks anything of another machine.

import {
  type Browser,
  type BrowserContext,
  test as base,
  type Page,
  type Request,
  type WebError,
} from '@playwright/test'
import { type Line, layLine } from './line.ts'
import { type Account, letIn, signUpMember, signUpOwner } from './people.ts'
import { type Server, startServer } from './server.ts'

export { expect } from '@playwright/test'

export interface Writer {
  readonly page: Page
  readonly context: BrowserContext
  /// Where this writer finds the server; `page.goto('/')` goes there too.
  readonly url: string
  /// The id of the English sample series, which nobody has touched yet.
  readonly sample: string
  /// The connection breaks and nothing gets through until `reconnect`.
  disconnect(): Promise<void>
  reconnect(): Promise<void>
}

/// A server that has its owner, Ada. Others who are named write in the samples and in whatever
/// importScript makes.
export interface Peopled extends Server {
  readonly people: People
  readonly sample: string
}

/// A server that stays, who has an account there, and the browsers that stay with it, by name.
interface House {
  readonly server: Server
  readonly owner: Account
  readonly accounts: Map<string, Account>
  readonly browsers: Map<string, Own>
}

/// A browser of somebody's own: they are signed in, and what it asks for goes through one line.
interface Own {
  readonly context: BrowserContext
  readonly line: Line
}

interface Worker {
  readonly house: 'own' | 'shared'
  /// The house of a spec file: one for all would have more links made than a server lets anybody.
  readonly shared: ((file: string) => Promise<House>) | undefined
}

interface Room {
  readonly server: Peopled
  /// The browser of whoever has this name.
  readonly browsers: (name: string) => Promise<Own>
  readonly ada: Writer
  readonly ben: Writer
  readonly cleo: Writer
}

/// Both at once: the browser knows that it is offline, and its open connections break.
function writerOn(page: Page, line: Line, sample: string): Writer {
  const context = page.context()
  return {
    page,
    sample,
    context,
    url: line.url,
    async disconnect() {
      line.cut()
      // A browser that is told to be offline holds back also that a connection has ended: it is to
      // have noticed before.
      await page.evaluate(() => fetch('/healthz').then(String, String)).catch(() => {})
      await context.setOffline(true)
    },
    async reconnect() {
      line.mend()
      await context.setOffline(false)
    },
  }
}

/// The accounts of a server; those of the writers whom a test names are made before it begins.
export class People {
  readonly owner: Account
  readonly #url: string
  readonly #known: Map<string, Account>
  readonly #others: Account[] = []

  /// `known` has the accounts that are there already, by name.
  constructor(url: string, owner: Account, known = new Map<string, Account>()) {
    this.#url = url
    this.owner = owner
    this.#known = known
  }

  /// An account that writes in the samples.
  async add(name: string): Promise<Account> {
    const known = this.#known.get(name)
    const account = known ?? (await signUpMember(this.#url, this.owner, name, samples))
    this.#known.set(name, account)
    this.#others.push(account)
    return account
  }

  /// Lets everybody write in a series of the owner's.
  letIn(series: string): Promise<void> {
    return letIn(this.#url, this.owner, series, this.#others)
  }
}

const samples = ['sample-en', 'sample-zh-Hans']

async function openBrowser(browser: Browser, port: number): Promise<Own> {
  const line = await layLine(port)
  return { line, context: await browser.newContext({ baseURL: line.url }) }
}

/// Nobody has been here, but that the files of the app need not be fetched and compiled again. What
/// is a page's (its clock, its size, what it routes) is gone with the page.
async function empty({ context, line }: Own, page: Page): Promise<void> {
  await context.clearCookies()
  await context.clearPermissions()
  await context.setOffline(false)
  line.mend()
  const devtools = await context.newCDPSession(page)
  const storageTypes = 'local_storage,indexeddb,cache_storage,service_workers'
  await devtools.send('Storage.clearDataForOrigin', { origin: line.url, storageTypes })
  await devtools.detach()
}

type Use = (writer: Writer) => Promise<void>

/// Somebody with an account in a browser of theirs.
async function withWriter({ context, line }: Own, { cookie }: Account, sample: string, use: Use) {
  const page = await context.newPage()
  await empty({ context, line }, page)
  const [name = '', value = ''] = cookie.split('=', 2)
  await context.addCookies([{ name, value, url: line.url, httpOnly: true, sameSite: 'Lax' }])
  const wrong: string[] = []
  const hear = (error: WebError) => {
    const { stack, message, name } = error.error()
    wrong.push(`uncaught: ${stack || message || name}`)
  }
  const watch = (request: Request) => {
    const { protocol, host } = new URL(request.url())
    const isOurs = !protocol.startsWith('http') || host === new URL(line.url).host
    if (!isOurs) wrong.push(`asked another machine: ${request.url()}`)
  }
  context.on('weberror', hear).on('request', watch)
  await use(writerOn(page, line, sample))
  for (const each of context.pages()) await each.close()
  context.off('weberror', hear).off('request', watch)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

async function closeBrowser({ context, line }: Own): Promise<void> {
  await context.close()
  await line.close()
}

/// A copy of the English sample for one test.
async function copyOfSample(url: string, { cookie }: Account): Promise<string> {
  const script = await fetch(`${url}/api/series/sample-en/export`, { headers: { cookie } })
  const copy = await fetch(`${url}/api/series/import?name=sample.fountain`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie },
    body: await script.text(),
  })
  return ((await copy.json()) as { series: { id: string } }).series.id
}

async function openHouse(): Promise<House> {
  const server = await startServer()
  const owner = await signUpOwner(server.url, 'Ada')
  return { server, owner, accounts: new Map(), browsers: new Map() }
}

async function closeHouse({ server, browsers }: House): Promise<void> {
  for (const own of browsers.values()) await closeBrowser(own)
  await server.remove()
}

export const test = base.extend<Room, Worker>({
  house: ['own', { scope: 'worker', option: true }],
  shared: [
    async ({ house }, use) => {
      let opened: { readonly file: string; readonly house: House } | undefined
      const of = async (file: string) => {
        if (opened?.file === file) return opened.house
        if (opened) await closeHouse(opened.house)
        opened = { file, house: await openHouse() }
        return opened.house
      }
      await use(house === 'shared' ? of : undefined)
      if (opened) await closeHouse(opened.house)
    },
    { scope: 'worker' },
  ],
  server: async ({ shared }, use, info) => {
    const house = await (shared?.(info.file) ?? openHouse())
    const { server, owner, accounts } = house
    const { url } = server
    const people = new People(url, owner, accounts)
    const sample = shared ? await copyOfSample(url, owner) : 'sample-en'
    await use({ ...server, people, sample })
    if (info.status !== info.expectedStatus) {
      await info.attach('server.log', { body: server.log(), contentType: 'text/plain' })
    }
    if (!shared) await closeHouse(house)
  },
  browsers: async ({ browser, server, shared, serviceWorkers }, use, info) => {
    // With its service worker a browser is a test's own: what that has begun goes on behind it.
    const kept = serviceWorkers === 'block' ? (await shared?.(info.file))?.browsers : undefined
    const opened: Own[] = []
    await use(async (name) => {
      const own = kept?.get(name) ?? (await openBrowser(browser, server.port))
      if (kept) kept.set(name, own)
      else opened.push(own)
      return own
    })
    for (const own of opened) await closeBrowser(own)
  },
  ada: async ({ browsers, server }, use) => {
    await withWriter(await browsers('Ada'), server.people.owner, server.sample, use)
  },
  ben: async ({ browsers, server }, use) => {
    await withWriter(await browsers('Ben'), await member(server, 'Ben'), server.sample, use)
  },
  cleo: async ({ browsers, server }, use) => {
    await withWriter(await browsers('Cleo'), await member(server, 'Cleo'), server.sample, use)
  },
})

/// Somebody who writes in the sample.
async function member({ people, sample }: Peopled, name: string): Promise<Account> {
  const account = await people.add(name)
  if (!samples.includes(sample)) await people.letIn(sample)
  return account
}
