import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeZip } from '../../src/shared/format/zip.ts'
import { expectNoFault } from './axe.ts'
import { expect, type Peopled, test } from './room.ts'
import { openScript, saved } from './script.ts'

/// A Word file of a series that somebody has edited in LibreOffice, with tracked changes and
/// comments (see test/office), comes back into the room.

test.use({ house: 'shared' })

const kept = (name: string) => readFile(join(import.meta.dirname, '..', 'fixtures', 'office', name))

/// The series that the file was made from, with its ids.
async function importKept({ url, people }: Peopled, name: string): Promise<string> {
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const archive = writeZip([
    ['ninety.json', text({ archive: 1, title: 'The last ferry', language: 'en' })],
    ['document.yjs', await kept(name)],
    ['comments.json', text({ threads: [] })],
  ])
  const answer = await fetch(`${url}/api/series/import?name=ferry.zip`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: people.owner.cookie },
    body: Buffer.from(archive),
  })
  expect(answer.status).toBe(201)
  const { series } = (await answer.json()) as { series: { id: string } }
  return series.id
}

async function bringBack(page: Page, name: string) {
  await page.locator('.script').click()
  await page.keyboard.press('Control+Alt+Shift+r')
  const dialog = page.getByRole('dialog', { name: 'Bring back a changed file' })
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'ferry.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await kept(name),
  })
  await expect(dialog.getByRole('status')).toHaveCount(0)
  return dialog
}

test('a Word file from LibreOffice comes back as changes to take and comments to answer, once', async ({
  ada,
  server,
}) => {
  const series = await importKept(server, 'english.yjs')
  const page = await openScript(ada, series)
  const line = (text: string) => page.locator('.script [data-line]', { hasText: text })
  const first = await bringBack(page, 'english.tracked.docx')
  const row = (text: string) => first.getByRole('listitem').filter({ hasText: text })
  await expect(row('The pier')).toContainText('by Ana')
  await expect(row('They said the last one')).toContainText('eleven')
  await expect(row('Why a suitcase?')).toContainText('It pays off.')
  await expectNoFault(page, 'changes', { within: 'dialog' })
  await row('The sea is black.').getByRole('checkbox').uncheck()
  await first.getByRole('button', { name: /^Take \d+ changes$/ }).click()
  await expect(page.getByText(/^\d+ changes are in the series\.$/)).toBeVisible()
  await expect(line('They said the last one is at eleven.')).toBeVisible()
  await expect(line('Rain.')).toBeVisible()
  await expect(line('The sea is black.')).toBeVisible()
  await expect(page.locator('.script-comment')).toHaveText(['suitcase', 'no ferry'])
  await saved(page)

  // What was taken is not brought again, nor are its comments begun again.
  const second = await bringBack(page, 'english.tracked.docx')
  await expect(second.getByRole('listitem')).toHaveCount(1)
  await expect(second.getByRole('listitem')).toContainText('The sea is black.')
  await expect(second).toContainText('2 comments of the file are here already.')
  await second.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(line('They said the last one is at ten.')).toBeVisible()
  await expect(line('Rain.')).toHaveCount(0)
  await page.locator('.script-comment').first().click()
  const opened = page.getByRole('dialog', { name: 'Comments' })
  await expect(opened.getByRole('article')).toContainText('Ana: Why a suitcase?')
  await expect(opened.getByRole('article')).toContainText('Bo: It pays off.')
})
