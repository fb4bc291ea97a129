import type { Locator, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test, type Writer } from './room.ts'

/// The settings, on the sample series of 12 episodes: a person's own stay in their browser, the
/// series' are everybody's. Ada owns it, Ben writes in it until he may only read.

test.use({ house: 'shared' })

async function openScript({ page, sample }: Writer): Promise<Page> {
  await page.goto(`/series/${sample}`)
  await expect(page.locator('.script [data-episode]')).toHaveCount(12)
  return page
}

/// By the key that works everywhere, also in the text.
async function openSettings(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await expect(dialog).toBeVisible()
  return dialog
}

function choice(dialog: Locator, setting: string, value: string): Locator {
  return dialog.getByRole('radiogroup', { name: setting }).getByRole('radio', { name: value })
}

async function choose(dialog: Locator, setting: string, value: string): Promise<void> {
  await choice(dialog, setting, value).check({ force: true })
}

interface Member {
  readonly userId: string
  readonly name: string
}

async function makeViewer({ context, url, sample }: Writer, name: string): Promise<void> {
  const base = `${url}/api/series/${sample}/members`
  const { members } = (await (await context.request.get(base)).json()) as {
    members: readonly Member[]
  }
  const id = members.find((member) => member.name === name)?.userId
  const data = { role: 'viewer', signOffs: [] }
  expect((await context.request.patch(`${base}/${id}`, { data })).ok()).toBe(true)
}

test('what the room agrees on changes for everybody, and who may only read sees it', async ({
  ada,
  ben,
}) => {
  const [a, b] = [await openScript(ada), await openScript(ben)]
  const dialog = await openSettings(a)
  await dialog.getByRole('tab', { name: 'This series' }).click()
  await expect(dialog.getByText('For everybody in')).toBeVisible()
  await choose(dialog, 'Dress', 'Chinese')
  await expect(a.locator('.script')).toHaveAttribute('data-dress', 'zh-Hans')
  await expect(b.locator('.script')).toHaveAttribute('data-dress', 'zh-Hans')

  // The other has them open by then, from the palette, and sees each change.
  await b.keyboard.press('ControlOrMeta+k')
  await b.keyboard.type('Settings of this series')
  await b.keyboard.press('Enter')
  const other = b.getByRole('dialog', { name: 'Settings' })
  await expect(choice(other, 'Dress', 'Chinese')).toBeChecked()
  await choose(dialog, 'Pace', 'Fast')
  await expect(choice(other, 'Pace', 'Fast')).toBeChecked()
  await dialog.getByRole('spinbutton', { name: 'Length of an episode' }).fill('75')
  await a.keyboard.press('Enter')
  await expect(other.getByRole('spinbutton', { name: 'Length of an episode' })).toHaveValue('75')

  // The trade would ask viewers to pay behind the tenth; one of one's own is put beside it by key.
  await dialog.getByRole('button', { name: 'Take these' }).click()
  const unlock = (where: Locator, number: number) =>
    where.getByRole('button', { name: `Unlock behind episode ${number},` })
  await expect(unlock(other, 10)).toHaveAttribute('aria-pressed', 'true')
  await unlock(dialog, 1).focus()
  await a.keyboard.press('ArrowRight')
  await a.keyboard.press('Space')
  await expect(unlock(other, 2)).toHaveAttribute('aria-pressed', 'true')
  await expect(dialog.getByText('The first is behind episode 2.')).toBeVisible()
  await expectNoFault(a, 'settings', { within: 'dialog' })

  await makeViewer(ada, 'Ben')
  await expect(other.getByText('Only some roles may change this: Owner, Writer.')).toBeVisible()
  await expect(choice(other, 'Pace', 'Fast')).toBeDisabled()
  await expect(unlock(other, 10)).toBeDisabled()
  await expectNoFault(b, 'settings', { within: 'dialog' })

  // Each was a step of its own.
  await a.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await a.goto(`/series/${ada.sample}/board`)
  const rows = a.getByRole('grid').getByRole('row')
  await expect(rows.nth(9)).toContainText('Unlock point')
  await expect(rows.nth(1)).toContainText('Unlock point')
  await expect(rows.nth(2)).not.toContainText('Unlock point')
})

test('what a person chooses stays in their browser, and is chosen by keys alone', async ({
  ada,
}) => {
  // Room enough for the page of the script to be as wide as it wants.
  await ada.page.setViewportSize({ width: 1600, height: 900 })
  const a = await openScript(ada)
  const script = a.locator('.script')
  const size = () => script.evaluate((page) => Number.parseFloat(getComputedStyle(page).fontSize))
  const width = () => script.evaluate((page) => page.getBoundingClientRect().width)
  const sizeBefore = await size()
  const dialog = await openSettings(a)
  await expect(choice(dialog, 'Appearance', 'Like the system')).toBeFocused()
  await a.keyboard.press('ArrowRight')
  await a.keyboard.press('ArrowRight')
  await expect(a.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expectNoFault(a, 'settings', { within: 'dialog' })
  await choice(dialog, 'Size of the text', '100 %').focus()
  await a.keyboard.press('ArrowRight')
  expect(await size()).toBeCloseTo(sizeBefore * 1.15, 1)
  const usual = await width()
  await choice(dialog, 'Length of a line', 'Usual').focus()
  await a.keyboard.press('ArrowLeft')
  expect(await width()).toBeLessThan(usual)
  await choice(dialog, 'Typeface', 'Courier Prime').focus()
  await a.keyboard.press('ArrowRight')
  await choice(dialog, 'Motion', 'Like the system').focus()
  await a.keyboard.press('ArrowRight')
  await dialog.getByRole('checkbox', { name: 'Curved quotation marks' }).focus()
  await a.keyboard.press('Space')
  await a.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await a.reload()
  await expect(a.locator('.script [data-episode]')).toHaveCount(12)
  const root = a.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect(root).toHaveAttribute('data-script-face', 'system')
  await expect(root).toHaveAttribute('data-motion', 'less')
  expect(await size()).toBeCloseTo(sizeBefore * 1.15, 1)
  const again = await openSettings(a)
  await expect(again.getByRole('checkbox', { name: 'Curved quotation marks' })).not.toBeChecked()
  await again.getByRole('button', { name: 'Back to how it was at first' }).click()
  await expect(root).toHaveAttribute('data-theme', 'system')
  expect(await size()).toBeCloseTo(sizeBefore, 1)
  await a.keyboard.press('Escape')

  // Where no series is open there is only what is one's own; on a telephone, one below the other.
  await a.setViewportSize({ width: 360, height: 740 })
  await a.goto('/')
  await expect(a.getByRole('heading', { level: 1 })).toBeVisible()
  const alone = await openSettings(a)
  await expect(alone.getByRole('tab')).toHaveCount(0)
  expect(await alone.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  await choose(alone, 'Language of the interface', '简体中文')
  await expect(a.getByRole('dialog', { name: '设置' })).toContainText('文字大小')
})
