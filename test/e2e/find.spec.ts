import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'
import { changed, expectScript, importScript, lift, openScript, scriptOf } from './script.ts'

/// Finding and replacing from the keyboard, while somebody else writes.

test.use({ house: 'shared' })

const find = (page: Page) => page.getByRole('textbox', { name: 'Find', exact: true })
const status = (page: Page) => page.getByRole('search').getByRole('status')

/// The words that are painted in the script.
function painted(page: Page, name: 'found' | 'found-now'): Promise<string[]> {
  return page.evaluate((wanted) => {
    const ranges = [...(CSS.highlights.get(wanted) ?? [])]
    return ranges.map((each) => {
      const range = document.createRange()
      range.setStart(each.startContainer, each.startOffset)
      range.setEnd(each.endContainer, each.endOffset)
      return range.toString()
    })
  }, name)
}

function selected(page: Page): Promise<string> {
  return page.evaluate(() => String(getSelection()))
}

test('words are found and replaced from the keyboard, while somebody writes', async ({
  ada,
  ben,
  server,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  const other = await openScript(ben, series)
  const before = await scriptOf(page)

  await page.locator('.script [data-line]', { hasText: 'The light goes out.' }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+f')
  await expect(find(page)).toBeFocused()
  await page.keyboard.type('the')
  await expect(status(page)).toHaveText('1 of 12')
  await expect.poll(() => painted(page, 'found-now')).toEqual(['The'])
  await expect.poll(async () => (await painted(page, 'found')).length).toBeGreaterThan(3)
  await page.keyboard.press('Alt+w')
  await expect(status(page)).toHaveText('1 of 11')
  await page.keyboard.press('Alt+c')
  await expect(status(page)).toHaveText('1 of 3')
  await page.keyboard.press('Enter')
  await expect(status(page)).toHaveText('2 of 3')
  await page.keyboard.press('F3')
  await page.keyboard.press('Control+g')
  await expect(status(page)).toHaveText('1 of 3')
  await page.keyboard.press('Shift+Enter')
  await expect(status(page)).toHaveText('3 of 3')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('search')).toHaveCount(0)
  expect(await selected(page)).toBe('the')
  await expect(page.locator('.script')).toBeFocused()
  expect(await painted(page, 'found')).toEqual([])

  await page.keyboard.press('Control+Shift+H')
  await expect(find(page)).toHaveValue('the')
  await page.keyboard.press('Alt+c')
  await find(page).fill('phone')
  await page.keyboard.press('Alt+l')
  const list = page.getByRole('list', { name: 'All places found' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await page.getByRole('textbox', { name: 'Replace with' }).fill('telephone')
  const boxes = list.getByRole('checkbox')
  await boxes.first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Replace all 1' })).toBeEnabled()
  await page.keyboard.press('ArrowDown')
  await expect(boxes.nth(2)).toBeFocused()
  await page.keyboard.press('Alt+o')
  await expectNoFault(page, 'find', { within: 'search' })

  await other.locator('.script [data-line]', { hasText: 'The phone rings in the dark.' }).click()
  await other.keyboard.press('End')
  await other.keyboard.type(' Twice.')
  await expect(list).toContainText('Twice')
  await page.getByRole('button', { name: 'Replace all 1' }).focus()
  await page.keyboard.press('Enter')
  await expect(status(page)).toHaveText('1 replaced')
  await expect(find(page)).toBeFocused()
  const rung = 'action: The telephone rings in the dark. Twice.'
  const row = 'action: The phone rings in the dark.'
  await expectScript([page, other], changed(before, row, row, [rung]))
  await page.getByRole('search').getByRole('button', { name: 'Undo' }).click()
  const twice = 'action: The phone rings in the dark. Twice.'
  await expectScript([page, other], changed(before, row, row, [twice]))
})
