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

/// What is written without a server, in this browser alone, and what becomes of it.

// What is not loaded yet comes from the service worker then.
test.use({ serviceWorkers: 'allow' })

const [phone, floors, doors] = [
  'The phone rings in the dark.',
  'Mara counts the floors.',
  'The doors part.',
]

/// Nothing gets through any more. The app itself is in the browser by then (shell.spec.ts).
async function cutOff({ page, disconnect }: Writer): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await disconnect()
  await expect(state(page)).toContainText('Offline')
}

/// The word for what is safe.
function state(page: Page) {
  return page.getByRole('banner').getByRole('button', {
    name: /^(Opening|Saved|Saving|Offline|Server cannot save|Not saving)/,
  })
}

/// Leaves a series with something in it that has not been sent, for a page that sends nothing: the
/// connection is back.
async function leaveUnsent(writer: Writer, series: string, text: string): Promise<Page> {
  const page = await openScript(writer, series)
  await cutOff(writer)
  await typeBehind(page, phone, text)
  await expect(state(page)).toHaveText(keptHere(text.length))
  await page.goto('about:blank')
  await writer.reconnect()
  return page
}

const keptHere = (count: number) =>
  `Offline: ${count} change${count === 1 ? '' : 's'} kept in this browser`

test('a reload offline opens the series with every word, counts them, and saves them on return', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  await cutOff(ada)
  await typeBehind(page, phone, ' Twice')
  await expect(state(page)).toHaveText(keptHere(6))
  const rows = await scriptOf(page)
  await page.reload()
  await expectScript([page], rows)
  await expect(state(page)).toHaveText(keptHere(6))
  await typeBehind(page, `${phone} Twice`, '!')
  await expect(state(page)).toHaveText(keptHere(7))
  // Neither does it ask before it is closed.
  await page.reload()
  await expect(state(page)).toHaveText(keptHere(7))
  await page.goto('/')
  const copy = page.getByRole('region', { name: 'Kept in this browser' })
  await expect(copy.getByRole('link', { name: /The Lift/ })).toContainText(
    '7 changes not on the server',
  )
  await copy.getByRole('link', { name: /The Lift/ }).click()
  await expect(state(page)).toHaveText(keptHere(7))

  await ada.reconnect()
  await saved(page)
  const other = await openScript(ben, series)
  await textOnScreen(other, `${phone} Twice!`)
  await page.reload()
  await saved(page)
  await textOnScreen(page, `${phone} Twice!`)
})

test('two who write for an hour without a connection, and move a beat, find every word together', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  for (const writer of [ada, ben]) await writer.page.clock.install()
  const pages = await Promise.all([openScript(ada, series), openScript(ben, series)])
  const [a, b] = pages
  await cutOff(ada)
  await cutOff(ben)
  await typeBehind(a, phone, ' Ada one.')
  await typeBehind(b, doors, ' Ben one.')
  await b.keyboard.press('Home')
  for (const page of pages) await page.clock.fastForward('30:00')
  // The same beat, once within its episode and once into the next.
  await putCursor(a, `${phone} Ada one.`, 0)
  await a.keyboard.press('Alt+Shift+ArrowDown')
  await putCursor(b, floors, 0)
  for (const _ of [1, 2]) await b.keyboard.press('Alt+Shift+ArrowDown')
  for (const page of pages) await page.clock.fastForward('30:00')
  await typeBehind(a, floors, ' Ada two.')
  await typeBehind(b, floors, ' Ben two.')
  for (const page of pages) await expect(state(page)).toContainText('kept in this browser')
  await a.reload()
  await expect(state(a)).toContainText('kept in this browser')

  await ada.reconnect()
  await ben.reconnect()
  for (const page of pages) {
    await expect.poll(async () => (await scriptOf(page)).join('\n')).toContain('Ben two.')
    await saved(page)
  }
  await expect.poll(() => scriptOf(b)).toEqual(await scriptOf(a))
  const text = (await scriptOf(a)).join('\n')
  for (const words of [`${phone} Ada one.`, `${doors} Ben one.`, 'Ada two.', 'Ben two.']) {
    expect(text).toContain(words)
  }
  expect(text.match(/= A phone rings\./g)).toHaveLength(1)
  expect(text.match(/Mara counts the floors\./g)).toHaveLength(1)
})

test('of two windows one is closed without warning, and nothing typed in either is lost', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const first = await openScript(ada, series)
  const second = await ada.context.newPage()
  await second.goto(`/series/${series}`)
  await saved(second)
  await cutOff(ada)
  await expect(state(second)).toContainText('Offline')
  await typeBehind(first, phone, ' First.')
  // A window shows what another has kept.
  await textOnScreen(second, `${phone} First.`)
  await typeBehind(second, doors, ' Second.')
  await textOnScreen(first, `${doors} Second.`)
  for (const page of [first, second]) await expect(state(page)).toHaveText(keptHere(15))
  await crash(first)
  await typeBehind(second, floors, ' On.')
  await expect(state(second)).toHaveText(keptHere(19))
  await second.reload()
  await expect(state(second)).toHaveText(keptHere(19))
  const rows = await scriptOf(second)
  for (const line of [`${phone} First.`, `${doors} Second.`, `${floors} On.`]) {
    expect(rows).toContain(`action: ${line}`)
  }
  await ada.reconnect()
  await saved(second)
  const other = await openScript(ben, series)
  await expectScript([other], rows)
})

/// The page's process ends at once: nothing in it can do anything more.
async function crash(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  void devtools.send('Page.crash').catch(() => {})
  await page.waitForEvent('crash')
  await page.close()
}

test('what a window has kept and never sent is sent by another', async ({ server, ada, ben }) => {
  const series = await importScript(server, lift)
  const first = await openScript(ada, series)
  await cutOff(ada)
  await typeBehind(first, phone, ' Left.')
  await expect(state(first)).toHaveText(keptHere(6))
  await first.close()
  await ada.reconnect()
  const second = await ada.context.newPage()
  await second.goto(`/series/${series}`)
  await saved(second)
  const other = await openScript(ben, series)
  await textOnScreen(other, `${phone} Left.`)
})

test('what was left unsent is sent from the list of series, which says so until it is', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const page = await leaveUnsent(ada, series, ' Left.')
  await page.routeWebSocket(/\/sync\//, (socket) => void socket.close())
  await page.goto('/')
  const said = page.getByRole('status').filter({ hasText: 'The Lift: 6 changes in this browser' })
  await expect(said).toContainText('on their way')
  const next = await ada.context.newPage()
  await next.goto('/')
  const other = await openScript(ben, series)
  await textOnScreen(other, `${phone} Left.`)
  await page.reload()
  await expect(page.getByRole('link', { name: 'The Lift' })).toBeVisible()
  await expect(said).toBeHidden()
})

/// The names in this browser's list of copies.
function listedIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    // Opened before the app has made it, it would be made here, and empty.
    const bases = await indexedDB.databases()
    if (!bases.some(({ name }) => name === 'ninety:copies')) return ''
    return new Promise<string>((done, fail) => {
      const opening = indexedDB.open('ninety:copies')
      opening.onerror = () => fail(opening.error)
      opening.onsuccess = () => {
        const base = opening.result
        const asking = base.transaction('copies').objectStore('copies').getAllKeys()
        asking.onsuccess = () => {
          base.close()
          done(asking.result.join('\n'))
        }
      }
    })
  })
}

test('whoever was taken out while the app was closed keeps no copy once the list has come', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ben, series)
  // It is entered in the list of copies when the page has come to rest.
  await expect.poll(() => listedIn(page)).toContain(series)
  await page.goto('about:blank')
  await removeFrom(ada, series, 'Ben')
  await page.goto('/')
  await expect.poll(() => copiesIn(page)).not.toContain(series)
})

test('whoever is taken out meanwhile is offered what they wrote, and then nothing is kept', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ben, series)
  await cutOff(ben)
  await typeBehind(page, phone, ' Gone?')
  await expect(state(page)).toHaveText(keptHere(6))
  await removeFrom(ada, series, 'Ben')
  await ben.reconnect()
  const notice = page.getByRole('alert').filter({ hasText: 'This series is not here for you' })
  await expect(notice).toContainText('6 changes of yours have not reached the server.')
  const downloading = page.waitForEvent('download')
  await notice.getByRole('button', { name: 'Download this text' }).click()
  const file = await (await downloading).path()
  expect(readFileSync(file, 'utf8')).toContain(`${phone} Gone?`)
  await notice.getByRole('button', { name: 'Remove it from this browser' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Remove it from this browser' })
    .click()
  await expect(page).toHaveURL(ben.url.concat('/'))
  await expect.poll(() => copiesIn(page)).not.toContain(series)
})

test('whoever is taken out with nothing unsent is told so, and the copy is removed', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ben, series)
  await expect.poll(() => copiesIn(page)).toContain(series)
  await removeFrom(ada, series, 'Ben')
  await expect(page.getByRole('alert').first()).toContainText('has taken you out')
  await expect.poll(() => copiesIn(page)).not.toContain(series)
})

async function removeFrom(owner: Writer, series: string, name: string): Promise<void> {
  const { request } = owner.context
  const answer = await request.get(`${owner.url}/api/series/${series}/members`)
  const { members } = (await answer.json()) as { members: { userId: string; name: string }[] }
  const member = members.find((each) => each.name === name)
  const gone = await request.delete(`${owner.url}/api/series/${series}/members/${member?.userId}`)
  expect(gone.ok()).toBe(true)
}

/// The names of all databases of the page's origin, in one text.
function copiesIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all = await indexedDB.databases()
    return all.map(({ name }) => name).join('\n')
  })
}

test('what is safe is told in full also to whoever is cut off soon after the first page', async ({
  server,
  ada,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  await page.waitForLoadState('networkidle')
  await ada.disconnect()
  await expect(state(page)).toContainText('Offline')
  await state(page).click()
  await expect(page.getByRole('dialog')).toContainText('There is no connection to the server.')
  await expect(page.getByText('The server does not answer')).toHaveCount(0)
})

test('signing out asks first while something is unsent, and then keeps nothing', async ({
  server,
  ada,
}) => {
  const series = await importScript(server, lift)
  const page = await leaveUnsent(ada, series, ' Mine.')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  const asked = page.getByRole('dialog', { name: 'Sign out with unsaved changes?' })
  await expect(asked).toContainText('The Lift: 6 changes')
  await expectNoFault(page, 'sign out')
  const downloading = page.waitForEvent('download')
  await asked.getByRole('button', { name: 'Download' }).click()
  expect(readFileSync(await (await downloading).path(), 'utf8')).toContain(`${phone} Mine.`)
  await asked.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(asked).toBeHidden()
  expect(await copiesIn(page)).toContain(series)
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await asked.getByRole('button', { name: 'Sign out and lose them' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await copiesIn(page)).not.toContain(series)
})

test('a copy that nobody has used for three months goes, and one with something unsent stays', async ({
  server,
  ada,
}) => {
  const [old, unsent] = [await importScript(server, lift), await importScript(server, lift)]
  const page = await openScript(ada, old)
  await expect.poll(() => listedIn(page)).toContain(old)
  await page.goto(`/series/${unsent}`)
  await saved(page)
  await cutOff(ada)
  await typeBehind(page, phone, '!')
  await expect(state(page)).toHaveText(keptHere(1))
  await page.goto('about:blank')
  await ada.reconnect()
  await page.clock.install({ time: Date.now() + 91 * 24 * 60 * 60 * 1000 })
  await page.goto('/')
  await page.clock.fastForward(11_000)
  await expect.poll(() => copiesIn(page)).not.toContain(old)
  expect(await copiesIn(page)).toContain(unsent)
})
