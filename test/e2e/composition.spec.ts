import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './room.ts'
import {
  changed,
  expectScript,
  importScript,
  layOut,
  lift,
  openScript,
  putCursor,
  scriptOf,
} from './script.ts'

/// An input method composes, and somebody else changes the very line, its segment, or another part
/// of the season. The composition must not notice, and what it writes must arrive once and whole.

test.use({ house: 'shared' })

const phone = 'The phone rings in the dark.'
const composed = 'The phone你好 rings in the dark.'

/// Counts what the input method is told, and watches the text that it composes in.
interface Watched {
  starts: number
  ends: number
  node: Node | null
}

declare global {
  interface Window {
    watched: Watched
  }
}

async function compose(ime: CDPSession, text: string): Promise<void> {
  const at = text.length
  await ime.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at })
}

/// Begins to compose behind "The phone".
async function beginComposing(page: Page): Promise<CDPSession> {
  const ime = await page.context().newCDPSession(page)
  await putCursor(page, phone, 9)
  await page.evaluate(() => {
    const isFirst = window.watched === undefined
    window.watched = { starts: 0, ends: 0, node: null }
    if (!isFirst) return
    addEventListener('compositionstart', () => window.watched.starts++)
    addEventListener('compositionend', () => window.watched.ends++)
  })
  for (const text of ['n', 'ni', 'ni h']) await compose(ime, text)
  await page.evaluate(() => {
    window.watched.node = getSelection()?.focusNode ?? null
  })
  return ime
}

/// What the input method has seen, and whether it still writes in the same text of the page.
function watch(page: Page) {
  return page.evaluate(() => {
    const { starts, ends, node } = window.watched
    const at = getSelection()?.focusNode
    return { starts, ends, text: node?.isConnected === true && at === node && node.textContent }
  })
}

const press = (line: string, at: number, keys: string, words = '') => {
  return async (page: Page) => {
    await putCursor(page, line, at)
    await page.keyboard.press(keys)
    await page.keyboard.type(words)
  }
}

interface Deed {
  readonly what: string
  readonly deed: (page: Page) => Promise<void>
  /// The rows that stand in place of the beat, or of all from the beat to a row.
  readonly outcome: readonly string[]
  readonly to?: string
}

const outline = ['beat', '= A phone rings.']
const [mara, she] = ['action: Mara counts the floors.', 'action: She answers it.']
const whole = [...outline, mara, `action: ${composed}`, she]
const breath = ['beat', '= A breath.', 'action: Someone breathes.']

const deeds: readonly Deed[] = [
  {
    what: 'types in front of and behind it in the line',
    async deed(page) {
      await press(phone, 0, 'Home', 'And: ')(page)
      await page.keyboard.press('End')
      await page.keyboard.type(' Again.')
    },
    outcome: [...outline, mara, `action: And: ${composed} Again.`, she],
  },
  {
    what: 'makes the line another element',
    deed: press(phone, 3, 'Control+1'),
    outcome: [...outline, mara, `scene-heading: ${composed}`, she],
  },
  {
    what: 'writes a line above it',
    deed: press('Mara counts the floors.', -1, 'Enter', 'Nine. Eight.'),
    outcome: [...outline, mara, 'action: Nine. Eight.', `action: ${composed}`, she],
  },
  {
    what: 'writes in the outline',
    deed: press('A phone rings.', -1, 'End', ' Twice.'),
    outcome: ['beat', '= A phone rings. Twice.', ...whole.slice(2)],
  },
  {
    what: 'breaks the line behind it',
    deed: press(phone, 15, 'Enter'),
    outcome: [...outline, mara, 'action: The phone你好 rings', 'action:  in the dark.', she],
  },
  {
    what: 'breaks the line in front of it',
    deed: press(phone, 3, 'Enter'),
    outcome: [...outline, mara, 'action: The', 'action:  phone你好 rings in the dark.', she],
  },
  {
    what: 'joins the line to the one before',
    deed: press(phone, 0, 'Backspace'),
    outcome: [...outline, `${mara}${composed}`, she],
  },
  {
    what: 'splits the beat in front of it',
    deed: press(phone, 0, 'Control+Enter'),
    outcome: [...outline, mara, 'beat', '= ', `action: ${composed}`, she],
  },
  {
    what: 'splits the beat behind it',
    deed: press(phone, 15, 'Control+Enter'),
    outcome: [...outline, mara, 'action: The phone你好 rings'].concat(
      'beat',
      '= ',
      'action:  in the dark.',
      she,
    ),
  },
  {
    what: 'moves the beat',
    deed: press(phone, 3, 'Alt+Shift+ArrowDown'),
    outcome: [...breath, ...whole],
    to: 'action: Someone breathes.',
  },
  {
    what: 'moves the beat into the next episode',
    async deed(page) {
      await press(phone, 3, 'Alt+Shift+ArrowDown')(page)
      await page.keyboard.press('Alt+Shift+ArrowDown')
    },
    outcome: [
      ...breath,
      ...['cliffhanger', '= The doors.', 'action: The doors part.', '# Coming Down Slowly'],
      ...['hook', '= The roof.', 'action: Rain on the roof.', ...whole],
    ],
    to: 'action: Rain on the roof.',
  },
  {
    what: 'moves the beat down and up again',
    async deed(page) {
      await press(phone, 3, 'Alt+Shift+ArrowDown')(page)
      await page.keyboard.press('Alt+Shift+ArrowUp')
    },
    outcome: whole,
  },
]

/// Ben renames episode 2 last, and the list of episodes shows it to Ada: by then all he did before
/// is there as well.
async function arrived(a: Page, b: Page): Promise<void> {
  await putCursor(b, 'Coming Down', -1)
  await b.keyboard.type(' Slowly')
  await expect(a.getByRole('navigation', { name: 'Episodes' })).toContainText('Coming Down Slowly')
}

function renamed(rows: readonly string[]): string[] {
  return changed(rows, '# Coming Down', '# Coming Down', ['# Coming Down Slowly'])
}

test('a composition goes on whatever another does', async ({ server, ada, ben }) => {
  test.slow()
  const [a, b] = [ada.page, ben.page]
  for (const { what, deed, outcome, to = she } of deeds) {
    await test.step(`another ${what}`, async () => {
      await layOut(server, lift, `Another ${what}`, [ada, ben])
      const rows = renamed(await scriptOf(a))
      const ime = await beginComposing(a)
      await deed(b)
      await arrived(a, b)
      await compose(ime, 'ni ha')
      const on = { starts: 1, ends: 0, text: expect.stringContaining('ni ha') }
      expect(await watch(a)).toEqual(on)
      await ime.send('Input.insertText', { text: '你好' })
      const after = changed(rows, '= A phone rings.', to, outcome.slice(1))
      await expectScript([a, b], after)
      expect(await watch(a)).toMatchObject({ starts: 1, ends: 1 })
      // The cursor stands behind what was composed.
      await a.keyboard.type('!')
      await expectScript(
        [a, b],
        after.map((row) => row.replace('你好', '你好!')),
      )
      await ime.detach()
    })
  }
})

test('what is composed in a beat that another bins is in the bin', async ({ server, ada, ben }) => {
  const series = await importScript(server, lift)
  const [a, b] = [await openScript(ada, series), await openScript(ben, series)]
  const rows = renamed(await scriptOf(a))
  const ime = await beginComposing(a)
  await press(phone, 3, 'Alt+Shift+Backspace')(b)
  await arrived(a, b)
  await compose(ime, 'ni ha')
  expect(await watch(a)).toEqual({ starts: 1, ends: 0, text: expect.stringContaining('ni ha') })
  await ime.send('Input.insertText', { text: '你好' })
  const without = changed(rows, '= A phone rings.', she, []).filter(
    (row, i, all) => !(row === 'beat' && all[i + 1] === 'beat'),
  )
  await expectScript([a, b], without)
  await b.getByRole('tab', { name: 'Bin' }).click()
  await expect(b.getByRole('tabpanel')).toContainText(composed)
  // So is what comes next: it would be in another line otherwise.
  const pen = a.getByRole('textbox', { name: 'What you were writing' })
  await expect(pen).toBeFocused()
  await compose(ime, 'zai')
  await ime.send('Input.insertText', { text: '再见' })
  const goesOn = composed.replace('你好', '你好再见')
  await expect(pen).toHaveValue(goesOn)
  await expect(b.getByRole('tabpanel')).toContainText(goesOn)
  await expectScript([a, b], without)
  await b.getByRole('button', { name: 'Put back' }).click()
  const back = whole.slice(1).map((row) => row.replace(composed, goesOn))
  await expectScript([a, b], changed(rows, '= A phone rings.', she, back))
  await expect(a.locator('.script')).toBeFocused()
})

test('remote edits elsewhere are shown at once while somebody composes, and tools that load wait', async ({
  server,
  ada,
  ben,
}) => {
  const series = await importScript(server, lift)
  const [a, b] = [ada.page, await openScript(ben, series)]
  const tools = Promise.withResolvers<void>()
  await a.route(/\/assets\/tools-.*\.js/, async (route) => {
    await tools.promise
    await route.continue()
  })
  await openScript(ada, series)
  const ime = await beginComposing(a)
  tools.resolve()
  await expect(a.getByRole('button', { name: 'Cast and places' })).toBeVisible()
  await press('The light goes out.', -1, 'Enter', 'Click.')(b)
  await press('Someone breathes.', -1, 'Enter', 'Close.')(b)
  await expect.poll(() => scriptOf(a)).toContain('action: Close.')
  expect(await scriptOf(a)).toContain('action: Click.')
  expect(await watch(a)).toEqual({ starts: 1, ends: 0, text: expect.stringContaining('ni h') })
  expect(await scriptOf(b)).toContain(`action: ${phone}`)
  await ime.send('Input.insertText', { text: '你好' })
  await expect.poll(() => scriptOf(b)).toContain(`action: ${composed}`)
  await expect(a.locator('.script [aria-roledescription]').first()).toBeAttached()
})
