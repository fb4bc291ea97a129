/// What every browser test starts from: a server of its own, and up to three writers, each in a
/// browser context of their own. A test has only those it names:
///
///   test('two type in one line', async ({ ada, ben }) => { await ada.page.goto('/') … })
///
/// A test fails when a page of its throws, or asks anything of another machine.

import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test'
import { type Line, layLine } from './line.ts'
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

interface Room {
  readonly server: Server
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

async function withWriter(
  browser: Browser,
  server: Server,
  use: (writer: Writer) => Promise<void>,
): Promise<void> {
  const line = await layLine(server.port)
  const context = await browser.newContext({ baseURL: line.url })
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
    await use(server)
    if (info.status !== info.expectedStatus) {
      await info.attach('server.log', { body: server.log(), contentType: 'text/plain' })
    }
    await server.remove()
  },
  ada: ({ browser, server }, use) => withWriter(browser, server, use),
  ben: ({ browser, server }, use) => withWriter(browser, server, use),
  cleo: ({ browser, server }, use) => withWriter(browser, server, use),
})
