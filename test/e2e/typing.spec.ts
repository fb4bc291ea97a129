import type { Page } from '@playwright/test'
import { expect, test } from './room.ts'
import {
  changed,
  expectScript,
  importScript,
  lift,
  openScript,
  putCursor,
  scriptOf,
  textOnScreen,
} from './script.ts'

/// The keys of the script, one by one, as docs/KEYS.md says.

test.use({ house: 'shared' })

const phone = 'The phone rings in the dark.'
const phoneRow = `action: ${phone}`

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/// The rows in place of the line under test.
function instead(rows: readonly string[], ...lines: readonly string[]): string[] {
  return changed(rows, phoneRow, phoneRow, lines)
}

/// Takes back what was done, up to where nothing differs from `rows`.
async function undoTo(page: Page, rows: readonly string[]): Promise<void> {
  for (let i = 0; i < 20; i++) {
    if ((await scriptOf(page)).join('\n') === rows.join('\n')) return
    await press(page, 'Control+z')
  }
  await expectScript([page], rows)
}

const table = [
  ['scene-heading', '1', 'action', 'action', 'action'],
  ['action', '2', 'action', 'character', 'character'],
  ['character', '3', 'dialogue', 'action', 'parenthetical'],
  ['parenthetical', '4', 'dialogue', 'dialogue', 'dialogue'],
  ['dialogue', '5', 'action', 'parenthetical', 'parenthetical'],
  ['transition', '6', 'scene-heading', 'action', 'action'],
  ['shot', '7', 'action', 'action', 'action'],
] as const

test('Enter and Tab go from element to element', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  for (const [element, digit, enter, tabEmpty, tab] of table) {
    await putCursor(page, phone, -1)
    await press(page, `Control+${digit}`)
    await expectScript([page], instead(rows, `${element}: ${phone}`))

    await press(page, 'Enter', 'x')
    const entered = `${enter}: x`
    await expectScript([page], instead(rows, `${element}: ${phone}`, entered))
    await press(page, 'Backspace', 'Backspace')
    await expectScript([page], instead(rows, `${element}: ${phone}`))

    await press(page, 'Tab', 'x')
    const tabbed = tab === 'parenthetical' ? 'parenthetical: (x)' : `${tab}: x`
    await expectScript([page], instead(rows, `${element}: ${phone}`, tabbed))
    if (tab === 'parenthetical') await press(page, 'Delete')
    await press(page, 'Backspace', 'Backspace')
    if (tab === 'parenthetical') await press(page, 'Backspace')

    await expectScript([page], instead(rows, `${element}: ${phone}`))
    await press(page, 'Enter', `Control+Alt+${digit}`, 'Tab', 'y')
    const turned = tabEmpty === 'parenthetical' ? 'parenthetical: (y)' : `${tabEmpty}: y`
    await expectScript([page], instead(rows, `${element}: ${phone}`, turned))
    await undoTo(page, rows)
  }
})

test('every element has its digit, and Shift-Tab goes back through them', async ({
  server,
  ada,
}) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  await putCursor(page, phone, 3)
  const digits = ['scene-heading', 'action', 'character', 'parenthetical', 'dialogue', 'transition']
    .concat('shot', 'lyric', 'on-screen-text')
    .map((element, i) => [element, i + 1] as const)
  for (const mod of ['Control', 'Control+Alt']) {
    for (const [element, digit] of [...digits, ['general', 0] as const]) {
      await press(page, `${mod}+${digit}`)
      await expectScript([page], instead(rows, `${element}: ${phone}`))
    }
  }
  for (const [element] of [...digits].reverse()) {
    await press(page, 'Shift+Tab')
    await expectScript([page], instead(rows, `${element}: ${phone}`))
  }
})

test('Enter on an empty line offers the elements', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const menu = page.getByRole('listbox', { name: 'Element of the line' })
  await putCursor(page, phone, -1)
  await press(page, 'Enter')
  await expect(menu).toBeHidden()
  await press(page, 'Enter')
  await expect(menu.getByRole('option')).toHaveCount(10)
  await expect(menu.getByRole('option', { selected: true })).toHaveText('Action2')
  // By arrow.
  await press(page, 'ArrowDown')
  await expect(menu.getByRole('option', { selected: true })).toHaveText('Character3')
  await press(page, 'Enter')
  await expect(menu).toBeHidden()
  await expectScript([page], instead(rows, phoneRow, 'character: '))
  // By digit, by letter, by the mouse; by nothing.
  for (const [choose, element] of [
    [() => press(page, '6'), 'transition'],
    [() => press(page, 'd'), 'dialogue'],
    [() => press(page, 's', 's', 'Enter'), 'shot'],
    [() => menu.getByRole('option', { name: 'Lyric' }).click(), 'lyric'],
    [() => press(page, 'ArrowUp', 'Escape'), 'lyric'],
  ] as const) {
    await press(page, 'Enter')
    await expect(menu).toBeVisible()
    await choose()
    await expect(menu).toBeHidden()
    await expectScript([page], instead(rows, phoneRow, `${element}: `))
  }
  // What is no choice is typed.
  await press(page, 'Enter')
  await page.keyboard.type('Murmur')
  await expect(menu).toBeHidden()
  await expectScript([page], instead(rows, phoneRow, 'lyric: Murmur'))
})

test('Escape and then Tab leave the script; Escape for something else does not', async ({
  server,
  ada,
}) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const script = page.locator('.ProseMirror')
  await putCursor(page, phone, -1)
  await press(page, 'Escape', 'Tab')
  await expect(script).not.toBeFocused()
  await putCursor(page, phone, -1)
  await press(page, 'Escape', 'Shift+Tab')
  await expect(script).not.toBeFocused()
  await expectScript([page], rows)
  // This one closes the list of elements, and Tab writes on.
  await putCursor(page, phone, -1)
  await press(page, 'Enter', 'Enter', 'Escape', 'Tab')
  await expect(script).toBeFocused()
  await expectScript([page], instead(rows, phoneRow, 'character: '))
})

test('Backspace and Delete join lines and nothing else', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  await putCursor(page, phone, 0)
  await press(page, 'Backspace', '!')
  const joined = changed(rows, 'action: Mara counts the floors.', phoneRow, [
    `action: Mara counts the floors.!${phone}`,
  ])
  await expectScript([page], joined)
  await undoTo(page, rows)
  await putCursor(page, 'Mara counts the floors.', -1)
  await press(page, 'Delete', '!')
  await expectScript([page], joined)
  await undoTo(page, rows)

  // At every edge of outline, segment, episode and title the cursor goes over, and that is all.
  const edges = [
    ['INT. LIFT - NIGHT', 0, 'Backspace', '= A lift stops.!'],
    ['A lift stops.', -1, 'Delete', 'scene-heading: !INT. LIFT - NIGHT'],
    ['A lift stops.', 0, 'Backspace', '# Going Up!'],
    ['Going Up', -1, 'Delete', '= !A lift stops.'],
    ['The light goes out.', -1, 'Delete', '= !A phone rings.'],
    ['A phone rings.', 0, 'Backspace', 'action: The light goes out.!'],
    ['The doors part.', -1, 'Delete', '# !Coming Down'],
    ['Coming Down', 0, 'Backspace', 'action: The doors part.!'],
    ['Going Up', 0, 'Backspace', '# !Going Up'],
    ['A knife shines.', -1, 'Delete', 'action: A knife shines.!'],
  ] as const
  for (const [text, at, key, row] of edges) {
    await putCursor(page, text, at)
    await press(page, key)
    await expectScript([page], rows)
    await press(page, '!')
    const bare = row.replace('!', '')
    await expectScript([page], changed(rows, bare, bare, [row]))
    await press(page, 'Control+z')
    await expectScript([page], rows)
  }
})

test('Enter, Tab and Shift-Enter in titles and outlines', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const steps = [
    ['Going Up', 'Enter', '= !A lift stops.'],
    ['A lift stops.', 'Enter', 'scene-heading: !INT. LIFT - NIGHT'],
    ['A lift stops.', 'Tab', 'scene-heading: !INT. LIFT - NIGHT'],
    ['A lift stops.', 'Shift+Tab', '# Going Up!'],
    ['A phone rings.', 'Shift+Tab', 'action: The light goes out.!'],
    ['A lift stops.', 'Shift+Enter', '= A lift stops.\n!'],
    [phone, 'Shift+Enter', `${phoneRow}\n!`],
  ] as const
  for (const [text, key, row] of steps) {
    await putCursor(page, text, -1)
    await press(page, key, '!')
    const bare = row.replace(/\n?!/, '')
    await expectScript([page], changed(rows, bare, bare, [row]))
    await undoTo(page, rows)
  }
})

test('segments by key: new, split, merge, move, walk, bin, make the ending', async ({
  server,
  ada,
}) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const beat = ['beat', '= A phone rings.', 'action: Mara counts the floors.', phoneRow]
  const she = 'action: She answers it.'

  // A new beat behind, wherever the cursor is in it; the cursor in its script.
  await putCursor(page, phone, 3)
  await press(page, 'Control+Shift+Enter')
  await page.keyboard.type('New.')
  const added = changed(rows, she, she, [she, 'beat', '= ', 'action: New.'])
  await expectScript([page], added)
  await press(page, 'Control+z')
  await press(page, 'Control+z')
  await expectScript([page], rows)
  await page.keyboard.type('^')
  await expectScript([page], instead(rows, 'action: The^ phone rings in the dark.'))
  await press(page, 'Control+z', 'Control+y', 'Control+z')
  await expectScript([page], rows)

  // Split and merge, and the cursor is where it was.
  await putCursor(page, phone, 9)
  await press(page, 'Control+Enter', '*')
  const split = instead(rows, 'action: The phone', 'beat', '= ', 'action: * rings in the dark.')
  await expectScript([page], split)
  await press(page, 'Control+z', 'Control+z')
  await expectScript([page], rows)
  await press(page, 'Control+Shift+z')
  await expectScript(
    [page],
    instead(rows, 'action: The phone', 'beat', '= ', 'action:  rings in the dark.'),
  )
  await press(page, 'Control+Shift+m', '*')
  await expectScript(
    [page],
    [
      ...changed(rows, '= A phone rings.', phoneRow, [
        '= A phone rings.',
        '= ',
        'action: Mara counts the floors.',
        'action: The phone',
        'action: * rings in the dark.',
      ]),
    ],
  )
  await undoTo(page, rows)

  // At the end of a segment, Mod-Enter begins a beat.
  await putCursor(page, 'She answers it.', -1)
  await press(page, 'Control+Enter', 'N')
  await expectScript([page], changed(rows, she, she, [she, 'beat', '= ', 'action: N']))
  await undoTo(page, rows)

  // Down, and the cursor goes along; up again.
  await putCursor(page, phone, 3)
  await press(page, 'Alt+Shift+ArrowDown', '^')
  const down = changed(rows, '= A phone rings.', 'action: Someone breathes.', [
    '= A breath.',
    'action: Someone breathes.',
    ...beat.slice(0, 3),
    'action: The^ phone rings in the dark.',
    she,
  ])
  await expectScript([page], down)
  await press(page, 'Backspace', 'Alt+Shift+ArrowUp')
  await expectScript([page], rows)

  // Walking.
  await press(page, 'Alt+ArrowDown', '1', 'Alt+ArrowDown', '2', 'Alt+ArrowUp', '3')
  await expectScript(
    [page],
    rows.map((row) =>
      row
        .replace('Someone breathes', '31Someone breathes')
        .replace('The doors part', '2The doors part'),
    ),
  )
  await undoTo(page, rows)

  // Into the bin and back.
  await putCursor(page, phone, 3)
  await press(page, 'Alt+Shift+Backspace')
  const binned = changed(rows, '= A phone rings.', she, []).filter(
    (row, i, all) => !(row === 'beat' && all[i + 1] === 'beat'),
  )
  await expectScript([page], binned)
  await press(page, 'Control+z', '^')
  await expectScript([page], instead(rows, 'action: The^ phone rings in the dark.'))
  await press(page, 'Backspace')

  // The last beat becomes the ending.
  await putCursor(page, 'Someone breathes.', -1)
  await press(page, 'Control+Shift+l', '!')
  await expectScript(
    [page],
    changed(rows, '= A breath.', 'action: The doors part.', [
      '= A breath.',
      '= The doors.',
      'action: Someone breathes.!',
      'action: The doors part.',
    ]).map((row, i, all) => (all[i + 1] === '= A breath.' ? 'cliffhanger' : row)),
  )
  await undoTo(page, rows)
})

test('episodes by key: end, join, new, move, bin', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  await putCursor(page, phone, 0)
  await press(page, 'Control+Alt+Enter', '*')
  const empty = ['= ', 'action: ']
  const ended = instead(
    rows,
    'cliffhanger',
    ...empty,
    '# ',
    'hook',
    ...empty,
    'beat',
    '= ',
  ).concat()
  ended.splice(
    ended.lastIndexOf('beat', ended.indexOf('action: She answers it.')) + 2,
    0,
    `action: *${phone}`,
  )
  await expectScript([page], ended)
  await press(page, 'Backspace', 'Control+Alt+Backspace', '*')
  await expectScript([page], instead(rows, 'beat', '= ', `action: *${phone}`))
  await undoTo(page, rows)

  await putCursor(page, phone, 3)
  await press(page, 'Control+Alt+n')
  await page.keyboard.type('Between')
  const between = ['# Between', 'hook', ...empty, 'cliffhanger', ...empty]
  const made = changed(rows, '# Coming Down', '# Coming Down', [...between, '# Coming Down'])
  await expectScript([page], made)
  await press(page, 'Alt+Shift+PageDown')
  await expectScript([page], [...rows, ...between])
  await press(page, 'Alt+Shift+PageUp', 'Alt+Shift+PageUp')
  await expectScript([page], [...between, ...rows])
  await press(page, 'Control+Alt+Shift+Backspace')
  await expectScript([page], rows)
  await press(page, 'Control+z')
  await expectScript([page], [...between, ...rows])
})

test('what is typed before a new episode is drawn stands in its title', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  await putCursor(page, phone, 3)
  // Long work behind the key: those that follow come before the next frame.
  await page.evaluate(() => {
    addEventListener('keydown', ({ key }) => {
      const until = performance.now() + (key === 'n' ? 400 : 0)
      while (performance.now() < until);
    })
  })
  const keys = await page.context().newCDPSession(page)
  const press = (key: string, modifiers = 0) =>
    keys.send('Input.dispatchKeyEvent', {
      type: modifiers > 0 ? 'rawKeyDown' : 'keyDown',
      modifiers,
      key,
      code: `Key${key.toUpperCase()}`,
      windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0),
      ...(modifiers === 0 && { text: key }),
    })
  const controlAlt = 3
  await Promise.all([press('n', controlAlt), ...[...'Between'].map((letter) => press(letter))])
  await expect.poll(() => scriptOf(page)).toContain('# Between')
})

test('selections: the ladder, typing over, cutting and pasting', async ({ server, ada }) => {
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const selected = () => page.evaluate(() => getSelection()?.toString().replace(/\s+/g, ' ').trim())
  await putCursor(page, phone, 3)
  await press(page, 'Control+a')
  await expect.poll(selected).toBe(phone)
  await press(page, 'Control+a')
  await expect.poll(selected).toBe(`Mara counts the floors. ${phone} She answers it.`)
  await press(page, 'Control+a')
  await expect.poll(selected).toContain('A knife shines.')
  await press(page, 'ArrowRight')

  // Typing over a selection across two segments: both segments stay.
  await putCursor(page, 'The light goes out.', 4)
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+End')
  await expect.poll(selected).toBe('light goes out. A phone rings. Mara counts the floors.')
  await page.keyboard.type('end')
  await expectScript(
    [page],
    changed(rows, 'action: The light goes out.', 'action: Mara counts the floors.', [
      'action: The end',
      'beat',
      '= ',
      'action: ',
    ]),
  )
  await undoTo(page, rows)
  await expect.poll(selected).toBe('light goes out. A phone rings. Mara counts the floors.')

  // Lines cut in one beat and pasted into another.
  await putCursor(page, 'Mara counts the floors.', 0)
  await press(page, 'Shift+ArrowDown', 'Shift+End', 'Control+x')
  const cut = changed(rows, 'action: Mara counts the floors.', phoneRow, ['action: '])
  await expectScript([page], cut)
  await putCursor(page, 'Someone breathes.', -1)
  await press(page, 'Enter', 'Control+v')
  await expectScript(
    [page],
    changed(cut, 'action: Someone breathes.', 'action: Someone breathes.', [
      'action: Someone breathes.',
      'action: Mara counts the floors.',
      phoneRow,
    ]),
  )
  await undoTo(page, rows)

  // Plain text is read as Fountain.
  const paste = async (text: string) => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text)
    await press(page, 'Control+v')
  }
  await putCursor(page, phone, -1)
  await press(page, 'Enter')
  await paste('INT. SHAFT - NIGHT\n\nA cable hums.\n\nMARA\n(softly)\nWho is there?\n')
  await expectScript(
    [page],
    instead(
      rows,
      phoneRow,
      'scene-heading: INT. SHAFT - NIGHT',
      'action: A cable hums.',
      'character: MARA',
      'parenthetical: (softly)',
      'dialogue: Who is there?',
    ),
  )
  await undoTo(page, rows)
  await putCursor(page, phone, 9)
  await paste(' booth')
  await expectScript([page], instead(rows, 'action: The phone booth rings in the dark.'))
  await undoTo(page, rows)

  // In a title and an outline there is one text.
  await putCursor(page, 'Going Up', -1)
  await paste(' and\nDown')
  await expect.poll(async () => (await scriptOf(page))[0]).toMatch(/^# Going Up and\sDown$/)
  expect((await scriptOf(page)).slice(1)).toEqual(rows.slice(1))
})

test('bold, italic and the others are marks on the text', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  for (const [keys, tag] of [
    ['Control+b', 'strong'],
    ['Control+i', 'em'],
    ['Control+u', 'u'],
    ['Control+Shift+x', 's'],
  ] as const) {
    await putCursor(page, phone, 4)
    for (let i = 0; i < 5; i++) await press(page, 'Shift+ArrowRight')
    await press(page, keys)
    await expect(page.locator(`.script ${tag}`)).toHaveText('phone')
    await press(page, keys)
    await expect(page.locator(`.script ${tag}`)).toHaveCount(0)
  }
})

test('in a Chinese series a full-width colon behind a name starts dialogue', async ({
  server,
  ada,
}) => {
  const night = '# 第1集：夜\n\n## 钩子\n\n小满站着。\n\n@小满\n谁？\n\n## 悬念\n\n灯灭了。\n'
  const page = await openScript(ada, await importScript(server, `Language: zh-Hans\n\n${night}`))
  const rows = await scriptOf(page)
  await putCursor(page, '灯灭了。', -1)
  await press(page, 'Enter')
  await page.keyboard.insertText('小满')
  await page.keyboard.insertText('：')
  await page.keyboard.insertText('是我。')
  await expectScript([page], [...rows, 'character: 小满', 'dialogue: 是我。'])
  // Behind anything else it is a colon.
  await press(page, 'Enter')
  await page.keyboard.insertText('字')
  await page.keyboard.insertText('：')
  await expectScript([page], [...rows, 'character: 小满', 'dialogue: 是我。', 'action: 字：'])
})

test('outlines can be hidden, and are passed over and left alone then', async ({ server, ada }) => {
  const page = await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const outlines = page.locator('.script [data-outline]:visible')
  await expect(outlines).toHaveCount(7)
  await putCursor(page, 'A phone rings.', 3)
  await press(page, 'Control+Shift+o')
  await expect(outlines).toHaveCount(0)
  await press(page, '!', 'Backspace', 'Backspace', '?')
  await expectScript(
    [page],
    rows.map((row) => row.replace('The light goes out.', 'The light goes out.?')),
  )
  await undoTo(page, rows)
  await putCursor(page, 'The light goes out.', 4)
  await press(page, 'Shift+ArrowDown', 'Shift+End')
  await page.keyboard.type('end')
  await expectScript(
    [page],
    changed(rows, 'action: The light goes out.', 'action: Mara counts the floors.', [
      'action: The end',
      'beat',
      '= A phone rings.',
      'action: ',
    ]),
  )
  await page.reload()
  await expect(page.locator('.script [data-line]').first()).toBeVisible()
  await expect(outlines).toHaveCount(0)
  await page.locator('.script [data-line]').first().click()
  await press(page, 'Control+Shift+o')
  await expect(outlines).toHaveCount(7)
})

test('the page stands still while others write above', async ({ server, ada, ben }) => {
  const series = await importScript(server, lift)
  const [a, b] = [await openScript(ada, series), await openScript(ben, series)]
  await ada.page.setViewportSize({ width: 1280, height: 420 })
  await putCursor(a, 'A knife shines.', -1)
  const knife = a.locator('.script [data-line]').last()
  const before = await knife.boundingBox()
  await putCursor(b, 'The light goes out.', -1)
  for (let i = 0; i < 8; i++) {
    await press(b, 'Enter')
    await b.keyboard.type(`Light ${i}.`)
  }
  await expect.poll(() => scriptOf(a)).toContain('action: Light 7.')
  await expect.poll(async () => (await knife.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)
  await a.keyboard.type(' Twice.')
  await expect(knife).toBeInViewport()
})

test('a name above a cursor at the top of the page turns under it', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const [a, b] = [await openScript(ada, series), await openScript(ben, series)]
  await putCursor(b, phone, 3)
  await expect(a.locator('.script-cursor')).toHaveCount(1)
  await expect(a.locator('.script-cursor.low')).toHaveCount(0)
  await ada.page.setViewportSize({ width: 1280, height: 420 })
  const toTop = (node: Element) => node.scrollIntoView({ block: 'start' })
  await (await textOnScreen(a, phone)).evaluate(toTop)
  await expect(a.locator('.script-cursor.low')).toHaveCount(1)
  await a.locator('.script [data-line]').first().evaluate(toTop)
  await expect(a.locator('.script-cursor.low')).toHaveCount(0)
})
