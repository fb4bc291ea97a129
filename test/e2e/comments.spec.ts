import type { Browser, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, type Peopled, test } from './room.ts'
import { importScript, lift, openScript } from './script.ts'

/// Comments with real accounts: a producer, who may not write in the script, says something about a
/// phrase while a writer moves the beat that it is in.

test.use({ house: 'shared' })

const phrase = 'She answers it.'

/// A page of somebody with an account who belongs to the series as its producer.
async function producer(browser: Browser, server: Peopled, series: string): Promise<Page> {
  const { owner } = server.people
  const account = await server.people.add('Paul')
  const ask = async (path: string, method: string, cookie: string, body?: unknown) => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await answer.json()) as Record<string, unknown>
  }
  const wanted = { kind: 'member', role: 'producer' }
  const { url } = await ask(`/api/series/${series}/invites`, 'POST', owner.cookie, wanted)
  await ask('/api/join', 'POST', account.cookie, { token: String(url).split('#')[1] })
  const context = await browser.newContext({ baseURL: server.url })
  const [name = '', value = ''] = account.cookie.split('=', 2)
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }])
  return context.newPage()
}

function lineWith(page: Page, text: string) {
  return page.locator('.script [data-line]', { hasText: text })
}

async function selectLine(page: Page, text: string): Promise<void> {
  await lineWith(page, text).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
}

test('a comment stays on its phrase while the beat moves, and is answered and resolved', async ({
  ada,
  browser,
  server,
}) => {
  const series = await importScript(server, lift)
  await openScript(ada, series)
  const page = await producer(browser, server, series)
  await page.goto(`/series/${series}`)
  await expect(lineWith(page, phrase)).toBeVisible()

  await selectLine(page, phrase)
  await page.keyboard.type('nothing of this is written')
  await page.keyboard.press('Backspace')
  await expect(lineWith(page, phrase)).toHaveText(phrase)
  await selectLine(page, phrase)
  await page.keyboard.press('Control+Alt+m')
  await expect(page.getByRole('textbox', { name: 'Comment', exact: true })).toBeFocused()
  await page.keyboard.type('Too quiet? @Ad')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  const opened = page.getByRole('dialog', { name: 'Comments' })
  await expect(opened.getByRole('article')).toContainText('Too quiet? @Ada')
  await expectNoFault(page, 'comments', { within: '[role=dialog]' })

  const marked = ada.page.locator('.script-comment')
  await expect(marked).toHaveText(phrase)
  await marked.click()
  const answered = ada.page.getByRole('dialog', { name: 'Comments' })
  await answered.getByLabel('Reply').fill('It gets louder.')
  await ada.page.keyboard.press('Control+Enter')
  await expect(opened.getByText('It gets louder.')).toBeVisible()
  await ada.page.keyboard.press('Escape')

  const beat = ada.page.locator('.script-segment', { has: ada.page.locator('.script-comment') })
  const before = await beat.getAttribute('data-segment')
  await marked.click({ position: { x: 4, y: 8 } })
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Alt+Shift+ArrowDown')
  await ada.page.keyboard.press('Home')
  await ada.page.keyboard.type('Louder. ')
  await expect(page.locator('.script-comment')).toHaveText(phrase)
  expect(await beat.getAttribute('data-segment')).toBe(before)

  await opened.getByRole('button', { name: 'Resolve' }).click()
  await expect(opened.getByText('Resolved by Paul')).toBeVisible()
  await expect(ada.page.locator('.script-comment')).toHaveCount(0)
  await page.context().close()
})

test('what was said is counted until it is read, and says when its words are gone', async ({
  ada,
  ben,
  server,
}) => {
  const series = await importScript(server, lift)
  await openScript(ada, series)
  await selectLine(ada.page, phrase)
  await ada.page.keyboard.press('Control+Alt+m')
  await expect(ada.page.getByRole('textbox', { name: 'Comment', exact: true })).toBeFocused()
  await ada.page.keyboard.type('Cut?')
  await ada.page.keyboard.press('Control+Enter')
  await expect(ada.page.getByRole('article').getByText('Cut?')).toBeVisible()
  await ada.page.keyboard.press('Escape')

  await ben.page.goto(`/series/${series}/board`)
  const unread = ben.page.getByRole('button', { name: 'Comments: 1 unread' })
  await unread.click()
  const list = ben.page.getByRole('dialog', { name: 'Comments' })
  await expect(list.getByText('Cut?')).toBeVisible()
  await expectNoFault(ben.page, 'all comments', { within: 'dialog' })
  await list.getByRole('button', { name: /Cut\?/ }).click()
  await expect(unread).toHaveCount(0)

  await selectLine(ada.page, phrase)
  await ada.page.keyboard.press('Delete')
  await ben.page.keyboard.press('Escape')
  await ben.page.getByRole('button', { name: 'Show the comments' }).click()
  await expect(list.getByText('Text was deleted')).toBeVisible()
})
