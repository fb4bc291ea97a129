import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'

const titles = (page: Page) => page.getByRole('main').getByRole('link')

async function create(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New series' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

test('a new user meets two finished series and opens one', async ({ ada: { page } }) => {
  await page.goto('/')
  await expect(titles(page)).toHaveCount(2)
  await page.getByRole('link', { name: /Sorry for My Loss/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sorry for My Loss' })).toBeVisible()
  await expect(page).toHaveTitle('Sorry for My Loss · Ninety')
  await expect(page.getByRole('navigation', { name: 'Episodes' })).toContainText("You're Late")
})

test('a series is created, renamed, binned and put back', async ({ ada: { page } }) => {
  await page.goto('/')
  await create(page, 'The Wrong Lift')
  await page.getByRole('link', { name: 'All series' }).click()
  await expect(titles(page).first()).toContainText('The Wrong Lift')

  await page.getByRole('button', { name: 'Actions for The Wrong Lift' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('The Right Lift')
  await page.keyboard.press('Enter')
  await expect(titles(page).first()).toContainText('The Right Lift')

  await page.getByRole('button', { name: 'Actions for The Right Lift' }).click()
  await page.getByRole('menuitem', { name: 'Put into the bin' }).click()
  await expect(titles(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(titles(page)).toHaveCount(3)

  await page.getByRole('button', { name: 'Actions for The Right Lift' }).click()
  await page.getByRole('menuitem', { name: 'Put into the bin' }).click()
  await expect(titles(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  await expect(page.getByRole('listitem')).toContainText(['The Right Lift'])
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByText('The bin is empty.')).toBeVisible()
})

test('without the server the list says why it is empty, and comes when asked again', async ({
  ada: { page },
}) => {
  await page.goto('/')
  await expect(titles(page)).toHaveCount(2)
  // Not the whole connection: when that comes back the list asks by itself.
  await page.route('**/api/series?bin=true', (route) => route.abort())
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  await expect(page.getByRole('alert').first()).toContainText('The server does not answer.')
  await page.unroute('**/api/series?bin=true')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('The bin is empty.')).toBeVisible()
})

test('a list without what comes behind it is a list', async ({ ada: { page } }) => {
  await page.route('**/assets/unsent-*.js', (route) => route.abort())
  await page.goto('/')
  await expect(titles(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  await expect(page.getByText('The bin is empty.')).toBeVisible()
})

test('the browser’s language comes first, and a choice is kept', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await page.getByRole('button', { name: '设置' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await context.close()
})

test('dark is chosen, kept, and not what the system says', async ({ ada: { page } }) => {
  await page.goto('/')
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await paper()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  expect(await paper()).not.toBe(light)
  await page.reload()
  await titles(page).first().waitFor()
  expect(await paper()).not.toBe(light)
})

test('axe finds nothing in the library', async ({ ada: { page } }) => {
  await page.goto('/')
  await titles(page).first().waitFor()
  await expectNoFault(page, 'list')
  await page.getByRole('button', { name: /^Actions for Sorry/ }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
  await expectNoFault(page, 'menu')
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog').waitFor()
  await expectNoFault(page, 'rename')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New series' }).click()
  await page.getByRole('dialog').waitFor()
  await expectNoFault(page, 'new series')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  await page.getByText('The bin is empty.').waitFor()
  await expectNoFault(page, 'bin')
})
