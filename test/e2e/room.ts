/// What every browser test starts from: a server, and up to three writers, each in a browser context
/// of their own. A test has only those it names:
///
///   test('two type in one line', async ({ ada, ben }) => { await ada.page.goto('/') … })
///
/// The server is the test's own. Starting one takes longer than most tests: where it does not matter
/// who was there before, `test.use({ house: 'shared' })` gives one to all tests of a worker, with a
/// sample of its own to each. A test fails when a page of its throws, or asks anything of another
/// machine.

import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test'
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

/// A server that stays, and who has an account there, by name.
interface House {
  readonly server: Server
  readonly owner: Account
  readonly accounts: Map<string, Account>
}

interface Worker {
  readonly house: 'own' | 'shared'
  readonly shared: House | undefined
}

interface Room {
  readonly server: Peopled
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

async function withWriter(
  browser: Browser,
  server: Peopled,
  { cookie }: Account,
  use: (writer: Writer) => Promise<void>,
): Promise<void> {
  const line = await layLine(server.port)
  const context = await browser.newContext({ baseURL: line.url })
  const [name = '', value = ''] = cookie.split('=', 2)
  await context.addCookies([{ name, value, url: line.url, httpOnly: true, sameSite: 'Lax' }])
  const wrong: string[] = []
  context.on('weberror', (error) => {
    const { stack, message, name } = error.error()
    wrong.push(`uncaught: ${stack || message || name}`)
  })
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    const isOurs = !protocol.startsWith('http') || host === new URL(line.url).host
    if (!isOurs) wrong.push(`asked another machine: ${request.url()}`)
  })
  await use(writerOn(await context.newPage(), line, server.sample))
  await context.close()
  await line.close()
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
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
  return { server, owner, accounts: new Map() }
}

export const test = base.extend<Room, Worker>({
  house: ['own', { scope: 'worker', option: true }],
  shared: [
    async ({ house }, use) => {
      const opened = house === 'shared' ? await openHouse() : undefined
      await use(opened)
      await opened?.server.remove()
    },
    { scope: 'worker' },
  ],
  server: async ({ shared }, use, info) => {
    const isOwn = !shared
    const { server, owner, accounts } = shared ?? (await openHouse())
    const { url } = server
    const people = new People(url, owner, accounts)
    const sample = isOwn ? 'sample-en' : await copyOfSample(url, owner)
    await use({ ...server, people, sample })
    if (info.status !== info.expectedStatus) {
      await info.attach('server.log', { body: server.log(), contentType: 'text/plain' })
    }
    if (isOwn) await server.remove()
  },
  ada: ({ browser, server }, use) => withWriter(browser, server, server.people.owner, use),
  ben: async ({ browser, server }, use) => {
    await withWriter(browser, server, await member(server, 'Ben'), use)
  },
  cleo: async ({ browser, server }, use) => {
    await withWriter(browser, server, await member(server, 'Cleo'), use)
  },
})

/// Somebody who writes in the sample.
async function member({ people, sample }: Peopled, name: string): Promise<Account> {
  const account = await people.add(name)
  if (!samples.includes(sample)) await people.letIn(sample)
  return account
}
