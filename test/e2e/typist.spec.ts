import type { CDPSession, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'
import { expectScript, importScript, openScript, putCursor, scriptOf } from './script.ts'

/// A script as a typist types it, key by key, with no key that the conventions do not have; and what
/// the page shows beside it.

test.use({ house: 'shared' })

const empty = (language: string, settings: string) => `Title: Typed
Language: ${language}
Settings:
    ${settings}

# Episode 1: One

## Hook

!x

## Beat

INT. ROOF - NIGHT

@MARA
Still here.

## Cliffhanger

The end.
`

/// Waits until what loads behind the page is there.
async function tools(page: Page): Promise<void> {
  await expect(page.locator('.script [data-line][aria-roledescription]').first()).toBeAttached()
}

/// The rows of the hook.
async function hook(page: Page): Promise<string[]> {
  const rows = await scriptOf(page)
  return rows.slice(rows.indexOf('hook') + 2, rows.indexOf('beat'))
}

/// Types lines as they come; `⇥` is Tab.
async function typeOut(page: Page, text: string): Promise<void> {
  for (const character of text) {
    if (character === '\n') await page.keyboard.press('Enter')
    else if (character === '⇥') await page.keyboard.press('Tab')
    else await page.keyboard.type(character)
  }
}

test('a page of a screenplay, and what is shown beside it', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, empty('en', 'Scene numbers: on')))
  await tools(page)
  const rows = await scriptOf(page)
  await putCursor(page, 'x', -1)
  await page.keyboard.press('Backspace')
  await typeOut(
    page,
    [
      'int. lift - night\n',
      'Rain runs down the glass. MARA counts the floors.\n',
      '⇥mara\nThirteen.\n',
      'The lift stops.\n',
      '⇥mara⇥under her breath)\nFourteen.\n',
      'JON (O.S.)\n(low)\nThere is no fourteen.\n',
      'SMASH CUT TO:\n',
      'ext. roof - day\n',
      'SUPER: Two years later',
    ].join(''),
  )
  const typed = [
    'scene-heading: int. lift - night',
    'action: Rain runs down the glass. MARA counts the floors.',
    'character: mara',
    'dialogue: Thirteen.',
    'action: The lift stops.',
    'character: mara',
    'parenthetical: (under her breath)',
    'dialogue: Fourteen.',
    'character: JON (O.S.)',
    'parenthetical: (low)',
    'dialogue: There is no fourteen.',
    'transition: SMASH CUT TO:',
    'scene-heading: ext. roof - day',
    'on-screen-text: SUPER: Two years later',
  ]
  await expect.poll(() => hook(page)).toEqual(typed)

  // Shown, not stored: who goes on, the numbers of the scenes through the episode, capitals.
  const lines = page.locator('.script [data-kind="hook"] [data-line]')
  await expect(lines.nth(5)).toHaveAttribute('data-continued', "(CONT'D)")
  await expect(page.locator('[data-continued]')).toHaveCount(1)
  const scenes = page.locator('[data-scene]')
  expect(
    await scenes.evaluateAll((all) => all.map((each) => each.getAttribute('data-scene'))),
  ).toEqual(['1', '2', '3'])
  await expect(lines.nth(0)).toHaveCSS('text-transform', 'uppercase')
  // For who hears the page.
  await expect(lines.nth(3)).toHaveAttribute('aria-roledescription', 'Dialogue')
  await expect(page.getByRole('group', { name: 'Beat 1' })).toBeAttached()

  await expectNoFault(page, 'script', { within: '.script' })

  // Side by side.
  await putCursor(page, 'There is no fourteen.', 3)
  await page.keyboard.press('Control+d')
  const left = await lines.nth(5).boundingBox()
  const right = await lines.nth(8).boundingBox()
  expect(right?.y).toBe(left?.y)
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + 150)
  await page.keyboard.type('!')
  await expect(lines.nth(10)).toHaveText('The!re is no fourteen.')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+d')
  expect((await lines.nth(8).boundingBox())?.y).toBeGreaterThan(left?.y ?? 0)

  // The list of elements on any line.
  await putCursor(page, 'The lift stops.', 4)
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('listbox', { name: 'Element of the line' })).toBeVisible()
  await page.keyboard.press('7')
  await expect(page.getByText('The lift stops.')).toHaveAttribute('data-element', 'shot')
  await expect(page.locator('.script-said')).toHaveText('Shot')

  // One undo takes back what was made of what was typed.
  await putCursor(page, 'The end.', -1)
  await page.keyboard.press('Enter')
  await page.keyboard.type('INT. ')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await scriptOf(page)).at(-1)).toBe('action: INT. ')
  await page.keyboard.type('x')
  await expect.poll(async () => (await scriptOf(page)).at(-1)).toBe('action: INT. x')
  for (let i = 0; i < 40; i++) await page.keyboard.press('Control+z')
  await expectScript([page], rows)
})

/// The outlines and lines of the hook and what follows it, those side by side together.
function sideBySide(page: Page): Promise<string[]> {
  return page.locator('.script').evaluate((script) => {
    const rows = new Map<number, string[]>()
    for (const block of script.querySelectorAll('[data-outline], [data-line]')) {
      const top = Math.round(block.getBoundingClientRect().top)
      rows.set(top, [...(rows.get(top) ?? []), block.textContent])
    }
    return [...rows].sort(([a], [b]) => a - b).map(([, texts]) => texts.join(' | '))
  })
}

async function compose(page: Page, ime: CDPSession, steps: string, text: string): Promise<void> {
  for (let at = 1; at <= steps.length; at++) {
    await ime.send('Input.imeSetComposition', {
      text: steps.slice(0, at),
      selectionStart: at,
      selectionEnd: at,
    })
  }
  await ime.send('Input.insertText', { text })
  await expect(page.locator('.script')).toContainText(text)
}

test('an episode in Chinese with an input method', async ({ server, ada }) => {
  const source = empty('zh-Hans', 'Scene numbers: off').replace('MARA', '方姨')
  const page = await openScript(ada, await importScript(server, source))
  await tools(page)
  await putCursor(page, 'x', -1)
  await page.keyboard.press('Backspace')
  const ime = await page.context().newCDPSession(page)
  const write = (steps: string, text: string) => compose(page, ime, steps, text)
  await page.keyboard.type('1-1 ')
  await write('yenei', '夜 内 电梯')
  await page.keyboard.press('Tab')
  await write('xiaoman', '小满、方姨')
  await page.keyboard.press('Enter')
  await write('dianti', '电梯停在十三楼。')
  await page.keyboard.press('Enter')
  await write('fangyi', '方姨')
  await write(':', '：')
  await expect.poll(async () => (await hook(page)).at(-1)).toBe('dialogue: ')
  await write('tingle', '怎么停了？')
  await page.keyboard.press('Enter')
  await write('xiaoman', '小满（小声）')
  await write(':', '：')
  await expect.poll(async () => (await hook(page)).at(-1)).toBe('dialogue: ')
  await write('bie', '别说话。')
  await page.keyboard.press('Enter')
  await write('fangyi', '方姨')
  await write(':', '：')
  await expect.poll(async () => (await hook(page)).at(-1)).toBe('dialogue: ')
  await write('(', '（')
  await expect.poll(async () => (await hook(page)).at(-1)).toBe('parenthetical: （）')
  await write('hejiu', '喝酒')
  await write(')', '）')
  await expect.poll(async () => (await hook(page)).at(-1)).toBe('parenthetical: （喝酒）')
  await write('zailai', '再来')
  await expect.poll(async () => (await hook(page)).at(-1)).toBe('dialogue: 再来')
  await write('yibei', '一杯！')
  await page.keyboard.press('Enter')
  await write('fh', '【闪回】')
  await expect
    .poll(() => hook(page))
    .toEqual([
      'scene-heading: 1-1 夜 内 电梯',
      'general: 人物：小满、方姨',
      'action: 电梯停在十三楼。',
      'character: 方姨',
      'dialogue: 怎么停了？',
      'character: 小满',
      'parenthetical: （小声）',
      'dialogue: 别说话。',
      'character: 方姨',
      'parenthetical: （喝酒）',
      'dialogue: 再来一杯！',
      'transition: 【闪回】',
    ])

  // A name without words has a row of its own, in the midst of others and at the end of a segment.
  const tab = async (behind: string) => {
    await putCursor(page, behind, -1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  await tab('【闪回】')
  await write('laoren', '老人')
  await tab('怎么停了？')
  await write('xiao', '小')
  await expect(page.locator('.completion-ghost')).toHaveAttribute('data-ghost', '满')
  expect(await sideBySide(page)).toEqual([
    '',
    '1-1 夜 内 电梯',
    '人物：小满、方姨',
    '电梯停在十三楼。',
    '方姨 | 怎么停了？',
    '小',
    '小满 | （小声） | 别说话。',
    '方姨 | （喝酒） | 再来一杯！',
    '【闪回】',
    '老人',
    '',
    'INT. ROOF - NIGHT',
    '方姨 | Still here.',
    '',
    'The end.',
  ])
  const cues = page.locator('.script [data-element="character"]')
  const heights = await cues.evaluateAll((all) =>
    all.map((cue) => Math.round(cue.getBoundingClientRect().height)),
  )
  expect(new Set(heights).size).toBe(1)
})
