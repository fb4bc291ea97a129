import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, type Peopled, test, type Writer } from './room.ts'
import { importScript, putCursor, textOnScreen } from './script.ts'

/// Getting around in a season, by keyboard: to a scene or a character and back again, along with
/// somebody, and what of the script is looked at.

test.use({ house: 'shared' })

/// Thirty floors, alike but for their numbers; Nora speaks on every tenth.
const tower = `Title: The Tower\nLanguage: en\n\n${Array.from({ length: 30 }, (_, i) => {
  const floor = i + 1
  const nora = floor % 10 === 0 ? `\n\nNORA\nI am on ${floor}.` : ''
  return `# Episode ${floor}: Floor ${floor}

## Hook
= The lift stops.

INT. CORRIDOR ${floor} - NIGHT

A door on ${floor}.

## Beat
= A step.

Steps on ${floor}.${nora}

## Cliffhanger
= Dark.

Dark on ${floor}.`
}).join('\n\n')}`

async function open({ page }: Writer, series: string): Promise<Page> {
  await page.goto(`/series/${series}`)
  await expect(script(page)).toBeVisible()
  // What the palette finds, and the keys of this page, come behind the script.
  await expect(page.getByRole('combobox', { name: 'Which episodes the list shows' })).toBeVisible()
  return page
}

const towerOf = (server: Peopled) => importScript(server, tower)
const script = (page: Page) => page.getByLabel('The script of the season')
const list = (page: Page) => page.getByRole('navigation', { name: 'Episodes' })
const row = (page: Page, floor: number) =>
  list(page).getByRole('button', { name: new RegExp(`Floor ${floor}\\b`) })
const text = (page: Page, said: string) => script(page).getByText(said, { exact: true })
const options = (page: Page) => page.getByRole('option').filter({ visible: true })

async function goTo(page: Page, typed: string, found: string | RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(typed)
  await expect(options(page).filter({ hasText: found }).first()).toBeVisible()
  const names = await page.getByRole('dialog').getByRole('option').allInnerTexts()
  const at = names.findIndex((name) => name.search(found) >= 0)
  for (let i = 0; i < at; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/// Waits until the address says that one is where a line is: a reload opens there.
async function inAddress(page: Page, said: string): Promise<void> {
  const segment = page.locator('.script-segment').filter({ hasText: said })
  const id = await segment.getAttribute('data-segment')
  await expect(page).toHaveURL(new RegExp(`#${id}$`))
}

test('to an episode, a scene and a character, and back and forward through them', async ({
  server,
  ada,
}) => {
  const page = await open(ada, await towerOf(server))
  const back = () => page.keyboard.press('ControlOrMeta+Alt+z')
  const forward = () => page.keyboard.press('ControlOrMeta+Alt+Shift+z')
  const isAt = async (said: string) => {
    await expect(text(page, said)).toBeInViewport()
    await expect(script(page)).toBeFocused()
  }

  await putCursor(page, 'Steps on 1.', 5)
  await goTo(page, '17', /^Go to episode 17/)
  await isAt('A door on 17.')
  await goTo(page, 'corridor 23', /CORRIDOR 23/)
  await isAt('INT. CORRIDOR 23 - NIGHT')
  await goTo(page, 'nora', /NORA, first line/)
  await isAt('I am on 10.')
  await goTo(page, 'nora', /NORA, next line/)
  await isAt('I am on 20.')

  await back()
  await isAt('I am on 10.')
  await back()
  await isAt('INT. CORRIDOR 23 - NIGHT')
  await back()
  await isAt('A door on 17.')
  await back()
  await isAt('Steps on 1.')
  await page.keyboard.type('XX')
  await expect(text(page, 'StepsXX on 1.')).toBeVisible()
  await back()
  await expect(page.getByText('You have been nowhere else yet.')).toBeVisible()

  await forward()
  await isAt('A door on 17.')
  // Where one only passes by is no place one has been to.
  await page.keyboard.press('Alt+ArrowDown')
  await expect(text(page, 'Steps on 17.')).toBeInViewport()
  await forward()
  await isAt('INT. CORRIDOR 23 - NIGHT')
  await inAddress(page, 'INT. CORRIDOR 23 - NIGHT')
  await page.reload()
  await expect(page.getByRole('combobox', { name: /Which episodes/ })).toBeVisible()
  await isAt('INT. CORRIDOR 23 - NIGHT')
  await back()
  await isAt('Steps on 17.')
})

test('what is chosen in the palette stays chosen when pages that load bring more', async ({
  server,
  ada,
}) => {
  const { page } = ada
  const held = Promise.withResolvers<void>()
  await page.route(/\/assets\/tools-[^/]*\.js/, async (route) => {
    await held.promise
    await route.continue()
  })
  await page.goto(`/series/${await towerOf(server)}`)
  await expect(script(page)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('End')
  const before = await options(page).count()
  const chosen = options(page).and(page.locator('[aria-selected=true]'))
  const name = (await chosen.textContent()) ?? ''
  held.resolve()
  await expect.poll(() => options(page).count()).toBeGreaterThan(before)
  await expect(chosen).toHaveText(name)
})

test('others are seen where they are, and followed until one types', async ({
  server,
  ada,
  ben,
}) => {
  const series = await towerOf(server)
  const page = await open(ada, series)
  const other = await open(ben, series)
  await putCursor(page, 'Steps on 1.', 5)
  await putCursor(other, 'Steps on 2.', -1)
  await expect(row(page, 2).getByRole('img', { name: 'Ben' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Here: Ben' })).toBeVisible()

  // What Ben changes in sight is marked, and the mark goes; Ben’s own is not.
  await other.keyboard.type(' More')
  await expect(page.locator('.touched', { hasText: 'Steps on 2. More' })).toBeVisible()
  await expect(other.locator('.touched')).toHaveCount(0)
  await expect(page.locator('.touched')).toHaveCount(0, { timeout: 8000 })

  await script(page).focus()
  await page.keyboard.press('ControlOrMeta+Alt+a')
  const sign = page.getByText('Following Ben')
  await expect(sign).toBeVisible()
  await expectNoFault(page, 'following')
  await goTo(other, '25', /^Go to episode 25/)
  await expect(text(page, 'A door on 25.')).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(sign).toHaveCount(0)
  await goTo(other, '12', /^Go to episode 12/)
  await expect(row(page, 12).getByRole('img', { name: 'Ben' })).toBeVisible()
  await expect(text(page, 'A door on 25.')).toBeInViewport()

  // Typing ends it, and goes where one’s own cursor is.
  await page.keyboard.press('ControlOrMeta+Alt+a')
  await expect(text(page, 'A door on 12.')).toBeInViewport()
  await goTo(other, '28', /^Go to episode 28/)
  await expect(text(page, 'A door on 28.')).toBeInViewport()
  await page.keyboard.type('mine ')
  await expect(sign).toHaveCount(0)
  await expect(script(page).getByText(/mine/)).toBeInViewport()
  await expect(text(other, 'A door on 28.')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+Alt+a')
  await expect(sign).toBeVisible()
  await other.close()
  await expect(page.getByText('Ben has left.')).toBeVisible()
})

test('folded, in focus, at a steady height, and a list of some', async ({ server, ada }) => {
  const page = await open(ada, await towerOf(server))
  await putCursor(page, 'Steps on 2.', 5)
  const folded = page.locator('.script .folded')
  await page.keyboard.press('ControlOrMeta+Alt+x')
  await expect(folded).toHaveCount(1)
  await expect(text(page, 'Steps on 2.')).toBeHidden()
  // The cursor stands at its title: nothing is typed where nobody sees it.
  await page.keyboard.type('!')
  await expect(text(page, 'Floor 2!')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Alt+Shift+x')
  await expect(folded).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Alt+Shift+x')
  await expect(folded).toHaveCount(30)
  await goTo(page, 'corridor 9 ', /CORRIDOR 9 /)
  await expect(text(page, 'INT. CORRIDOR 9 - NIGHT')).toBeInViewport()
  await expect(folded).toHaveCount(29)
  await inAddress(page, 'INT. CORRIDOR 9 - NIGHT')
  await page.reload()
  await expect(folded).toHaveCount(29)
  await expect(page.getByRole('combobox', { name: /Which episodes/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Alt+Shift+x')
  await expect(folded).toHaveCount(0)

  await page.keyboard.press('ControlOrMeta+Alt+Shift+o')
  await putCursor(page, 'A door on 9.', 0)
  const color = async (said: string) =>
    (await textOnScreen(page, said)).evaluate((line) => getComputedStyle(line).color)
  const ink = await color('A door on 9.')
  expect(await color('Steps on 9.')).not.toBe(ink)
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => color('Steps on 9.')).toBe(ink)
  expect(await color('A door on 9.')).not.toBe(ink)

  await page.keyboard.press('ControlOrMeta+Alt+Shift+t')
  const height = () =>
    page.evaluate(() => Math.round(getSelection()?.getRangeAt(0).getBoundingClientRect().top ?? 0))
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('One')
  const steady = await height()
  for (const word of ['two', 'three', 'four']) {
    await page.keyboard.press('Enter')
    await page.keyboard.type(word)
    expect(Math.abs((await height()) - steady)).toBeLessThan(8)
  }
  await page.keyboard.press('ControlOrMeta+Alt+Shift+t')

  await page.keyboard.press('ControlOrMeta+Alt+Shift+f')
  const narrowing = page.getByRole('combobox', { name: /Which episodes/ })
  await expect(narrowing).toBeFocused()
  await narrowing.selectOption('Nothing written yet')
  await expect(list(page).getByText('No episode is like this.')).toBeVisible()
  await narrowing.selectOption('Somebody is there')
  await expect(list(page).getByText('0 of 30')).toBeVisible()
  // In focus, with an episode folded and the list narrowed.
  await page.locator('.script-number').nth(9).click()
  await expect(folded).toHaveCount(1)
  await expectNoFault(page, 'narrowed')
  await narrowing.focus()
  await page.keyboard.press('Escape')
  await expect(row(page, 1)).toBeVisible()
})
