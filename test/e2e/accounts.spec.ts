import { type Browser, type BrowserContextOptions, test as bare, type Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { setupCode } from './people.ts'
import { expect, type Peopled, test } from './room.ts'
import { importScript, lift, openScript, scriptOf } from './script.ts'
import { type Server, startServer } from './server.ts'

/// Accounts, roles and links as people meet them.

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const password = (page: Page, name = 'Password') => page.getByLabel(name, { exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/// A browser of somebody's, in which nobody is signed in.
async function stranger(
  browser: Browser,
  { url }: Pick<Server, 'url'>,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ...options })
  return context.newPage()
}

async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await field(page, 'E-mail address').fill(email)
  await password(page).fill(secret)
  await press(page, 'Sign in')
}

/// Makes a link on the page of a series' people; gives back its address.
async function makeLink(page: Page, fill: () => Promise<void>): Promise<string> {
  await fill()
  await press(page, 'Make the link')
  const dialog = page.getByRole('dialog', { name: 'The link is ready' })
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  await expect(dialog.getByRole('img', { name: /^QR code/ })).toBeVisible()
  await press(page, 'Done')
  return link
}

async function openPeople(page: Page, series: string): Promise<void> {
  await page.goto(`/series/${series}/people`)
  await expect(page.getByRole('heading', { name: 'Invite' })).toBeVisible()
}

/// A page of somebody who came by a link for a guest.
async function guest(browser: Browser, server: Peopled, link: string, name: string) {
  const page = await stranger(browser, server)
  await page.goto(new URL(link).pathname + new URL(link).hash)
  await field(page, 'Your name').fill(name)
  await press(page, 'Open the series')
  await expect(page.getByRole('grid')).toBeVisible()
  return page
}

bare(
  'a new server is set up with its code, and a minute later its owner writes',
  async ({ browser }) => {
    const server = await startServer()
    try {
      const page = await stranger(browser, server)
      const begin = Date.now()
      await page.goto('/series/sample-en')
      await field(page, 'One-time code').fill('AAAA-BBBB-CCCC')
      await press(page, 'Set up and begin')
      await expect(page.getByText('This is needed.')).toBeVisible()
      await expect(field(page, 'Your name')).toBeFocused()
      await field(page, 'Your name').fill('Ada')
      await field(page, 'E-mail address').fill('ada')
      await password(page).fill('seven77')
      await press(page, 'Set up and begin')
      await expect(page.getByText('This is not an e-mail address.')).toBeVisible()
      await field(page, 'E-mail address').fill('ada@room.test')
      await press(page, 'Set up and begin')
      await expect(page.getByText('At least 8 characters.', { exact: true })).toBeVisible()
      await password(page).fill('Ada, in the room')
      await press(page, 'Set up and begin')
      await expect(page.getByText('This is not the code that the server printed')).toBeVisible()
      await field(page, 'One-time code').fill(setupCode)
      await press(page, 'Set up and begin')

      // At the address that was asked for.
      const line = page.locator('.script [data-line]').first()
      await line.click()
      await page.keyboard.press('End')
      await page.keyboard.type(' At once.')
      await expect(line).toContainText('At once.')
      await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()
      expect(Date.now() - begin).toBeLessThan(60_000)
      await expect(page.getByRole('button', { name: 'Ada (you)' })).toBeVisible()
      await page.context().close()
    } finally {
      await server.remove()
    }
  },
)

test('whoever is signed out comes back to where they wanted to go', async ({ browser, server }) => {
  const { email, password: secret } = server.people.owner
  const page = await stranger(browser, server)
  await page.goto('/series/sample-en/board')
  await signIn(page, email, 'something else')
  await expect(page.getByText('This address and this password do not go together.')).toBeVisible()
  await password(page).fill(secret)
  await press(page, 'Sign in')
  await expect(page.getByRole('grid')).toBeVisible()
  await expect(page).toHaveURL(/\/series\/sample-en\/board$/)

  await page.getByRole('button', { name: 'Ada (you)' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.context().close()
})

test('a session that ends elsewhere ends here, and what was typed waits for the next', async ({
  ada,
  browser,
  server,
}) => {
  const series = await importScript(server, lift)
  const page = await openScript(ada, series)
  const { email, password: secret } = server.people.owner

  const other = await stranger(browser, server)
  await other.goto('/account')
  await signIn(other, email, secret)
  const devices = other.getByRole('region', { name: 'Where you are signed in' })
  await expect(devices.getByText('This device')).toBeVisible()
  await devices.getByRole('button', { name: /^Sign out/ }).click()
  await expect(devices.getByRole('button')).toHaveCount(0)
  await other.context().close()

  await expect(page.getByText('You are signed out. Sign in to go on where you were.')).toBeVisible()
  await signIn(page, email, secret)
  await expect(page.locator('.script [data-line]').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()
})

test('name and password are changed, and the old password is no longer one', async ({
  ada: { page },
  browser,
  server,
}) => {
  const { email, password: secret } = server.people.owner
  await page.goto('/account')
  await password(page, 'Present password').fill('not this one')
  await password(page, 'New password').fill('Another, for the room')
  await press(page, 'Change the password')
  await expect(page.getByText('This is not your present password.')).toBeVisible()
  await password(page, 'Present password').fill(secret)
  await press(page, 'Change the password')
  await expect(page.getByText('Your password is changed.')).toBeVisible()

  const other = await stranger(browser, server)
  await other.goto('/')
  await signIn(other, email, secret)
  await expect(other.getByText('do not go together')).toBeVisible()
  await password(other).fill('Another, for the room')
  await press(other, 'Sign in')
  await expect(other.getByRole('heading', { name: 'Series' })).toBeVisible()

  await press(other, 'Your account: Ada')
  await other.getByRole('menuitem', { name: 'Your account' }).click()
  await expect(other.getByText('Chrome on').first()).toBeVisible()
  await other.context().close()
})

test('an owner invites a writer, who makes an account and writes', async ({
  ada: { page },
  browser,
  server,
}) => {
  const series = await importScript(server, lift)
  await openPeople(page, series)
  const link = await makeLink(page, async () => {
    await field(page, 'E-mail address').fill('wen@room.test')
  })
  const wen = await stranger(browser, server)
  await wen.goto(new URL(link).pathname + new URL(link).hash)
  await expect(wen.getByText('You are invited to')).toBeVisible()
  await expect(wen.getByText('The Lift')).toBeVisible()
  await field(wen, 'Your name').fill('Wen')
  await field(wen, 'E-mail address').fill('someone@else.test')
  await password(wen).fill('Wen, in the room')
  await press(wen, 'Make the account')
  await expect(wen.getByText('This invitation is for another e-mail address.')).toBeVisible()
  await field(wen, 'E-mail address').fill('wen@room.test')
  await press(wen, 'Make the account')
  await expect(wen).toHaveURL(new RegExp(`/series/${series}(#|$)`))
  const line = wen.locator('.script [data-line]').first()
  await line.click()
  await wen.keyboard.press('End')
  await wen.keyboard.type(' Wen')
  await expect(wen.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()

  // The page of people has heard of it.
  const row = page.getByRole('listitem').filter({ hasText: 'wen@room.test' }).first()
  await expect(row.getByRole('combobox', { name: 'Role of Wen' })).toHaveValue('writer')

  // A role that only reads is one at once, and says so.
  await row.getByRole('combobox').selectOption('viewer')
  await expect(wen.getByRole('button', { name: 'Reading', exact: true })).toBeVisible()
  const before = await scriptOf(wen)
  await line.click()
  await wen.keyboard.type('nothing')
  await wen.keyboard.press('Control+z')
  await wen.keyboard.press('Control+Alt+Enter')
  expect(await scriptOf(wen)).toEqual(before)

  // Out at once, with a sentence.
  await row.getByRole('button', { name: 'Take Wen out of the series' }).click()
  await press(page, 'Take out')
  await expect(wen.getByText('You are no longer in this series')).toBeVisible()
  await wen.context().close()
})

test('a guest types a name and is in; when the link ends, the page says so', async ({
  ada: { page },
  browser,
  server,
}) => {
  await openPeople(page, 'sample-en')
  const link = await makeLink(page, async () => {
    await page.getByRole('radio', { name: /^A guest/ }).check()
  })
  const kofi = await guest(browser, server, link, 'Kofi')
  await expect(kofi.getByRole('button', { name: 'Reading and commenting' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Go to where Kofi is' })).toBeVisible()

  // The same link again, on the same device, asks nothing.
  await kofi.goto(new URL(link).pathname + new URL(link).hash)
  await expect(kofi.getByRole('grid')).toBeVisible()

  // One series, and none of their own.
  await kofi.getByRole('link', { name: 'All series' }).click()
  await expect(kofi.getByRole('main').getByRole('link')).toHaveCount(1)
  await expect(kofi.getByRole('button', { name: 'New series' })).toHaveCount(0)
  await kofi.getByRole('link', { name: /Sorry for My Loss/ }).click()
  await expect(kofi.locator('.script [data-line]').first()).toBeVisible()

  await page.getByRole('button', { name: /^End this link: Guest/ }).click()
  await expect(kofi.getByText('Your link no longer works')).toBeVisible()
  await kofi.reload()
  await expect(kofi.getByRole('alert').filter({ hasText: 'was taken back' })).toBeVisible()
  await kofi.goto(new URL(link).pathname + new URL(link).hash)
  await expect(kofi.getByText('This link has ended')).toBeVisible()
  await kofi.context().close()
})

test('a link that signs binds to the first device; forwarded, it reads and says so', async ({
  ada: { page },
  browser,
  server,
}) => {
  await openPeople(page, 'sample-en')
  const link = await makeLink(page, async () => {
    await page.getByRole('radio', { name: /^A guest/ }).check()
    await page.getByRole('combobox', { name: 'Sign-off' }).selectOption('Producer')
    await field(page, 'Name of the one who signs').fill('Mei')
  })
  const address = new URL(link).pathname + new URL(link).hash
  const mei = await stranger(browser, server)
  await mei.goto(address)
  await expect(mei.getByText('This link lets Mei sign off as Producer.')).toBeVisible()
  await press(mei, 'Go on as Mei')
  await expect(mei.getByRole('grid')).toBeVisible()
  await mei.getByRole('button', { name: 'Mei (you)' }).click()
  await expect(mei.getByText('Guest · Producer · signs off as Producer')).toBeVisible()

  const other = await stranger(browser, server)
  await other.goto(address)
  await expect(other.getByText('Another device has opened this link')).toBeVisible()
  await field(other, 'Your name').fill('Somebody')
  await press(other, 'Open the series')
  await expect(other.getByRole('button', { name: 'Reading', exact: true })).toBeVisible()
  await mei.context().close()
  await other.context().close()
})

test('a reader changes nothing on the Board: not by mouse, not by key', async ({
  ada: { page },
  browser,
  server,
}) => {
  const series = await importScript(server, lift)
  await openPeople(page, series)
  const link = await makeLink(page, async () => {
    await page.getByRole('radio', { name: /^A guest/ }).check()
  })
  const kofi = await guest(browser, server, link, 'Kofi')
  const board = kofi.getByRole('grid')
  await expect(board).toContainText('Draft')
  const before = await board.textContent()
  const card = kofi.getByRole('gridcell', { name: /A phone rings/ })
  await card.click()
  await expect(kofi.locator('textarea')).toHaveCount(0)
  for (const key of [
    'Enter',
    'F2',
    'Escape',
    'n',
    'm',
    'e',
    '+',
    'Delete',
    'Backspace',
    'Alt+ArrowRight',
  ]) {
    await card.press(key)
  }
  await kofi.keyboard.press('Control+Enter')
  await kofi.keyboard.press('Control+z')
  await kofi.keyboard.press('Control+Alt+n')
  await kofi.keyboard.press('Escape')
  await card.hover()
  await card.getByRole('button', { name: 'Actions for this segment' }).click()
  await expect(kofi.getByRole('menuitem')).toHaveCount(1)
  await kofi.keyboard.press('Escape')
  await card.dragTo(kofi.getByRole('gridcell', { name: /A knife|The cut/ }))
  expect(await board.textContent()).toBe(before)
  await expect(kofi.getByRole('button', { name: 'Reading and commenting' })).toBeVisible()
  await kofi.context().close()
})

test('a reader’s input method leaves nothing behind', async ({
  ada: { page },
  browser,
  server,
}) => {
  const series = await importScript(server, lift)
  await openPeople(page, series)
  const link = await makeLink(page, async () => {
    await page.getByRole('radio', { name: /^A guest/ }).check()
  })
  const kofi = await guest(browser, server, link, 'Kofi')
  await kofi.goto(`/series/${series}`)
  await expect(kofi.locator('.script [data-line]').first()).toBeVisible()
  const before = await scriptOf(kofi)
  const outline = kofi.getByText('A phone rings.', { exact: true })
  await kofi.getByText('The phone rings in the dark.').click()
  await kofi.keyboard.press('Control+Shift+o')
  await expect(outline).toBeHidden()
  await kofi.keyboard.press('Control+Shift+o')
  await expect(outline).toBeVisible()
  const ime = await kofi.context().newCDPSession(kofi)
  for (const text of ['n', 'ni', 'ni h']) {
    await ime.send('Input.imeSetComposition', { text, selectionStart: 2, selectionEnd: 2 })
  }
  await ime.send('Input.insertText', { text: '你好' })
  await kofi.keyboard.press('ArrowDown')
  await expect.poll(() => scriptOf(kofi)).toEqual(before)
  await expect(kofi.getByRole('button', { name: 'Reading and commenting' })).toBeVisible()
  await kofi.context().close()
})

test('axe finds nothing at the doors, on the account and among the people', async ({
  ada: { page },
  browser,
  server,
}) => {
  await openPeople(page, 'sample-en')
  await expectNoFault(page, 'people')
  const link = await makeLink(page, async () => {
    await expectNoFault(page, 'invite')
  })
  await page.goto('/account')
  await expect(page.getByText('This device')).toBeVisible()
  await expectNoFault(page, 'account')

  const narrow = { viewport: { width: 360, height: 740 } }
  const other = await stranger(browser, server, narrow)
  await other.goto('/')
  await press(other, 'Sign in')
  await expect(other.getByText('This is needed.')).toBeVisible()
  await expectNoFault(other, 'sign in')
  await press(other, 'Forgotten your password?')
  await expect(other.getByText('npx ninety reset-password')).toBeVisible()
  await expectNoFault(other, 'forgotten')
  await other.goto(new URL(link).pathname + new URL(link).hash)
  await expect(field(other, 'Your name')).toBeVisible()
  await expectNoFault(other, 'join')
  await other.goto('/reset#nothing')
  await expect(password(other, 'New password')).toBeVisible()
  await expectNoFault(other, 'reset')
  const wide = await other.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(360)
  await other.context().close()
})
