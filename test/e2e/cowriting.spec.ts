import type { Locator, Page } from '@playwright/test'
import { expect, test } from './room.ts'
import {
  changed,
  expectScript,
  importScript,
  layOut,
  lift,
  openScript,
  putCursor,
  saved,
  scriptOf,
} from './script.ts'

/// People in several browsers write in the same places at the same time, connected and not. What
/// has to come out is what docs/DOCUMENT.md says of each pair of operations.

test.use({ house: 'shared' })

const phone = 'The phone rings in the dark.'
const rain = 'Rain on the roof.'

/// What Ben types, offline, into the line that Ada does something to.
async function typeInto(page: Page, line: string, words: number): Promise<void> {
  await putCursor(page, line, words)
  await page.keyboard.type(' BEN')
  await page.keyboard.press('End')
  await page.keyboard.type(' TOO.')
}

function labelOf(page: Page, segment: number): Locator {
  return page.locator('.script-label').nth(segment)
}

/// Pulls a beat by its label in the margin to the upper edge of another segment.
async function pullBeat(page: Page, from: number, to: number): Promise<void> {
  const start = await labelOf(page, from).boundingBox()
  const end = await page.locator('.script-segment').nth(to).boundingBox()
  if (!start || !end) throw new Error('There is nothing to pull.')
  await page.mouse.move(start.x + start.width / 2, start.y + 6)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 8, start.y + 12, { steps: 4 })
  await page.mouse.move(end.x + 20, end.y + 4, { steps: 10 })
  await page.mouse.move(end.x + 24, end.y + 4, { steps: 2 })
  await page.mouse.up()
}

/// What Ada does, and what is on both screens once Ben's words have come as well.
interface Deed {
  readonly what: string
  readonly line?: string
  readonly deed: (page: Page) => Promise<void>
  readonly outcome: (rows: readonly string[]) => readonly string[]
}

const press =
  (at: number, keys: string, line = phone) =>
  async (page: Page) => {
    await putCursor(page, line, at)
    await page.keyboard.press(keys)
  }

const typed = 'The phone BEN rings in the dark. TOO.'
const phoneBeat = [
  'beat',
  '= A phone rings.',
  'action: Mara counts the floors.',
  `action: ${typed}`,
  'action: She answers it.',
]

const replaced =
  (instead: readonly string[], from = `action: ${phone}`, to = from) =>
  (rows: readonly string[]) =>
    changed(rows, from, to, instead)

/// The script without the beat with the phone, and with it in front of a row.
const movedBefore = (row: string, kind: string) => (rows: readonly string[]) => {
  const without = changed(rows, '= A phone rings.', 'action: She answers it.', [])
  without.splice(without.indexOf('= A breath.') - 1, 1)
  without.splice(without.indexOf(row) - (kind === '' ? 0 : 1), 0, ...phoneBeat)
  return without
}

const deeds: readonly Deed[] = [
  {
    what: 'changes the element of the line',
    deed: press(3, 'Control+3'),
    outcome: replaced([`character: ${typed}`]),
  },
  {
    what: 'joins the line to the one before',
    deed: press(0, 'Backspace'),
    outcome: replaced(
      [`action: Mara counts the floors.${typed}`],
      'action: Mara counts the floors.',
      `action: ${phone}`,
    ),
  },
  {
    what: 'breaks the line',
    deed: press(15, 'Enter'),
    outcome: replaced(['action: The phone BEN rings', 'action:  in the dark. TOO.']),
  },
  {
    what: 'deletes what the line said',
    async deed(page) {
      await putCursor(page, phone, 0)
      await page.keyboard.press('Shift+End')
      await page.keyboard.press('Backspace')
    },
    outcome: replaced(['action:  BEN TOO.']),
  },
  {
    what: 'moves the beat down',
    deed: press(3, 'Alt+Shift+ArrowDown'),
    outcome: movedBefore('= The doors.', 'cliffhanger'),
  },
  {
    what: 'moves the beat into the next episode',
    async deed(page) {
      await putCursor(page, phone, 3)
      await page.keyboard.press('Alt+Shift+ArrowDown')
      await page.keyboard.press('Alt+Shift+ArrowDown')
    },
    outcome: movedBefore('= The rope.', 'beat'),
  },
  {
    what: 'pulls the beat past the next one by hand',
    deed: (page) => pullBeat(page, 1, 3),
    outcome: movedBefore('= The doors.', 'cliffhanger'),
  },
  {
    what: 'splits the beat',
    deed: press(15, 'Control+Enter'),
    outcome: replaced(['action: The phone BEN rings', 'beat', '= ', 'action:  in the dark. TOO.']),
  },
  {
    what: 'merges the beat',
    deed: press(3, 'Control+Shift+M'),
    outcome: (rows) => {
      const hook = [
        'hook',
        '= A lift stops.',
        '= A phone rings.',
        'scene-heading: INT. LIFT - NIGHT',
      ]
      const merged = [...hook, 'action: The light goes out.', ...phoneBeat.slice(2)]
      return changed(rows, 'hook', 'action: She answers it.', merged)
    },
  },
  {
    what: 'ends the episode above the line',
    deed: press(0, 'Control+Alt+Enter'),
    outcome: replaced([
      'cliffhanger',
      '= ',
      'action: ',
      '# ',
      'hook',
      '= ',
      'action: ',
      'beat',
      '= ',
      `action: ${typed}`,
    ]),
  },
  {
    what: 'joins the episode to the one before',
    line: rain,
    deed: press(3, 'Control+Alt+Backspace', rain),
    outcome: replaced(
      ['beat', '= The doors.', 'action: The doors part.', 'beat', '= The roof.'].concat(
        'action: Rain BEN on the roof. TOO.',
      ),
      'cliffhanger',
      `action: ${rain}`,
    ),
  },
]

test('whatever one does to a line, another, offline, types on in it', async ({
  server,
  ada,
  ben,
}) => {
  test.slow()
  const [a, b] = [ada.page, ben.page]
  for (const { what, line = phone, deed, outcome } of deeds) {
    await test.step(`one ${what}`, async () => {
      await layOut(server, lift, `One ${what}`, [ada, ben])
      const rows = await scriptOf(a)
      await ben.disconnect()
      await typeInto(b, line, line === rain ? 4 : 9)
      await deed(a)
      await expect.poll(() => scriptOf(a)).not.toEqual(rows)
      await ben.reconnect()
      await expectScript([a, b], outcome(rows))
      // Ben's cursor is still behind what he typed.
      await b.keyboard.type(' And on.')
      await expectScript(
        [a, b],
        outcome(rows).map((row) => row.replace('TOO.', 'TOO. And on.')),
      )
    })
  }
})

/// What lies in the bin, as the panel beside the script shows it.
async function binOf(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Bin' }).click()
  return page.getByRole('tabpanel')
}

const bins = [
  { what: 'beat', keys: 'Alt+Shift+Backspace', from: 'beat', to: 'action: She answers it.' },
  {
    what: 'episode',
    keys: 'Control+Alt+Shift+Backspace',
    from: '# Going Up',
    to: 'action: The doors part.',
  },
]

/// Where one writes on in what another has put into the bin.
const binnedUnder = (page: Page) =>
  page.getByRole('region', { name: 'Somebody put what you were writing in into the bin.' })

test('whatever one bins, another, offline, types in it', async ({ server, ada, ben }) => {
  const [a, b] = [ada.page, ben.page]
  for (const { what, keys, from, to } of bins) {
    await test.step(`one bins the ${what}`, async () => {
      await layOut(server, lift, `One bins the ${what}`, [ada, ben])
      const rows = await scriptOf(a)
      const rest = changed(rows, from, to, [])
      await ben.disconnect()
      await typeInto(b, phone, 9)
      await press(3, keys)(a)
      await expectScript([a], rest)
      await ben.reconnect()
      await expectScript([a, b], rest)
      for (const page of [a, b]) {
        const bin = await binOf(page)
        await expect(bin).toContainText(what === 'beat' ? typed : 'Going Up')
      }
      // Ben is told, with the way back; Ada knows what she did.
      const told = binnedUnder(b)
      await expect(told.getByRole('textbox')).toHaveValue(typed)
      await expect(binnedUnder(a)).toHaveCount(0)
      const way = what === 'beat' ? told : b.getByRole('tabpanel')
      await way.getByRole('button', { name: 'Put back' }).click()
      await expectScript([a, b], replaced([`action: ${typed}`])(rows))
    })
  }
})

test('who types while another bins what they are in goes on in it, not elsewhere', async ({
  server,
  ada,
  ben,
}) => {
  const [a, b] = [ada.page, ben.page]
  for (const { what, keys, from, to } of bins) {
    await test.step(`one bins the ${what}`, async () => {
      await layOut(server, lift, `Another types in the ${what}`, [ada, ben])
      const rows = await scriptOf(a)
      const rest = changed(rows, from, to, [])
      await putCursor(a, phone, 3)
      await putCursor(b, phone, -1)
      await b.keyboard.type(' It rings')
      await a.keyboard.press(keys)
      const pen = binnedUnder(b).getByRole('textbox')
      // The keys do not wait for it.
      for (const letter of ' again and again.') {
        await b.keyboard.type(letter)
        if ((await pen.count()) > 0) break
      }
      await expect(pen).toBeFocused()
      const before = await pen.inputValue()
      await b.keyboard.type(' Nobody hears it.')
      await b.keyboard.press('Enter')
      await b.keyboard.type('Silence.')
      await expectScript([a, b], rest)
      await saved(b)
      await binnedUnder(b).getByRole('button', { name: 'Put back' }).click()
      const line = `${before} Nobody hears it.`
      expect(line.startsWith(`${phone} It rings`)).toBe(true)
      const back = changed(rows, `action: ${phone}`, `action: ${phone}`, [
        `action: ${line}`,
        'action: Silence.',
      ])
      await expectScript([a, b], back)
      await expect(b.locator('.script')).toBeFocused()
      await b.keyboard.type(' Again.')
      await expectScript(
        [a, b],
        changed(back, 'action: Silence.', 'action: Silence.', ['action: Silence. Again.']),
      )
    })
  }
})

test('two type at once: in one line, at the very same point, behind a new line, in a title', async ({
  server,
  ada,
  ben,
}) => {
  const [a, b] = [ada.page, ben.page]

  await test.step('in one line', async () => {
    await layOut(server, lift, 'One line', [ada, ben])
    const rows = await scriptOf(a)
    await putCursor(a, phone, 9)
    await putCursor(b, phone, -1)
    const hers = ' on the wall of the car'
    const his = ' Nobody has called it in years.'
    await Promise.all([a.keyboard.type(hers, { delay: 12 }), b.keyboard.type(his, { delay: 9 })])
    const line = `action: The phone${hers} rings in the dark.${his}`
    await expectScript([a, b], replaced([line])(rows))
  })

  await test.step('at the very same point, and neither is cut into', async () => {
    await layOut(server, lift, 'One point', [ada, ben])
    const [hers, his] = [' ABCDEFGHIJKLMNOPQRST', ' 12345678901234567890']
    for (const [line, at] of [
      ['Mara counts the floors.', 0],
      [phone, 9],
      ['She answers it.', -1],
    ] as const) {
      const rows = await scriptOf(a)
      await putCursor(a, line, at)
      await putCursor(b, line, at)
      await Promise.all([a.keyboard.type(hers, { delay: 10 }), b.keyboard.type(his, { delay: 10 })])
      await expect.poll(async () => (await scriptOf(a)).join().length).toBe(rows.join().length + 42)
      const now = await scriptOf(a)
      const [before, behind] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at)]
      const outcomes = [`${hers}${his}`, `${his}${hers}`].map((both) =>
        changed(rows, `action: ${line}`, `action: ${line}`, [`action: ${before}${both}${behind}`]),
      )
      expect(outcomes).toContainEqual(now)
      await expectScript([b], now)
    }
  })

  await test.step('a line broken in front of somebody takes them along', async () => {
    await layOut(server, lift, 'Broken', [ada, ben])
    const rows = await scriptOf(a)
    await putCursor(b, phone, 0)
    await putCursor(a, phone, 0)
    await a.keyboard.press('Enter')
    await expectScript([b], replaced(['action: ', `action: ${phone}`])(rows))
    await b.keyboard.type('Now ')
    await expectScript([a, b], replaced(['action: ', `action: Now ${phone}`])(rows))
  })

  await test.step('outlines and titles', async () => {
    await layOut(server, lift, 'One title', [ada, ben])
    const rows = await scriptOf(a)
    for (const [text, from, to] of [
      ['Going Up', '# Going Up', '# Never Going Up Again'],
      ['A phone rings.', '= A phone rings.', '= Never A phone rings. Again'],
    ] as const) {
      await ben.disconnect()
      await putCursor(a, text, 0)
      await putCursor(b, text, -1)
      await Promise.all([a.keyboard.type('Never '), b.keyboard.type(' Again')])
      await ben.reconnect()
      rows.splice(rows.indexOf(from), 1, to)
      await expectScript([a, b], rows)
    }
  })
})

test('three type in one line, one of them on a line that comes and goes', async ({
  server,
  ada,
  ben,
  cleo,
}) => {
  const series = await importScript(server, lift)
  const [a, b, c] = [
    await openScript(ada, series),
    await openScript(ben, series),
    await openScript(cleo, series),
  ]
  const rows = await scriptOf(a)
  await putCursor(a, phone, 0)
  await putCursor(b, phone, 9)
  await putCursor(c, phone, -1)
  let [hers, his, theirs] = ['', '', '']
  for (const round of [1, 2, 3]) {
    await cleo.disconnect()
    await expect(c.getByRole('button', { name: /^Offline/ })).toBeVisible()
    const words = [`Ada ${round}. `, ` ben${round}`, ` Cleo ${round} off.`, ` Cleo ${round} on.`]
    await Promise.all([a, b, c].map((page, i) => page.keyboard.type(words[i] as string)))
    await cleo.reconnect()
    await c.keyboard.type(words[3] as string)
    hers += words[0]
    his += words[1]
    theirs += `${words[2]}${words[3]}`
  }
  const line = `action: ${hers}The phone${his} rings in the dark.${theirs}`
  await expectScript([a, b, c], replaced([line])(rows))
  for (const page of [a, b, c]) await saved(page)
})
