import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'
import { importScript, openScript, putCursor, saved, scriptOf, typeBehind } from './script.ts'

/// Names offered while one types, and the cast on its list: renamed everywhere while others type.

test.use({ house: 'shared' })

const talk = `Title: Talk
Language: en
Target: 90

# Episode 1: One

## Hook

INT. KITCHEN - NIGHT

MARA
Who turned it off?

JON
Not me.

EXT. ROOF - DAWN

Rain.

## Cliffhanger

The end.
`

/// Everything that is offered in grey, of which there is one at most.
function ghostOf(page: Page): Promise<string | null> {
  const ghost = page.locator('.completion-ghost')
  return ghost.count().then((count) => (count > 0 ? ghost.getAttribute('data-ghost') : null))
}

async function expectGhost(page: Page, text: string | null): Promise<void> {
  await expect.poll(() => ghostOf(page)).toBe(text)
}

test('names, places and times are offered as one types, and taken by Enter and Tab', async ({
  ada,
  server,
}) => {
  const page = await openScript(ada, await importScript(server, talk))
  const keys = page.keyboard
  const rows = async () => (await scriptOf(page)).slice(3, -3)
  // What helps with writing comes behind the script.
  await expect(page.getByRole('button', { name: 'Cast and places' })).toBeVisible()

  await test.step('the speaker before last, on an empty line', async () => {
    await putCursor(page, 'Not me.', -1)
    await keys.press('Enter')
    await keys.press('Tab')
    await expectGhost(page, 'MARA')
    await keys.press('Enter')
    await keys.type('Then who?')
    expect((await rows()).slice(-4)).toEqual([
      'character: MARA',
      'dialogue: Then who?',
      'scene-heading: EXT. ROOF - DAWN',
      'action: Rain.',
    ])
  })

  await test.step('a name that was begun, as one step to undo', async () => {
    await keys.press('Enter')
    await keys.press('Tab')
    await keys.type('jo')
    await expectGhost(page, 'N')
    await keys.press('Enter')
    await keys.type('Hm.')
    expect((await rows()).slice(-4, -2)).toEqual(['character: JON', 'dialogue: Hm.'])
    await keys.press('ControlOrMeta+z')
    await keys.press('ControlOrMeta+z')
    expect((await rows()).slice(-3, -2)).toEqual(['character: jo'])
    await keys.type('n')
    await expectGhost(page, null)
    await keys.type('a')
    await expectGhost(page, null)
    await keys.press('Enter')
    await keys.type('A new one.')
    expect((await rows()).slice(-4, -2)).toEqual(['character: jona', 'dialogue: A new one.'])
  })

  await test.step('Escape puts it away, and the key does what it always does', async () => {
    await keys.press('Enter')
    await keys.press('Tab')
    await keys.type('MA')
    await expectGhost(page, 'RA')
    await keys.press('Escape')
    await expectGhost(page, null)
    await keys.press('Enter')
    await keys.type('Me.')
    expect((await rows()).slice(-4, -2)).toEqual(['character: MA', 'dialogue: Me.'])
  })

  await test.step('a heading, part by part', async () => {
    await putCursor(page, 'Rain.', -1)
    await keys.press('Enter')
    await keys.press('ControlOrMeta+1')
    await expectGhost(page, null)
    await keys.type('i')
    await expectGhost(page, 'NT. ')
    await keys.press('Tab')
    await keys.type('k')
    await expectGhost(page, 'ITCHEN')
    await keys.press('Tab')
    await expectGhost(page, ' - NIGHT')
    await keys.press('Tab')
    expect((await rows()).at(-1)).toBe('scene-heading: INT. KITCHEN - NIGHT')
    await keys.press('Enter')
    expect((await rows()).at(-1)).toBe('action: ')
  })

  await test.step('the list, by keys, with nothing that axe finds', async () => {
    await keys.press('ControlOrMeta+3')
    await keys.press('Control+Space')
    const list = page.getByRole('listbox', { name: 'Suggestions' })
    await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
    await keys.press('ArrowDown')
    await expect(list.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
    await expectNoFault(page, 'suggestions', { within: 'main' })
    await keys.type('jo')
    await expect(list.getByRole('option')).toHaveText(['JON', 'jona'])
    await keys.press('Tab')
    await expect(list).toBeHidden()
    expect((await rows()).at(-1)).toBe('character: JON')
  })

  await test.step('nothing to a cursor that is only put somewhere', async () => {
    await putCursor(page, 'MA', -1)
    await expectGhost(page, null)
  })
})

/// A hundred episodes of fifty lines in which Mara speaks ten times and is spoken of.
function season(): string {
  const speech = (i: number) => `MARA\nLine ${i}, said aloud.\n\nJON\nHeard, Mara.\n`
  const beat = (n: number, b: number) =>
    `## Beat\n= Mara goes on.\n\nMara waits in ${n}.${b}.\n\n${[1, 2, 3].map(speech).join('\n')}`
  const episodes = Array.from(
    { length: 100 },
    (_, i) => `# Episode ${i + 1}: ${i + 1}

## Hook
= A door.

INT. HALL ${i + 1} - NIGHT

Here ${i + 1} begins.

${[1, 2, 3].map((b) => beat(i + 1, b)).join('\n')}

## Cliffhanger

Mara falls in ${i + 1}.
`,
  )
  return `Title: Season\nLanguage: en\n\n${episodes.join('\n')}`
}

test('a name is changed in a hundred episodes while three people type', async ({
  ada,
  ben,
  cleo,
  server,
}) => {
  test.slow()
  const series = await importScript(server, season())
  const page = await openScript(ada, series)
  const others = [
    await openScript(ben, series),
    await openScript(cleo, series),
    await openScript({ ...ben, page: await ben.context.newPage() }, series),
  ]
  const places = ['Here 1 begins.', 'Mara waits in 2.1.', 'Here 3 begins.']
  for (const [i, other] of others.entries()) await putCursor(other, places[i] as string, -1)

  const keys = page.keyboard
  await page.locator('.script [data-line]').first().click()
  await keys.press('ControlOrMeta+Alt+v')
  const dialog = page.getByRole('dialog', { name: 'Cast and places' })
  await dialog.getByRole('searchbox').fill('mar')
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await dialog.getByRole('button', { name: 'Rename everywhere' }).click()
  await keys.type('Lena')
  await expect(dialog.getByText(/^1\d+ places change$|^\d+ places change$/)).toBeVisible()
  await expectNoFault(page, 'cast', { within: 'dialog' })

  let typed = 0
  let isDone = false
  const typing = others.map(async (other, i) => {
    // As fast as people do who type fast.
    for (let n = 0; n < 400 && !isDone; n++, typed++) {
      await other.keyboard.type(` w${i}x${n}`, { delay: 100 })
    }
  })
  // While tasks are counted nothing is looked for by role or text: in a season that takes long.
  const renaming = await tasksWhile(page, async () => {
    await keys.press('Enter')
    await page.waitForFunction(isNoneLeft, 'mara', { timeout: 60_000, polling: 500 })
  })
  await expect(dialog.getByRole('heading', { name: 'Lena' })).toBeVisible()
  await keys.press('Escape')
  await expect(dialog).toBeHidden()
  await page.locator('.script [data-line]').first().click()
  const undoing = await tasksWhile(page, async () => {
    await keys.press('ControlOrMeta+z')
    await page.waitForFunction(isNoneLeft, 'lena', { timeout: 60_000, polling: 500 })
  })
  isDone = true
  await Promise.all(typing)
  expect(typed).toBeGreaterThan(10)
  for (const each of [page, ...others]) await saved(each)

  // One press took back all of it, and what was typed is there, once, on every screen.
  await expect
    .poll(async () => (await scriptOf(page)).join('\n'))
    .toBe((await scriptOf(others[0] as Page)).join('\n'))
  const rows = await scriptOf(page)
  const counts = rows.filter((row) => row === 'character: MARA').length
  expect(counts).toBe(900)
  const all = rows.join(' ')
  const words = [...all.matchAll(/ w\dx\d+/g)].map(([word]) => word)
  expect(words).toHaveLength(typed)
  expect(new Set(words).size).toBe(typed)
  test.info().annotations.push({
    type: 'longest tasks, ms',
    description: `renaming ${longest(renaming)}; undoing ${longest(undoing)}`,
  })
  const isLong = (task: number) => task > 50
  expect([renaming.filter(isLong), undoing.filter(isLong)]).toEqual([[], []])
})

function isNoneLeft(name: string): boolean {
  return !document.querySelector('.script')?.textContent.toLowerCase().includes(name)
}

function longest(tasks: readonly number[]): string {
  return [...tasks]
    .sort((a, b) => b - a)
    .slice(0, 5)
    .map(Math.round)
    .join(', ')
}

/// What the main thread of a page did meanwhile, task by task: milliseconds of its own, in which it
/// was not waiting for a processor that something else had.
async function tasksWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page is in no browser.')
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await page.evaluate(() => performance.mark('watched'))
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; pid: number; tid: number; ts: number; tdur?: number }[]
  }
  const events = trace.traceEvents
  const mark = events.find(({ name }) => name === 'watched')
  if (!mark) throw new Error('The trace does not have the page.')
  const tasks = events.filter(
    ({ name, pid, tid, ts }) =>
      name.endsWith('RunTask') && pid === mark.pid && tid === mark.tid && ts > mark.ts,
  )
  expect(tasks.length).toBeGreaterThan(10)
  return tasks.map(({ tdur = 0 }) => tdur / 1000)
}

test('what a renaming changes is shown by its place, summaries too', async ({ ada, server }) => {
  const told = talk.replace('## Hook', '= Mara looks for Jon.\n\n## Hook')
  const page = await openScript(ada, await importScript(server, told))
  await page.getByRole('button', { name: 'Cast and places' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cast and places' })
  const preview = dialog.getByRole('region', { name: 'What changes' })
  const rename = async (from: string, to: string) => {
    await dialog.getByRole('button', { name: new RegExp(from) }).click()
    await dialog.getByRole('button', { name: 'Rename everywhere' }).click()
    await page.keyboard.type(to)
    await expect(dialog.getByText('2 places change')).toBeVisible()
  }
  await rename('MARA', 'Lena')
  await expect(preview.getByRole('listitem')).toHaveText([
    /MARA.*LENA.*Name/,
    /Mara.*Lena.* looks for Jon\..*Summary of episode 1/,
  ])
  await expectNoFault(page, 'renaming', { within: 'dialog' })
  await page.keyboard.press('Enter')
  await expect(page.getByText('Lena: 2 places changed')).toBeVisible()
  await rename('LENA', 'Mara')
  await expect(preview.getByRole('listitem').last()).toContainText('Summary of episode 1')
})

test('the cast is a list to keep by hand as well, on two screens', async ({ ada, ben, server }) => {
  const series = await importScript(server, talk)
  const page = await openScript(ada, series)
  const other = await openScript(ben, series)
  const open = async (each: Page) => {
    await each.getByRole('button', { name: 'Cast and places' }).click()
    return each.getByRole('dialog', { name: 'Cast and places' })
  }
  const mine = await open(page)
  const theirs = await open(other)
  await expect(mine.getByRole('listitem').first()).toBeVisible()
  await mine.getByRole('textbox', { name: 'New name' }).fill('Nora')
  await page.keyboard.press('Enter')
  await expect(mine.getByRole('heading', { name: 'Nora' })).toBeVisible()
  await theirs.getByRole('button', { name: /Nora/ }).click()
  await mine.getByRole('textbox', { name: 'Notes' }).fill('A nurse.')
  const notes = theirs.getByRole('textbox', { name: 'Notes' })
  await expect(notes).toHaveValue('A nurse.')
  await notes.press('End')
  await notes.pressSequentially(' Tall.')
  await expect(mine.getByRole('textbox', { name: 'Notes' })).toHaveValue('A nurse. Tall.')
  await mine.getByRole('radio', { name: 'Colour 3' }).check()
  await expect(theirs.getByRole('radio', { name: 'Colour 3' })).toBeChecked()
  await mine.getByRole('textbox', { name: 'Another spelling' }).fill('JON')
  await page.keyboard.press('Enter')
  await expect(theirs.getByRole('button', { name: 'Write JON as Nora everywhere' })).toBeVisible()
  await mine.getByRole('tab', { name: 'Places' }).click()
  await expect(mine.getByRole('list', { name: 'Places' }).getByRole('listitem')).toHaveCount(2)
  await expectNoFault(page, 'cast', { within: 'dialog' })
  await page.keyboard.press('Escape')
  await expect(mine).toBeHidden()

  // The way back from a new name goes with the next words: it would take those.
  await open(page)
  await mine.getByRole('button', { name: /MARA/ }).click()
  await mine.getByRole('button', { name: 'Rename everywhere' }).click()
  await page.keyboard.type('LENA')
  await expect(mine.getByText(/^\d+ places? changes?$/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(mine.getByRole('heading', { name: 'LENA' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(mine).toBeHidden()
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await expect(undo).toBeVisible()
  await typeBehind(page, 'Not me.', ' I swear.')
  await expect(undo).toHaveCount(0)
})
