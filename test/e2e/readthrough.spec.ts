import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'
import { importScript, lift } from './script.ts'

/// Time in the script: the read-through on a clock that the test turns, and what is planned by key.

test.use({ house: 'shared' })

const script = (page: Page) => page.getByLabel('The script of the season')
const reading = (page: Page) => page.getByRole('dialog')
const said = (page: Page) => reading(page).locator('[data-said]')
const clock = (page: Page) => reading(page).getByRole('timer')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Details' })

const key = 'ControlOrMeta+Alt+Shift+'

/// The cursor at the end of a line, and the tools there to take keys.
async function stand(page: Page, id: string, text: string): Promise<void> {
  await page.goto(`/series/${id}`)
  await expect(script(page)).toBeVisible()
  await expect(panel(page).getByRole('button', { name: /Read through/ })).toBeVisible()
  await page.getByText(text).click()
  await page.keyboard.press('End')
}

/// The lift's first episode: 11.5 seconds, a little less in floating point, in seven lines.
const whole = 11_500

test('an episode is read through in its modelled time, by keys, while another writes', async ({
  server,
  ada,
  ben,
}) => {
  const id = await importScript(server, lift)
  const { page } = ada
  await page.clock.install()
  await stand(page, id, 'The phone rings in the dark.')
  await page.keyboard.press(`${key}p`)
  await expect(said(page)).toHaveText('The phone rings in the dark.')
  await expect(clock(page)).toHaveText('0:04 of 0:11')
  await expect(reading(page)).toContainText('Beat 1')
  await page.keyboard.press('Home')
  await expect(said(page)).toHaveText('INT. LIFT - NIGHT')

  // From here on the page's time passes only when it is told to.
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.keyboard.press('Space')
  await page.clock.runFor(1000 + 1800 + 900)
  await expect(said(page)).toHaveText('Mara counts the floors.')
  await expect(clock(page)).toHaveText('0:03 of 0:11')
  await page.keyboard.press('Space')
  await page.clock.runFor(5000)
  await expect(clock(page)).toHaveText('0:03 of 0:11')
  await page.keyboard.press('Space')
  await page.clock.runFor(whole - 3700 - 100)
  await expect(reading(page).getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.clock.runFor(200)
  await expect(reading(page).getByRole('button', { name: 'Play' })).toBeFocused()
  await expect(clock(page)).toHaveText('0:11 of 0:11')

  await page.keyboard.press('Home')
  const walk: readonly (readonly [string, string])[] = [
    ['ArrowRight', 'The light goes out.'],
    ['Shift+ArrowRight', 'Mara counts the floors.'],
    ['Shift+ArrowRight', 'Someone breathes.'],
    ['ArrowLeft', 'She answers it.'],
    ['Shift+ArrowLeft', 'Mara counts the floors.'],
  ]
  for (const [press, text] of walk) {
    await page.keyboard.press(press)
    await expect(said(page)).toHaveText(text)
  }
  await page.keyboard.press('ArrowUp')
  await expect(reading(page).getByLabel('Speed')).toHaveValue('1.25')

  // Ben makes a line in front of it ten words longer; what is on stays on.
  await ben.page.goto(`/series/${id}`)
  await ben.page.getByText('The light goes out.').click()
  await ben.page.keyboard.press('End')
  await ben.page.keyboard.type(' One two three four five six seven eight nine ten.')
  await expect(async () => {
    await page.clock.runFor(200)
    await expect(clock(page)).toHaveText('0:04 of 0:14', { timeout: 200 })
  }).toPass()
  await expect(said(page)).toHaveText('Mara counts the floors.')

  await page.clock.resume()
  await expectNoFault(page, 'read-through', { within: 'dialog' })
  await page.setViewportSize({ width: 360, height: 740 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(360)
  await page.keyboard.press('Escape')
  await expect(reading(page)).toBeHidden()
})

test('seconds are planned by key, and the panel says why and what to cut', async ({
  server,
  ada,
}) => {
  const id = await importScript(server, lift.replace('Target: 90', 'Target: 11'))
  const { page } = ada
  await stand(page, id, 'She answers it.')
  const line = panel(page).getByRole('button', { name: /^This line/ })
  const scene = panel(page).getByRole('button', { name: /^Scene 1/ })
  await expect(line).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press(`${key}e`)
  await expect(line).toBeFocused()
  await expect(panel(page)).toContainText('3 words to show, 0.2 s each')
  await expect(panel(page)).toContainText('In truth mostly 1.2 to 2 s')

  await page.keyboard.press(`${key}s`)
  await page.keyboard.type('5.5')
  await page.keyboard.press('Enter')
  await expect(script(page)).toBeFocused()
  await expect(line).toHaveText(/5.5 s/)
  await expect(page.getByText('0:15 of 0:11 · 4 s over').first()).toBeVisible()

  await page.keyboard.press(`${key}k`)
  const cuts = panel(page).getByRole('button', { name: /^Go to/ })
  await expect(cuts.first()).toHaveAccessibleName('Go to 0:07, saves 5.5 s: She answers it.')
  await expectNoFault(page, 'cuts', { within: 'aside' })
  await cuts.first().click()
  await expect(script(page)).toBeFocused()

  await page.keyboard.press(`${key}d`)
  await page.keyboard.type('11')
  await page.keyboard.press('Enter')
  await expect(scene).toHaveText(/11 s/)
  await expect(page.getByText('0:11 of 0:11').first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(scene).toHaveText(/15 s/)

  // Where the panel is not shown, what is asked for comes by itself.
  await page.setViewportSize({ width: 360, height: 740 })
  await page.keyboard.press(`${key}e`)
  const alone = page.getByRole('dialog', { name: 'Running time' })
  await expect(alone).toContainText('Planned for the line')
  await page.keyboard.press('Escape')
  await expect(alone).toBeHidden()
})
