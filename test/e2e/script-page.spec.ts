import type { Locator, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test, type Writer } from './room.ts'
import { importScript } from './script.ts'

/// The page around the script, on the sample series: twelve episodes, "The Blue Napkins" the sixth.

test.use({ house: 'shared' })

async function openScript({ page, sample }: Writer, hash = ''): Promise<Page> {
  await page.goto(`/series/${sample}${hash}`)
  await expect(script(page)).toBeVisible()
  return page
}

const script = (page: Page) => page.getByLabel('The script of the season')
const rows = (page: Page) =>
  page.getByRole('navigation', { name: 'Episodes' }).getByRole('listitem')
const row = (page: Page, number: number) =>
  rows(page)
    .nth(number - 1)
    .getByRole('button')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Details' })
const saved = (page: Page, word: string) => page.getByRole('button', { name: word, exact: true })

async function expectCurrent(button: Locator): Promise<void> {
  await expect(button).toHaveAttribute('aria-current', 'true')
}

test('every episode stands in the list with its time, and a press goes there', async ({ ada }) => {
  const page = await openScript(ada)
  await expect(rows(page)).toHaveCount(12)
  await expectCurrent(row(page, 1))
  await expect(row(page, 6)).toContainText(/The Blue Napkins.*1:44 of 1:30 · 14 s over/s)
  await row(page, 6).click()
  await expectCurrent(row(page, 6))
  await expect(page.getByText('The hand. Black all round it.')).toBeInViewport()
  await expect(panel(page)).toContainText('Hook')
  await expect(panel(page)).toContainText('0:00 – 0:17 of the episode')
  await expect(script(page)).toBeFocused()
})

test('an episode is found by its number or its title, from the keyboard alone', async ({ ada }) => {
  const page = await openScript(ada)
  await page.keyboard.press('ControlOrMeta+Alt+f')
  await page.keyboard.type('napk')
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(12)
  await expectCurrent(row(page, 6))
  await page.keyboard.press('Alt+PageDown')
  await expectCurrent(row(page, 7))

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('declare')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expectCurrent(row(page, 12))
})

test('of a long season the rows in sight are drawn, and the arrows reach every one', async ({
  server,
  ada,
}) => {
  const episodes = Array.from({ length: 90 }, (_, i) => `# Episode ${i + 1}: Floor ${i + 1}`)
  const id = await importScript(
    server,
    `Title: The Tower\nLanguage: en\n\n${episodes.join('\n\n')}`,
  )
  const { page } = ada
  await page.goto(`/series/${id}`)
  const named = (number: number) => rows(page).getByRole('button', { name: `Floor ${number}` })
  await expectCurrent(named(1).first())
  expect(await rows(page).count()).toBeLessThan(40)

  await named(2).first().focus()
  await page.keyboard.press('End')
  await expect(named(90)).toBeFocused()
  await expect(named(90)).toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(named(89)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(named(1).first()).toBeFocused()
  await expect(rows(page).first()).toHaveAttribute('aria-setsize', '90')

  await page.keyboard.press('/')
  await page.keyboard.type('45')
  await page.keyboard.press('Enter')
  await expectCurrent(named(45))
  await expect(named(45)).toBeInViewport()
})

test('the list says when nothing is found', async ({ ada }) => {
  const page = await openScript(ada)
  await page.getByRole('searchbox').fill('zeppelin')
  await expect(page.getByText('No episode has “zeppelin”')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(12)
})

test('a new episode comes behind this one, and undo takes it back', async ({ ada }) => {
  const page = await openScript(ada)
  await row(page, 3).click()
  await page.getByRole('button', { name: 'New episode' }).click()
  await expect(rows(page)).toHaveCount(13)
  await expectCurrent(row(page, 4))
  await expect(row(page, 4)).toContainText('Untitled')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(rows(page)).toHaveCount(12)
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(rows(page)).toHaveCount(13)
})

test('what was typed offline is counted, kept and saved', async ({ ada, ben }) => {
  const page = await openScript(ada)
  const other = await openScript(ben)
  await saved(page, 'Saved').click()
  await expect(page.getByRole('dialog')).toContainText('on the server’s disk')
  await page.keyboard.press('Escape')
  await ada.disconnect()
  await expect(saved(page, 'Offline')).toBeVisible()
  await page.getByText("It's her.").click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Kept')
  await expect(saved(page, 'Offline: 5 changes kept in this browser')).toBeVisible()
  await saved(page, 'Offline: 5 changes kept in this browser').click()
  await expect(page.getByRole('dialog')).toContainText('5 changes are kept in this browser')
  await page.keyboard.press('Escape')
  await ada.reconnect()
  await expect(saved(page, 'Saved')).toBeVisible()
  await expect(other.getByText("It's her. Kept")).toBeVisible()
})

test('others are seen where they are, and followed by a press', async ({ ada, ben }) => {
  const page = await openScript(ada)
  const other = await openScript(ben)
  await row(page, 9).click()
  const face = other.getByRole('button', { name: /^Go to where / })
  const name = (await face.getAttribute('title')) ?? ''
  await expect(row(other, 9).getByRole('img', { name })).toBeVisible()
  await face.click()
  await expectCurrent(row(other, 9))

  // The name is the account's, and follows it.
  expect(name).toBe('Ada')
  const account = await page.context().newPage()
  await account.goto('/account')
  await account.getByRole('textbox', { name: 'Your name' }).fill('Ada Lin')
  await account.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row(other, 9).getByRole('img', { name: 'Ada Lin' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Ada Lin (you)' })).toBeVisible()
})

test('the place is kept from script to board and back, and over a reload', async ({ ada }) => {
  const page = await openScript(ada)
  await row(page, 6).click()
  await page.getByRole('link', { name: 'Board' }).click()
  await expect(page.getByRole('gridcell', { name: /The hand is Pip/ })).toBeInViewport()
  await page.getByRole('link', { name: 'Script' }).click()
  await expectCurrent(row(page, 6))
  await expect(page).toHaveURL(/#/)
  await page.reload()
  await expectCurrent(row(page, 6))
  await expect(page.getByText('The hand. Black all round it.')).toBeInViewport()
})

test('emotion is set in the panel, by mouse and by arrow, and everybody sees it', async ({
  ada,
  ben,
}) => {
  const page = await openScript(ada)
  const other = await openScript(ben)
  const emotion = (on: Page, value: string) =>
    panel(on).getByRole('radio', { name: `Emotion ${value}`, exact: true })
  await emotion(page, '−3').check()
  await page.keyboard.press('ArrowRight')
  await expect(emotion(page, '−2')).toBeChecked()
  await expect(emotion(other, '−2')).toBeChecked()
  await panel(page).getByRole('button', { name: 'Leave open' }).click()
  await expect(panel(other).getByRole('radio', { checked: true })).toHaveCount(0)
})

test('what was binned is put back from the panel', async ({ ada }) => {
  const page = await openScript(ada)
  await page.getByText('Dot hurries up the path').click()
  await page.keyboard.press('Alt+Shift+Backspace')
  await expect(page.getByText('Dot hurries up the path')).toHaveCount(0)
  await panel(page).getByRole('tab', { name: /Bin/ }).click()
  await expect(panel(page)).toContainText('She goes round the back to surprise her children')
  await panel(page).getByRole('button', { name: 'Put back' }).click()
  await expect(script(page).getByText('Dot hurries up the path')).toBeInViewport()
  await expect(panel(page)).toContainText('What is deleted from the script comes here')
})

test('keys are listed, and single letters can be switched off', async ({ ada }) => {
  const page = await openScript(ada)
  await page.keyboard.press('ControlOrMeta+/')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await expect(dialog).toContainText('Split the segment here')
  await dialog.getByRole('checkbox', { name: /Single-letter keys/ }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Segment' }).focus()
  await page.keyboard.press('?')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})

test('a key moves nothing but the script, and the rest follows', async ({ ada }) => {
  const page = await openScript(ada)
  // The last of what loads into the panel.
  await expect(panel(page).getByRole('button', { name: /Read through/ })).toBeVisible()
  await page.getByText("It's her.").click()
  await expect(page.getByText('Cursor at')).toBeVisible()
  const before = await row(page, 1).textContent()
  const drawn = await page.evaluate(async () => {
    // React draws with a key also what it has been told before and not drawn yet: that is no fault
    // of the key's, and none is left when the page is idle.
    await new Promise((resolve) => requestIdleCallback(resolve))
    const seen = new Set<string>()
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const around = element?.closest('nav, aside')
        if (around) seen.add(`${around.ariaLabel}: ${element?.tagName} ${element?.className}`)
      }
    })
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
    document.execCommand(
      'insertText',
      false,
      'A sentence that takes more than three seconds to say. ',
    )
    // React draws what a store has told it in microtasks.
    for (let i = 0; i < 10; i++) await Promise.resolve()
    observer.disconnect()
    return [...seen]
  })
  expect(drawn).toEqual([])
  await expect(row(page, 1)).not.toHaveText(before ?? '')
})

test('at 360 px the episodes and the panel are drawers', async ({ ada }) => {
  await ada.page.setViewportSize({ width: 360, height: 740 })
  const page = await openScript(ada)
  await expect(rows(page)).toHaveCount(0)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(360)
  await page.getByRole('button', { name: 'Show the episodes' }).click()
  const drawer = page.getByRole('dialog', { name: 'Episodes' })
  await drawer.getByRole('button', { name: /The Blue Napkins/ }).click()
  await expect(drawer).toBeHidden()
  await expect(page.getByText('The hand. Black all round it.')).toBeInViewport()
  await page.getByRole('button', { name: 'Show the panel' }).click()
  await expect(page.getByRole('dialog', { name: 'Details' })).toContainText('Hook')
})

test('a series that does not exist says so', async ({ ada: { page } }) => {
  await page.goto('/series/nowhere')
  await expect(page.getByText('There is no series at this address')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'All series' }).click()
  await expect(page.getByRole('heading', { name: 'Series' })).toBeVisible()
})

test('axe finds nothing around the script', async ({ ada }) => {
  const page = await openScript(ada)
  await expect(panel(page)).toContainText('Running time')
  await expectNoFault(page, 'script')
  // The script stays as it is; looking at it takes longer than at all the rest.
  const around = { without: ['.script'] }
  await page.getByRole('tab', { name: 'Bin' }).click()
  await page.getByText('What is deleted from the script').waitFor()
  await expectNoFault(page, 'bin', around)
  await saved(page, 'Saved').click()
  await page.getByRole('dialog').waitFor()
  await expectNoFault(page, 'saved', around)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await expectNoFault(page, 'palette', around)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+/')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await expectNoFault(page, 'keys', around)
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('button', { name: 'Show the episodes' }).click()
  await page.getByRole('dialog', { name: 'Episodes' }).waitFor()
  await expectNoFault(page, 'drawer', around)
})
