/// What every browser test starts from: a server of its own, and up to three writers, each in a
/// browser context of their own. A test has only those it names:
///
///   test('two type in one line', async ({ ada, ben }) => { await ada.page.goto('/') … })
///
/// A test fails when a page of its throws, or asks anything of another machine.

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
  /// The connection breaks and nothing gets through until `reconnect`.
  disconnect(): Promise<void>
  reconnect(): Promise<void>
}

/// A server that has its owner, Ada. Others who are named write in the samples and in whatever
/// importScript makes.
export interface Peopled extends Server {
  readonly people: People
}

interface Room {
  readonly server: Peopled
  readonly ada: Writer
  readonly ben: Writer
  readonly cleo: Writer
}

/// Both at once: the browser knows that it is offline, and its open connections break.
function writerOn(page: Page, line: Line): Writer {
  const context = page.context()
  return {
    page,
    context,
    url: line.url,
    async disconnect() {
      line.cut()
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
  readonly #others: Account[] = []

  constructor(url: string, owner: Account) {
    this.#url = url
    this.owner = owner
  }

  /// A new account that writes in the samples.
  async add(name: string): Promise<Account> {
    const account = await signUpMember(this.#url, this.owner, name, samples)
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
  server: Server,
  { cookie }: Account,
  use: (writer: Writer) => Promise<void>,
): Promise<void> {
  const line = await layLine(server.port)
  const context = await browser.newContext({ baseURL: line.url })
  const [name = '', value = ''] = cookie.split('=', 2)
  await context.addCookies([{ name, value, url: line.url, httpOnly: true, sameSite: 'Lax' }])
  const wrong: string[] = []
  context.on('weberror', (error) => {
    wrong.push(`uncaught: ${error.error().stack ?? error.error().message}`)
  })
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    const isOurs = !protocol.startsWith('http') || host === new URL(line.url).host
    if (!isOurs) wrong.push(`asked another machine: ${request.url()}`)
  })
  await use(writerOn(await context.newPage(), line))
  await context.close()
  await line.close()
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

export const test = base.extend<Room>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
  server: async ({}, use, info) => {
    const server = await startServer()
    await use({ ...server, people: new People(server.url, await signUpOwner(server.url, 'Ada')) })
    if (info.status !== info.expectedStatus) {
      await info.attach('server.log', { body: server.log(), contentType: 'text/plain' })
    }
    await server.remove()
  },
  ada: ({ browser, server }, use) => withWriter(browser, server, server.people.owner, use),
  ben: async ({ browser, server }, use) => {
    await withWriter(browser, server, await server.people.add('Ben'), use)
  },
  cleo: async ({ browser, server }, use) => {
    await withWriter(browser, server, await server.people.add('Cleo'), use)
  },
})
