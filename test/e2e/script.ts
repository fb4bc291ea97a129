/// The script as people see it and write in it: what stands on the screen, and the cursor in it.

import { expect, type Locator, type Page } from '@playwright/test'
import type { Peopled, Writer } from './room.ts'

/// Two short episodes: every kind of segment, and lines short enough to stand in one row.
export const lift = `Title: The Lift
Language: en
Target: 90

# Episode 1: Going Up

## Hook
= A lift stops.

INT. LIFT - NIGHT

The light goes out.

## Beat
= A phone rings.

Mara counts the floors.

The phone rings in the dark.

She answers it.

## Beat
= A breath.

Someone breathes.

## Cliffhanger
= The doors.

The doors part.

# Episode 2: Coming Down

## Hook
= The roof.

Rain on the roof.

## Beat
= The rope.

The rope holds.

## Cliffhanger
= The cut.

A knife shines.
`

/// Puts a script of Ada's on the server through its API and lets everybody write in it; gives back
/// the id of the series.
export async function importScript({ url, people }: Peopled, text: string): Promise<string> {
  const answer = await fetch(`${url}/api/series/import?name=test.fountain`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: people.owner.cookie },
    body: text,
  })
  expect(answer.status).toBe(201)
  const { series } = (await answer.json()) as { series: { id: string } }
  await people.letIn(series.id)
  return series.id
}

export async function openScript({ page }: Writer, series: string): Promise<Page> {
  await page.goto(`/series/${series}`)
  await expect(page.locator('.script [data-line]').first()).toBeVisible()
  await saved(page)
  return page
}

/// A script of its own for one case of many, before everybody who is in that test. From the second
/// on they go there as a link of the app does: nothing is left of the one before, and the pages need
/// not be loaded again, which takes longer than the case.
export async function layOut(
  server: Peopled,
  text: string,
  title: string,
  writers: readonly Writer[],
): Promise<void> {
  const series = await importScript(server, text.replace(/^Title: .*/, `Title: ${title}`))
  for (const writer of writers) {
    const { page } = writer
    if (page.url() === 'about:blank') {
      await openScript(writer, series)
      continue
    }
    await page.evaluate((to) => history.pushState(null, '', to), `/series/${series}`)
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
    await expect(page.locator('.script [data-line]').first()).toBeVisible()
    await saved(page)
  }
}

/// Waits until this page says that everything typed in it is on the server's disk.
export async function saved(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()
}

/// Everything on the screen from top to bottom, a row to each text: `# title`, the kind of a
/// segment, `= outline`, `element: line`. Others' cursors are no text.
export function scriptOf(page: Page): Promise<string[]> {
  return page.locator('.script').evaluate((root) => {
    const textOf = (element: Element) => {
      const copy = element.cloneNode(true) as Element
      for (const cursor of copy.querySelectorAll('.script-cursor')) cursor.remove()
      return copy.textContent
    }
    const rows = root.querySelectorAll<HTMLElement>(
      '.script-name, [data-kind], [data-outline], [data-line]',
    )
    return [...rows].map((row) => {
      const { kind, outline, element } = row.dataset
      if (kind !== undefined) return kind
      if (outline !== undefined) return `= ${textOf(row)}`
      return element === undefined ? `# ${textOf(row)}` : `${element}: ${textOf(row)}`
    })
  })
}

/// Waits until the script on every one of the screens reads like this.
export async function expectScript(pages: readonly Page[], rows: readonly string[]): Promise<void> {
  for (const page of pages) await expect.poll(() => scriptOf(page)).toEqual(rows)
}

/// The script with some of its rows exchanged for others.
export function changed(
  rows: readonly string[],
  from: string,
  to: string,
  instead: readonly string[],
): string[] {
  const start = rows.indexOf(from)
  const end = rows.indexOf(to)
  if (start < 0 || end < start) throw new Error(`Not in the script: ${from} … ${to}`)
  return [...rows.slice(0, start), ...instead, ...rows.slice(end + 1)]
}

/// The one line, outline or title with exactly this text; others' cursors in it do not count.
export async function textOnScreen(page: Page, text: string): Promise<Locator> {
  const blocks = page.locator('.script :is(.script-name, [data-outline], [data-line])')
  const indexOf = async () => {
    const rows = await scriptOf(page)
    const texts = rows.filter((row) => !kinds.has(row)).map((row) => row.replace(/^\S+ /, ''))
    return texts.filter((each) => each === text).length === 1 ? texts.indexOf(text) : -1
  }
  await expect.poll(indexOf, `the text “${text}”`).toBeGreaterThanOrEqual(0)
  return blocks.nth(await indexOf())
}

const kinds: ReadonlySet<string> = new Set(['hook', 'beat', 'cliffhanger'])

/// Puts the cursor into a text, so many characters from its start; from its end where negative,
/// counted from -1.
export async function putCursor(page: Page, text: string, at: number): Promise<void> {
  await (await textOnScreen(page, text)).click()
  await page.keyboard.press(at < 0 ? 'End' : 'Home')
  for (let i = at; i > 0; i--) await page.keyboard.press('ArrowRight')
  for (let i = at; i < -1; i++) await page.keyboard.press('ArrowLeft')
}

export async function typeBehind(page: Page, line: string, text: string): Promise<void> {
  await putCursor(page, line, -1)
  await page.keyboard.type(text)
}
