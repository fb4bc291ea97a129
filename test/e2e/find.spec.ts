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

test('in a long season the words near the page are painted, wherever one scrolls to', async ({
  ada,
  server,
}) => {
  const floors = Array.from({ length: 40 }, (_, i) => {
    const steps = Array.from({ length: 20 }, (_, step) => `Step ${step} to floor ${i + 1}.`)
    return `# Episode ${i + 1}: Floor ${i + 1}\n\n## Hook\n\n${steps.join('\n\n')}`
  })
  const text = `Title: The Tower\nLanguage: en\n\n${floors.join('\n\n')}`
  const page = await openScript(ada, await importScript(server, text))
  await page.locator('.script [data-line]').first().click()
  await expect(page.getByRole('combobox', { name: /Which episodes/ })).toBeVisible()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('step')
  await expect(status(page)).toHaveText(/of 800$/)
  const count = async () => (await painted(page, 'found')).length
  await expect.poll(count).toBeGreaterThan(10)
  expect(await count()).toBeLessThan(300)
  const last = page.getByText('Step 19 to floor 40.')
  const isPainted = () =>
    last.evaluate((line) =>
      [...(CSS.highlights.get('found') ?? [])].some((range) => line.contains(range.startContainer)),
    )
  expect(await isPainted()).toBe(false)
  await page.locator('.script').hover()
  await page.mouse.wheel(0, 100_000)
  await expect.poll(isPainted).toBe(true)
  expect(await count()).toBeLessThan(300)
})
