import type { Locator, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test, type Writer } from './room.ts'

/// The Board as people in several browsers use it, on the sample series: episode 1 has a hook, two
/// beats and a cliffhanger, episode 2 one beat more.

test.use({ house: 'shared' })

async function openBoard({ page, sample }: Writer, hash = ''): Promise<Page> {
  await page.goto(`/series/${sample}/board${hash}`)
  await expect(rows(page)).toHaveCount(12)
  // What the review says of each episode comes a moment later, and makes its row higher.
  await expect(rows(page).last()).toContainText('Draft')
  return page
}

function rows(page: Page): Locator {
  return page.getByRole('grid').getByRole('row')
}

/// The cards of an episode, from its hook (0) to its cliffhanger.
function cards(page: Page, episode: number): Locator {
  return rows(page)
    .nth(episode - 1)
    .getByRole('gridcell')
}

function pen(page: Page): Locator {
  return page.getByRole('grid').getByRole('textbox')
}

async function expectTitles(page: Page, titles: readonly string[]): Promise<void> {
  for (const [i, title] of titles.entries()) {
    await expect(rows(page).nth(i).getByRole('rowheader')).toContainText(title)
  }
}

/// Puts the focus on a card without writing in it.
async function focusCard(card: Locator): Promise<void> {
  await card.click()
  await card.page().keyboard.press('Escape')
  await expect(card).toBeFocused()
}

/// Presses on a card at its very edge, pulls it somewhere, and lets go there.
async function drag(page: Page, from: Locator, to: Locator, at: { x: number; y: number }) {
  const start = await from.boundingBox()
  const end = await to.boundingBox()
  if (!start || !end) throw new Error('There is nothing to drag.')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height - 8)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height, { steps: 4 })
  await page.mouse.move(end.x + end.width * at.x, end.y + end.height * at.y, { steps: 12 })
  // The board says where it would go before it is let go there.
  await expect
    .poll(async () => {
      await page.mouse.move(end.x + end.width * at.x + 1, end.y + end.height * at.y, { steps: 3 })
      return to.locator('xpath=ancestor-or-self::*[@role="row"]').locator('[data-mark]').count()
    })
    .toBe(1)
  await page.mouse.up()
}

test('two people write in one outline, and each keeps their cursor', async ({ ada, ben }) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  const before = 'Dot comes home after nine days away and finds a funeral at her house: her own.'
  await cards(a, 1).first().click()
  await a.keyboard.press('ControlOrMeta+End')
  await cards(b, 1).first().click()
  await b.keyboard.press('ControlOrMeta+Home')
  for (const [word, letter] of [...'ADA'].map((each, i) => [each, 'ben'[i] as string])) {
    await a.keyboard.type(word as string)
    await b.keyboard.type(letter as string)
  }
  await expect(pen(a)).toHaveValue(`ben${before}ADA`)
  await expect(pen(b)).toHaveValue(`ben${before}ADA`)
  // Where the other writes is seen in the text.
  await expect(cards(a, 1).first().locator('[data-name]')).toHaveCount(1)
  await a.keyboard.press('Escape')
  await expect(cards(a, 1).first()).toContainText(`ben${before}ADA`)
})

test('a beat is pulled into another episode while somebody writes in it', async ({ ada, ben }) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  await cards(b, 1).nth(1).click()
  await b.keyboard.press('ControlOrMeta+a')
  await b.keyboard.type('Typed before, ')
  await expect(cards(a, 1).nth(1)).toContainText('Typed before,')
  await drag(a, cards(a, 1).nth(1), cards(a, 2).nth(2), { x: 0.1, y: 0.5 })
  await expect(cards(a, 1)).toHaveCount(3)
  await expect(cards(a, 2)).toHaveCount(6)
  await expect(cards(b, 2)).toHaveCount(6)
  await b.keyboard.type('and after.')
  await expect(pen(b)).toHaveValue('Typed before, and after.')
  await expect(cards(a, 2).nth(2)).toContainText('Typed before, and after.')
  await expect(cards(b, 2).nth(2)).toContainText('Typed before, and after.')
})

test('beats are moved by the keyboard, and where to is said', async ({ ada, ben }) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  await cards(b, 1).nth(1).click()
  await b.keyboard.press('ControlOrMeta+a')
  await b.keyboard.type('Mine ')
  await expect(cards(a, 1).nth(1)).toContainText('Mine')
  await focusCard(cards(a, 1).nth(1))
  await a.keyboard.press('Alt+ArrowRight')
  await expect(cards(a, 1).nth(2)).toContainText('Mine')
  await expect(cards(a, 1).nth(2)).toBeFocused()
  await expect(a.getByRole('status').filter({ hasText: 'Beat 2 of 2 in episode 1' })).toBeAttached()
  await a.keyboard.press('Alt+ArrowDown')
  await expect(cards(a, 2).nth(2)).toContainText('Mine')
  await expect(cards(a, 2).nth(2)).toBeFocused()
  await b.keyboard.type('and still mine')
  await expect(cards(a, 2).nth(2)).toContainText('Mine and still mine')
  await a.keyboard.press('ControlOrMeta+z')
  await expect(cards(a, 1).nth(2)).toContainText('Mine and still mine')
  await expect(cards(a, 1).nth(2)).toBeFocused()
  await expect(pen(b)).toBeFocused()
  await expect(pen(b)).toHaveValue('Mine and still mine')
})

test('hook and cliffhanger stay where they are', async ({ ada }) => {
  const a = await openBoard(ada)
  await focusCard(cards(a, 1).first())
  await a.keyboard.press('Alt+ArrowRight')
  await expect(cards(a, 1).first()).toBeFocused()
  await expect(a.getByRole('status').filter({ hasText: 'keep their places' })).toBeAttached()
})

test('episodes change their order, by key and by hand', async ({ ada, ben }) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  await expectTitles(a, ["You're Late", 'Forks', 'Three Hugs'])
  await focusCard(cards(a, 1).first())
  await a.keyboard.press('Alt+Shift+ArrowDown')
  await expectTitles(a, ['Forks', "You're Late", 'Three Hugs'])
  await expectTitles(b, ['Forks', "You're Late", 'Three Hugs'])
  const head = (n: number) => rows(a).nth(n).getByRole('rowheader')
  await drag(a, head(2), rows(a).first(), { x: 0.1, y: 0.2 })
  await expectTitles(a, ['Three Hugs', 'Forks', "You're Late"])
  await expectTitles(b, ['Three Hugs', 'Forks', "You're Late"])
  await expect(head(0)).toBeFocused()
  await a.keyboard.press('ControlOrMeta+z')
  await expectTitles(b, ['Forks', "You're Late", 'Three Hugs'])
  await expect(head(2)).toBeFocused()
  await a.keyboard.press('ControlOrMeta+z')
  await expectTitles(b, ["You're Late", 'Forks', 'Three Hugs'])
  await a.keyboard.press('ControlOrMeta+Shift+z')
  await expectTitles(b, ['Forks', "You're Late", 'Three Hugs'])
})

test('an outline is written as in a text editor', async ({ ada }) => {
  const a = await openBoard(ada)
  await cards(a, 1).first().click()
  await a.keyboard.press('ControlOrMeta+a')
  await a.keyboard.type('The hook.')
  await a.keyboard.press('Enter')
  await expect(pen(a)).toHaveAccessibleName('Episode 1, beat 1: outline')
  await a.keyboard.press('ControlOrMeta+Enter')
  await expect(cards(a, 1)).toHaveCount(5)
  await expect(pen(a)).toHaveAccessibleName('Episode 1, beat 2: outline')
  await a.keyboard.type('New')
  await a.keyboard.press('Shift+Tab')
  await expect(pen(a)).toHaveAccessibleName('Episode 1, beat 1: outline')
  await a.keyboard.press('End')
  await a.keyboard.press('ArrowRight')
  await expect(pen(a)).toHaveValue('New')
  for (let i = 0; i < 3; i++) await a.keyboard.press('Delete')
  await expect(pen(a)).toHaveValue('')
  await a.keyboard.press('Backspace')
  await expect(cards(a, 1)).toHaveCount(4)
  await expect(pen(a)).toHaveAccessibleName('Episode 1, beat 1: outline')
  // Back through all of it, each time to where it happened.
  await a.keyboard.press('ControlOrMeta+z')
  await expect(cards(a, 1)).toHaveCount(5)
  await a.keyboard.press('ControlOrMeta+z')
  await expect(pen(a)).toHaveValue('New')
  await a.keyboard.press('Escape')
  await expect(cards(a, 1).nth(2)).toBeFocused()
  await a.keyboard.press('ArrowLeft')
  await a.keyboard.press('ArrowLeft')
  await a.keyboard.press('ArrowDown')
  await expect(cards(a, 2).first()).toBeFocused()
  await a.keyboard.press('End')
  await a.keyboard.press('ArrowUp')
  await expect(cards(a, 1).last()).toBeFocused()
})

test('beats are merged, made the ending and binned, from the keyboard and the menu', async ({
  ada,
}) => {
  const a = await openBoard(ada)
  const [first, second] = await Promise.all(
    [1, 2].map((i) => cards(a, 1).nth(i).locator('[data-mirror]').textContent()),
  )
  await focusCard(cards(a, 1).nth(2))
  await a.keyboard.press('m')
  await expect(cards(a, 1)).toHaveCount(3)
  await expect(cards(a, 1).nth(1)).toBeFocused()
  await expect(cards(a, 1).nth(1).locator('[data-mirror]')).toHaveText([first ?? '', second ?? ''])
  // The paragraphs of a merged outline are written one after the other.
  await a.keyboard.press('Enter')
  await a.keyboard.press('Enter')
  await expect(pen(a)).toHaveValue(second ?? '')
  await a.keyboard.press('Escape')
  await a.keyboard.press('ControlOrMeta+z')
  await expect(cards(a, 1)).toHaveCount(4)

  await cards(a, 1).nth(2).hover()
  await cards(a, 1).nth(2).getByRole('button').click()
  await a.getByRole('menuitem', { name: 'Make it the cliffhanger' }).click()
  await expect(cards(a, 1)).toHaveCount(3)
  await expect(cards(a, 1).last()).toContainText(second ?? '')
  await expect(cards(a, 1).last()).toBeFocused()
  await a.keyboard.press('ControlOrMeta+z')
  await expect(cards(a, 1)).toHaveCount(4)

  await focusCard(cards(a, 1).nth(1))
  await a.keyboard.press('Delete')
  await expect(cards(a, 1)).toHaveCount(3)
  await expect(cards(a, 1).nth(1)).toBeFocused()
  await a.getByRole('button', { name: 'Undo' }).last().click()
  await expect(cards(a, 1)).toHaveCount(4)
  await expect(cards(a, 1).nth(1)).toContainText(first ?? '')
})

/// What somebody writes on in, as long as it is in the bin.
const taken = (page: Page) => page.getByRole('textbox', { name: 'What you were writing' })

test('who writes in an outline while another bins it goes on in it', async ({ ada, ben }) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  const beat = cards(a, 1).nth(1)
  const all = await cards(a, 1).count()
  await cards(b, 1).nth(1).click()
  await b.keyboard.press('ControlOrMeta+a')
  await b.keyboard.type('A ladder falls')
  await expect(beat).toContainText('A ladder falls')
  await focusCard(beat)
  await a.keyboard.press('Delete')
  await expect(taken(b)).toBeFocused()
  await b.keyboard.type(' and nobody moves')
  await expect(taken(b)).toHaveValue('A ladder falls and nobody moves')
  await expect(cards(b, 1)).toHaveCount(all - 1)
  await expect(rows(b).nth(0)).not.toContainText('moves')
  await b.getByRole('button', { name: 'Put back' }).click()
  await expect(pen(b)).toBeFocused()
  await b.keyboard.type('.')
  for (const page of [a, b]) {
    await expect(cards(page, 1).nth(1)).toContainText('A ladder falls and nobody moves.')
  }
})

test('episodes are made, joined and binned', async ({ ada }) => {
  const a = await openBoard(ada)
  await focusCard(cards(a, 2).first())
  await a.keyboard.press('ArrowLeft')
  await expect(rows(a).nth(1).getByRole('rowheader')).toBeFocused()
  await a.keyboard.press('n')
  await expect(rows(a)).toHaveCount(13)
  await expect(pen(a)).toHaveAccessibleName('Title of episode 3')
  await a.keyboard.type('Between')
  await expectTitles(a, ["You're Late", 'Forks', 'Between', 'Three Hugs'])
  await a.keyboard.press('Escape')
  await a.keyboard.press('Delete')
  await expect(rows(a)).toHaveCount(12)
  await a.keyboard.press('ControlOrMeta+z')
  await expectTitles(a, ["You're Late", 'Forks', 'Between', 'Three Hugs'])
  await a.keyboard.press('m')
  await expect(rows(a)).toHaveCount(12)
  await expect(rows(a).nth(1).getByRole('rowheader')).toBeFocused()
})

test('a composition goes on while others write in its outline and move its beat', async ({
  ada,
  ben,
}) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  const ime = await a.context().newCDPSession(a)
  await cards(a, 1).nth(1).click()
  await a.keyboard.press('ControlOrMeta+a')
  await a.keyboard.type('She hears. ')
  await ime.send('Input.imeSetComposition', { text: 'n', selectionStart: 1, selectionEnd: 1 })
  await ime.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 })
  await expect(cards(b, 1).nth(1)).toContainText('She hears. ni')
  await cards(b, 1).nth(1).click()
  await b.keyboard.press('Home')
  await b.keyboard.type('Now: ')
  await b.keyboard.press('Escape')
  await b.keyboard.press('Alt+ArrowDown')
  await expect(cards(b, 2)).toHaveCount(6)
  // Where they are shows at once; what they moved waits.
  await focusCard(cards(b, 3).first())
  await expect(cards(a, 3).first()).toContainText('Here: ')
  await ime.send('Input.imeSetComposition', { text: 'nih', selectionStart: 3, selectionEnd: 3 })
  await expect(cards(b, 2).nth(1)).toContainText('Now: She hears. nih')
  await expect(pen(a)).toHaveValue('She hears. nih')
  await expect(cards(a, 1)).toHaveCount(4)
  await ime.send('Input.insertText', { text: '你好' })
  await expect(cards(a, 2)).toHaveCount(6)
  await expect(pen(a)).toHaveValue('Now: She hears. 你好')
  await expect(pen(a)).toBeFocused()
  await a.keyboard.type('!')
  await expect(cards(b, 2).nth(1)).toContainText('Now: She hears. 你好!')
})

test('what is written offline is on both boards after the connection is back', async ({
  ada,
  ben,
}) => {
  const [a, b] = [await openBoard(ada), await openBoard(ben)]
  await ben.disconnect()
  await cards(b, 1).nth(1).click()
  await b.keyboard.press('Home')
  await b.keyboard.type('Offline, ')
  await focusCard(cards(a, 1).nth(1))
  await a.keyboard.press('Alt+ArrowDown')
  await a.keyboard.press('Delete')
  await expect(cards(a, 2)).toHaveCount(5)
  await ben.reconnect()
  await expect(cards(b, 1)).toHaveCount(3)
  await expect(taken(b)).toHaveValue(/Offline, /)
  await a.keyboard.press('ControlOrMeta+z')
  await expect(taken(b)).toHaveCount(0)
  await expect(cards(a, 2).nth(1)).toContainText('Offline, ')
  await expect(cards(b, 2).nth(1)).toContainText('Offline, ')
})

test('the address keeps the place', async ({ ada }) => {
  const a = await openBoard(ada)
  await focusCard(cards(a, 7).last())
  const id = await cards(a, 7).last().getAttribute('data-segment')
  await expect(a).toHaveURL(new RegExp(`#${id}$`))
  await a.reload()
  await expect(cards(a, 7).last()).toBeFocused()
  await expect(cards(a, 7).last()).toBeInViewport()
})

test('script and board show the same place', async ({ ada }) => {
  const a = await openBoard(ada)
  const card = cards(a, 5).nth(2)
  const id = await card.getAttribute('data-segment')
  await focusCard(card)
  await a.keyboard.press(' ')
  await a.getByRole('menuitem', { name: 'Open in the script' }).click()
  await expect(a).toHaveURL(new RegExp(`/series/${ada.sample}#${id}$`))
  await a.getByRole('link', { name: 'Board' }).click()
  await expect(card).toBeFocused()
})

test('an undo from the bar shows where it happened', async ({ ada }) => {
  const a = await openBoard(ada)
  await focusCard(cards(a, 1).nth(1))
  await a.keyboard.press('Alt+ArrowDown')
  await a.keyboard.press('ControlOrMeta+End')
  await expect(cards(a, 1).first()).not.toBeInViewport()
  await a.getByRole('button', { name: 'Undo' }).click()
  await expect(cards(a, 1).nth(1)).toBeInViewport()
})

test('on a phone a row is a stack, and everything can be done from its menus', async ({ ada }) => {
  await ada.page.setViewportSize({ width: 360, height: 740 })
  const a = await openBoard(ada)
  expect(await a.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  const [hook, beat] = await Promise.all([0, 1].map((i) => cards(a, 1).nth(i).boundingBox()))
  expect(beat?.y).toBeGreaterThan((hook?.y ?? 0) + (hook?.height ?? 0))
  const text = (await cards(a, 1).nth(1).locator('[data-mirror]').textContent()) ?? ''
  await cards(a, 1).nth(1).getByRole('button').click()
  await a.getByRole('menuitem', { name: 'Move to the next episode' }).click()
  await expect(cards(a, 2).nth(1)).toContainText(text)
})

test("nothing stands in anybody's way", async ({ ada }) => {
  const a = await openBoard(ada)
  await expect(cards(a, 1).first()).toBeFocused()
  await expectNoFault(a, 'board')
  await cards(a, 1).nth(1).click()
  await a.keyboard.press('ControlOrMeta+Enter')
  await expectNoFault(a, 'pen')
  await a.keyboard.press('Escape')
  await a.keyboard.press(' ')
  await expect(a.getByRole('menu')).toBeVisible()
  // It lies outside of the page's landmarks.
  await expectNoFault(a, 'menu', { except: ['region'] })
})
