/// npm run typist -- FILE --lines N: types the first N lines (60) of a Fountain file, from its first
/// scene heading on, key by key into the script in a real browser, as a typist who looks at the
/// screen does: Enter, Tab, what the line says, and the key of an element where these do not lead to
/// it. Prints which keys were needed beside letters; exits 1 unless the script then says what the
/// file says. No part of `npm test`: the files are other people's.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { openChromium, signIn } from '../bench/chromium.ts'
import { digits } from '../src/editor/elementkeys.ts'
import { type Element, elements } from '../src/shared/domain/element.ts'
import { textOf } from '../src/shared/domain/line.ts'
import { readFountain } from '../src/shared/format/fountain/read.ts'
import { signUpOwner } from './e2e/people.ts'
import { scriptOf } from './e2e/script.ts'
import { startServer } from './e2e/server.ts'

interface Wanted {
  readonly element: Element
  readonly text: string
}

/// Tab goes through no more elements than these before it comes round again.
const mostTabs = elements.length

const { values, positionals } = parseArgs({
  options: { lines: { type: 'string', default: '60' } },
  allowPositionals: true,
})
const [path] = positionals
const count = Number(values.lines)
if (path === undefined || !Number.isInteger(count) || count < 1) {
  console.error('usage: npm run typist -- FILE --lines N')
  process.exit(2)
}
const lines = linesOf(path, count)
const server = await startServer()
const profile = mkdtempSync(join(tmpdir(), 'ninety-typist-'))
const context = await openChromium(profile)
let isSame = false
try {
  const page = await openEmptyScript()
  const keys = new Map<string, number>()
  const press = async (key: string) => {
    keys.set(key, (keys.get(key) ?? 0) + 1)
    await page.keyboard.press(key)
  }
  for (const [i, line] of lines.entries()) {
    // Behind a speech, Tab begins its next parenthetical, with the bracket.
    const goesOn = line.element === 'parenthetical' && lines[i - 1]?.element === 'dialogue'
    if (i > 0) await press(goesOn ? 'Tab' : 'Enter')
    if (!goesOn) await reach(page, line, press)
    await page.keyboard.type(goesOn ? line.text.replace(/^\(/, '') : line.text)
  }
  const typed = (await scriptOf(page)).filter((row) => !/^(?:#|=|hook$|beat$|cliff)/.test(row))
  const wanted = lines.map(({ element, text }) => `${element}: ${text}`)
  const [got] = [typed.slice(0, wanted.length)]
  isSame = isDeepStrictEqual(got, wanted)
  for (const [i, row] of wanted.entries()) {
    if (got[i] !== row) console.log(`line ${i + 1}\n  wanted ${row}\n  typed  ${got[i]}`)
  }
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0)
  const said = [...keys].map(([key, times]) => `${key} ${times}`).join(', ')
  console.log(`${lines.length} lines, ${letters} letters; beside them: ${said}`)
  console.log(isSame ? 'The script says what the file says.' : 'The script says something else.')
} finally {
  await context.close()
  await server.remove()
  rmSync(profile, { recursive: true, force: true })
}
process.exit(isSame ? 0 : 1)

function linesOf(file: string, most: number): Wanted[] {
  const { screenplay } = readFountain(readFileSync(file, 'utf8'))
  const all = screenplay.episodes
    .flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
    .flatMap((segment) => segment.lines)
    .map(({ element, spans }) => ({ element, text: textOf(spans).trimEnd() }))
    // A break inside a line is another key.
    .filter(({ text }) => text !== '' && !text.includes('\n'))
  const start = all.findIndex(({ element }) => element === 'scene-heading')
  return all.slice(Math.max(0, start), Math.max(0, start) + most)
}

/// A new series, the cursor in its first, empty line.
async function openEmptyScript(): Promise<Page> {
  const { cookie } = await signUpOwner(server.url, 'Ada')
  await signIn(context, server.url, cookie)
  const answer = await fetch(`${server.url}/api/series`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ title: 'Typed', language: 'en' }),
  })
  const { id } = (await answer.json()) as { id: string }
  const page = await context.newPage()
  await page.goto(`${server.url}/series/${id}`)
  await page.locator('.script [data-line][aria-roledescription]').first().click()
  return page
}

/// What the line is in which the cursor stands.
function elementAtCursor(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const node = getSelection()?.anchorNode
    const at = node instanceof Element ? node : node?.parentElement
    return at?.closest<HTMLElement>('[data-line]')?.dataset.element
  })
}

/// Makes the empty line what is to be typed in it, where typing it will not do that by itself.
async function reach(page: Page, { element, text }: Wanted, press: (key: string) => Promise<void>) {
  const isSaidByText =
    (element === 'scene-heading' && /^(?:INT|EXT|I\/E|EST)/i.test(text)) ||
    (element === 'parenthetical' && text.startsWith('(')) ||
    (element === 'transition' && / TO:$/.test(text))
  if (isSaidByText) return
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if ((await elementAtCursor(page)) === element) return
    await press('Tab')
  }
  const digit = Object.keys(digits).find((each) => digits[each] === element)
  await press(`Control+${digit}`)
}
