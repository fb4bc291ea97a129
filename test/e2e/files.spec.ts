import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'

const feature = [
  'Title: The Lift',
  '',
  ...Array.from({ length: 16 }, (_, i) => [
    `INT. FLOOR ${i} - NIGHT`,
    '',
    'The doors open on a corridor that nobody has swept in years. '.repeat(5),
    '',
    'ANA',
    'This is not my floor. /* cut */',
    '',
  ]).flat(),
].join('\n')

const file = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

const titles = (page: Page) => page.getByRole('main').getByRole('link')
const dialog = (page: Page) => page.getByRole('dialog')
const episodes = (page: Page) => page.getByRole('list', { name: 'Episodes' }).getByRole('textbox')

test('a file is looked at, cut otherwise, and imported; one that is none says why', async ({
  ada: { page },
}) => {
  await page.goto('/')
  await page
    .getByLabel('Import a script')
    .setInputFiles([
      file('lift.fountain', feature),
      file('lift.fdx', '%PDF-1.7'),
      file('last.fountain', 'Title: The Last Lift\n\nINT. LIFT - NIGHT\n\nIt stops.\n'),
    ])
  await expect(dialog(page)).toContainText('File 1 of 3')
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('The Lift')
  await expect(episodes(page)).toHaveCount(3)
  await expect(dialog(page)).toContainText('1 person speaks: ANA')
  await expect(dialog(page)).toContainText('kept, but shows as text')

  await page.getByLabel('An episode runs').fill('180')
  await page.keyboard.press('Enter')
  await expect(episodes(page)).toHaveCount(2)
  await page.getByRole('textbox', { name: 'Title of episode 2' }).fill('Down')
  await page.getByRole('button', { name: 'Episode 1: what begins where' }).click()
  await page
    .getByLabel('What begins at “INT. FLOOR 2 - NIGHT”')
    .selectOption({ label: 'a new episode' })
  await expect(episodes(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Episode 2: join it to the one before' }).click()
  await expect(episodes(page)).toHaveCount(2)
  await page.getByLabel('What begins at “INT. FLOOR 0 - NIGHT”').selectOption({ label: 'hook' })
  await expectNoFault(page, 'files', { within: 'dialog' })
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click()

  await expect(page.getByText('“The Lift” is imported.')).toBeVisible()
  await expect(dialog(page)).toContainText('File 2 of 3')
  await expect(page.getByRole('alert').first()).toContainText('This is a PDF')
  await page.getByRole('button', { name: 'Leave out' }).click()
  await expect(dialog(page)).toContainText('File 3 of 3')
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(titles(page)).toHaveCount(4)

  await page.getByRole('link', { name: /^The Lift/ }).click()
  const list = page.getByRole('navigation', { name: 'Episodes' })
  await expect(list).toContainText('Down')
  await expect(page.locator('.script').getByText('INT. FLOOR 0')).toBeVisible()
})

test('a drop says how far it has got, is called off, and comes in another time', async ({
  ada,
}) => {
  const { page } = ada
  await page.goto('/')
  await expect(titles(page)).toHaveCount(2)
  const drop = (name: string, text: string, times: number) =>
    page.evaluate(
      ([name, text, times]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text.repeat(times)], name))
        const event = (type: string) =>
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
        document.body.dispatchEvent(event('dragenter'))
        document.body.dispatchEvent(event('drop'))
      },
      [name, text, times] as const,
    )
  await drop('long.fountain', feature, 1200)
  await expect(dialog(page).getByRole('status')).toContainText('Importing long.fountain')
  await expect(dialog(page).getByRole('progressbar')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await drop('lift.fountain', feature, 1)
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click()
  await expect(titles(page)).toHaveCount(3)
})

test('every file that a series can be made into is downloaded', async ({
  ada: { page, sample },
}) => {
  test.setTimeout(120_000)
  await page.goto(`/series/${sample}`)
  await page.locator('.script').waitFor()
  await page.getByRole('button', { name: 'Export a file' }).click()
  const choices = dialog(page).getByRole('radio')
  await expect(choices.first()).toBeVisible()
  const count = await choices.count()
  expect(count).toBeGreaterThan(10)
  for (let i = 0; i < count; i++) {
    await choices.nth(i).check()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog(page).getByRole('button', { name: 'Export', exact: true }).click(),
    ])
    // Of one download right behind another the browser forgets the name now and then.
    expect(download.suggestedFilename()).toMatch(/^(?:Sorry for My Loss.*\.\w+|download)$/)
    const bytes = await readFile(await download.path())
    expect(bytes.length, download.suggestedFilename()).toBeGreaterThan(100)
    await expect(dialog(page)).toContainText(/Sorry for My Loss.*\.\w+ is in your downloads/)
  }
  await expectNoFault(page, 'files', { within: 'dialog' })
  // A writing that takes longer is called off: what was being made is not downloaded.
  await page.route('**/export/told*', () => {})
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog(page).getByRole('progressbar')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page).getByRole('progressbar')).toHaveCount(0)
})

test('a sheet that was changed elsewhere is looked through and taken', async ({ ada, ben }) => {
  const { page, sample } = ada
  await page.goto(`/series/${sample}`)
  await page.locator('.script').waitFor()
  const answer = await page.request.get(`/api/series/${sample}/export?format=outline-csv`)
  const sheet = await answer.text()
  expect(sheet).toContain("You're Late")
  await ben.page.goto(`/series/${sample}`)
  const heading = ben.page.getByRole('navigation', { name: 'Episodes' })
  await expect(heading).toContainText("You're Late")

  await page.locator('.script').click()
  await page.keyboard.press('Control+Alt+Shift+r')
  await page
    .getByLabel('Choose a file')
    .setInputFiles(file('outline.csv', sheet.replace("You're Late", 'Nobody Waits')))
  await expect(dialog(page)).toContainText('Title of episode 1')
  await dialog(page).getByRole('button', { name: 'Take 1 change' }).click()
  await expect(page.getByText('1 change is in the series.')).toBeVisible()
  await expect(heading).toContainText('Nobody Waits')
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(heading).toContainText("You're Late")
})
