import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test, type Writer } from './room.ts'
import {
  expectScript,
  importScript,
  lift,
  openScript,
  putCursor,
  saved,
  scriptOf,
  textOnScreen,
  typeBehind,
} from './script.ts'

/// A browser that can keep nothing, or no more, and text that must be kept apart.

test.use({ house: 'shared' })

const phone = 'The phone rings in the dark.'

/// The word for what is safe.
function state(page: Page, word: string | RegExp) {
  return page.getByRole('banner').getByRole('button', { name: word, exact: true })
}

/// What is said over the page.
function noticeOf(page: Page, text: string) {
  return page
    .getByRole('status')
    .filter({ hasText: text })
    .filter({ has: page.getByRole('button') })
}

/// All that stands around the script.
const around = { without: ['.ProseMirror'], except: ['region'] }

/// Whether the browser asks before the page is closed; the answer is to stay.
async function asksBeforeClosing(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog', { timeout: 3000 }).then(
    async (dialog) => {
      await dialog.dismiss()
      return dialog.type() === 'beforeunload'
    },
    () => false,
  )
  await page.close({ runBeforeUnload: true })
  return asked
}

test('a browser that lets nothing be kept says so first, and asks before something is lost', async ({
  server,
  ada,
}) => {
  const { page } = ada
  await keepNothing(page)
  const series = await importScript(server, lift)
  // What asks is loaded when the page has come to rest.
  const canAsk = page.waitForResponse(/questiondialog.*js/)
  await page.goto(`/series/${series}`)
  await canAsk
  const notice = noticeOf(page, 'This browser keeps no copy')
  await expect(notice).toContainText('a private window, or a setting')
  await expect(state(page, 'Saved, no copy here')).toBeVisible()
  await notice.getByRole('button', { name: 'Understood' }).click()
  await expect(notice).toBeHidden()
  await typeBehind(page, phone, ' One.')
  await expect(state(page, 'Saved, no copy here')).toBeVisible()

  await ada.disconnect()
  await typeBehind(page, `${phone} One.`, ' Two')
  await expect(state(page, 'Offline: 4 changes only in this page')).toBeVisible()
  await page.getByRole('link', { name: 'All series' }).click()
  const asked = page.getByRole('dialog', { name: 'Leave with unsaved changes?' })
  await expect(asked).toContainText('4 changes are only in this page')
  await expectNoFault(page, 'storage', around)
  await asked.getByRole('button', { name: 'Stay here' }).click()
  await expect(asked).toBeHidden()
  // Within the series nothing is lost.
  await page.getByRole('link', { name: 'Board' }).click()
  await expect(page).toHaveURL(/\/board$/)
  await page.getByRole('link', { name: 'Script' }).click()
  expect(await asksBeforeClosing(page)).toBe(true)

  // Whoever goes back by the browser’s own button is not asked; the page goes on trying.
  await page.getByRole('link', { name: 'All series' }).click()
  await asked.getByRole('button', { name: 'Leave and lose them' }).click()
  await expect(page).toHaveURL(`${ada.url}/`)
  await ada.reconnect()
  await page.goBack()
  await expect(state(page, 'Saved, no copy here')).toBeVisible()
  await textOnScreen(page, `${phone} One. Two`)
  expect(await asksBeforeClosing(page)).toBe(false)
})

test('a browser whose storage is full says what is only in the page, and keeps it when there is room', async ({
  server,
  ada,
}) => {
  const series = await importScript(server, lift)
  const { page } = ada
  const devtools = await page.context().newCDPSession(page)
  const origin = ada.url
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await page.goto(`/series/${series}`)
  const notice = noticeOf(page, 'Its storage is full.')
  await expect(notice).toBeVisible()
  await state(page, 'Saved, no copy here').click()
  await expect(page.getByRole('dialog')).toContainText('as long as you are connected')
  await page.keyboard.press('Escape')
  await ada.disconnect()
  await typeBehind(page, phone, ' Two')
  await expect(state(page, 'Offline: 4 changes only in this page')).toBeVisible()
  await state(page, 'Offline: 4 changes only in this page').click()
  await expect(page.getByRole('dialog')).toContainText('keep it open')
  await page.keyboard.press('Escape')
  expect(await asksBeforeClosing(page)).toBe(true)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  await expect(state(page, 'Offline: 4 changes kept in this browser')).toBeVisible()
  await expect(notice).toBeHidden()
  await ada.reconnect()
  await saved(page)
})

test('a copy of a document that was replaced is set aside, taken along, and the server’s is opened', async ({
  server,
  ada,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  await ada.disconnect()
  await typeBehind(page, phone, ' Mine.')
  await expect(state(page, 'Offline: 6 changes kept in this browser')).toBeVisible()
  const rows = await scriptOf(page)
  await page.goto('about:blank')
  await ada.reconnect()
  await page.goto('/')
  await pretendReplaced(page, series)

  await page.goto(`/series/${series}`)
  const notice = page
    .getByRole('alert')
    .filter({ hasText: 'This series was replaced on the server' })
  await expect(notice).toContainText('6 changes of yours have not reached the server.')
  await expectScript([page], rows)
  const downloading = page.waitForEvent('download')
  await notice.getByRole('button', { name: 'Download this text' }).click()
  expect(readFileSync(await (await downloading).path(), 'utf8')).toContain(`${phone} Mine.`)
  await notice.getByRole('button', { name: 'Open the series on the server' }).click()
  await saved(page)
  await textOnScreen(page, phone)

  const aside = page.getByRole('status').filter({ hasText: 'was set aside' })
  await page.reload()
  await expect(aside).toContainText('6 changes that never reached the server')
  await aside.getByRole('button', { name: 'Keep it as a new series' }).click()
  await expect(aside).toBeHidden()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page).not.toHaveURL(new RegExp(series))
  await expectScript([page], rows)
  await page.goto(`/series/${series}`)
  await saved(page)
  await expect(aside).toBeHidden()
})

/// The copy in this browser says that it is of another document than the server has.
function pretendReplaced(page: Page, series: string): Promise<void> {
  return page.evaluate(async (id) => {
    const all = await indexedDB.databases()
    const name = all.find((each) => each.name?.endsWith(`:${id}`))?.name ?? ''
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onerror = reject
      opening.onsuccess = () => {
        const base = opening.result
        const tx = base.transaction('facts', 'readwrite')
        const store = tx.objectStore('facts')
        const reading = store.get('facts')
        reading.onsuccess = () => store.put({ ...reading.result, lineage: 'another' }, 'facts')
        tx.oncomplete = () => {
          base.close()
          resolve()
        }
      }
    })
  }, series)
}

test('whoever may only read by the time they are back is offered what they wrote', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ben, series)
  await ben.disconnect()
  await typeBehind(page, phone, ' Mine.')
  await expect(state(page, 'Offline: 6 changes kept in this browser')).toBeVisible()
  await makeViewer(ada, series, 'Ben')
  await ben.reconnect()
  const notice = page.getByRole('alert').filter({ hasText: 'You may no longer write here' })
  await expect(notice).toContainText('6 changes of yours have not reached the server.')
  await notice.getByRole('button', { name: 'Open it again to read' }).click()
  await expect(state(page, 'Reading')).toBeVisible()
  await textOnScreen(page, phone)
  const aside = page.getByRole('status').filter({ hasText: 'was set aside' })
  await expect(aside).toBeVisible()
  await expectNoFault(page, 'storage', around)

  // Who is put out of the series then can still take it along.
  await takeOut(ada, series, 'Ben')
  await expect(
    page.getByRole('heading', { name: 'You are no longer in this series' }),
  ).toBeVisible()
  await expect(aside.getByRole('button', { name: 'Keep it as a new series' })).toHaveCount(0)
  await expectNoFault(page, 'storage', around)
  await page.reload()
  const downloading = page.waitForEvent('download')
  await aside.getByRole('button', { name: 'Download this text' }).click()
  expect(readFileSync(await (await downloading).path(), 'utf8')).toContain(`${phone} Mine.`)
  await aside.getByRole('button', { name: 'Remove it from this browser' }).click()
  const sure = page.getByRole('dialog', { name: 'Remove it for good?' })
  await sure.getByRole('button', { name: 'Remove it from this browser' }).click()
  await expect(aside).toBeHidden()
})

test('whoever may only read from now on writes on in nothing that was binned', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const [a, b] = [await openScript(ada, series), await openScript(ben, series)]
  await putCursor(a, phone, 3)
  await putCursor(b, phone, 3)
  await a.keyboard.press('Alt+Shift+Backspace')
  const pen = b.getByRole('textbox', { name: 'What you were writing' })
  await expect(pen).toBeFocused()
  await makeViewer(ada, series, 'Ben')
  await expect(state(b, 'Reading')).toBeVisible()
  await expect(pen).toHaveCount(0)
})

test('where nothing could be set aside, whoever opens the series again to read is asked first', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const { page } = ben
  await keepNothing(page)
  await page.goto('/')
  await page.locator(`a[href="/series/${series}"]`).click()
  await expect(state(page, 'Saved, no copy here')).toBeVisible()
  await textOnScreen(page, phone)
  await ben.disconnect()
  await typeBehind(page, phone, ' Mine.')
  await makeViewer(ada, series, 'Ben')
  await ben.reconnect()
  const notice = page.getByRole('alert').filter({ hasText: 'You may no longer write here' })
  const again = notice.getByRole('button', { name: 'Open it again to read' })
  await again.click()
  const asked = page.getByRole('dialog', { name: 'Leave with unsaved changes?' })
  await expect(asked).toContainText('6 changes are only in this page')
  await asked.getByRole('button', { name: 'Stay here' }).click()
  await textOnScreen(page, `${phone} Mine.`)
  await page.goBack()
  await expect(page).toHaveURL(`${ben.url}/`)
  await page.goForward()
  await textOnScreen(page, `${phone} Mine.`)
  await again.click()
  await asked.getByRole('button', { name: 'Leave and lose them' }).click()
  await expect(state(page, 'Reading')).toBeVisible()
  await textOnScreen(page, phone)
})

async function keepNothing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
  })
}

async function makeViewer(by: Writer, series: string, name: string): Promise<void> {
  const member = await addressOf(by, series, name)
  const made = await by.context.request.patch(member, { data: { role: 'viewer' } })
  expect(made.ok()).toBe(true)
}

async function takeOut(by: Writer, series: string, name: string): Promise<void> {
  const done = await by.context.request.delete(await addressOf(by, series, name))
  expect(done.ok()).toBe(true)
}

/// Where the API has a member.
async function addressOf({ context, url }: Writer, series: string, name: string): Promise<string> {
  const all = `${url}/api/series/${series}/members`
  const answer = await context.request.get(all)
  const { members } = (await answer.json()) as { members: { userId: string; name: string }[] }
  return `${all}/${members.find((each) => each.name === name)?.userId}`
}

test.describe('where the app opens without a connection', () => {
  test.use({ serviceWorkers: 'allow' })

  test('rows of a copy that stand on text which is not in it show no empty series', async ({
    server,
    ada,
  }) => {
    const series = await importScript(server, lift)
    const page = await openScript(ada, series)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    await ada.disconnect()
    await typeBehind(page, phone, ' Mine.')
    await expect(state(page, 'Offline: 6 changes kept in this browser')).toBeVisible()
    await page.goto('/')
    await keepOnlyUnsent(page, series)
    await page.goto(`/series/${series}`)
    await expect(state(page, /Offline|Opening/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'New episode' })).toHaveCount(0)
    await ada.reconnect()
    await saved(page)
    await textOnScreen(page, `${phone} Mine.`)
  })
})

/// As of a window that wrote down what it typed, while the one that wrote down the rest was slower.
function keepOnlyUnsent(page: Page, series: string): Promise<void> {
  return page.evaluate(async (id) => {
    const all = await indexedDB.databases()
    const name = all.find((each) => each.name?.endsWith(`:${id}`))?.name ?? ''
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onerror = reject
      opening.onsuccess = () => {
        const base = opening.result
        const tx = base.transaction(['rows', 'unsent'], 'readwrite')
        const rows = tx.objectStore('rows')
        const unsent = tx.objectStore('unsent').getAllKeys()
        const present = rows.getAllKeys()
        present.onsuccess = () => {
          for (const key of present.result) if (!unsent.result.includes(key)) rows.delete(key)
        }
        tx.oncomplete = () => {
          base.close()
          resolve()
        }
      }
    })
  }, series)
}
