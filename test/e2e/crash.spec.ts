import type { Page } from '@playwright/test'
import { expect, test } from './room.ts'
import {
  expectScript,
  importScript,
  lift,
  openScript,
  putCursor,
  saved,
  scriptOf,
} from './script.ts'

/// The server is killed (SIGKILL: it cannot do anything more) while people type, and started again.

const [phone, doors] = ['The phone rings in the dark.', 'The doors part.']

/// Types words, one after the other, until `done` says so; gives back what was typed.
async function typeUntil(page: Page, word: string, done: () => boolean): Promise<string> {
  let typed = ''
  for (let n = 1; !done(); n++) {
    const next = ` ${word}${n}`
    await page.keyboard.type(next)
    typed += next
  }
  return typed
}

/// What somebody's screen shows behind the beginning of a line.
async function seenBehind(page: Page, line: string): Promise<string> {
  const row = (await scriptOf(page)).find((each) => each.startsWith(`action: ${line}`)) ?? ''
  return row.slice(`action: ${line}`.length)
}

test('killed while two type, the server comes back and nothing is missing', async ({
  server,
  ada,
  ben,
  cleo,
}) => {
  const series = await importScript(server, lift)
  const [a, b] = [await openScript(ada, series), await openScript(ben, series)]
  await putCursor(a, phone, -1)
  await putCursor(b, doors, -1)

  let isBack = false
  const hers = typeUntil(a, 'ada', () => isBack)
  const his = typeUntil(b, 'ben', () => isBack)
  await expect.poll(() => seenBehind(a, doors)).toContain(' ben5 ')
  await expect.poll(() => seenBehind(b, phone)).toContain(' ada5 ')
  await server.kill()
  const seen = { hers: await seenBehind(b, phone), his: await seenBehind(a, doors) }
  // Both go on typing into a page that says how much is not safe.
  const unsafe = /^Offline: \d+ changes? kept in this browser$/
  for (const page of [a, b]) {
    await expect(page.getByRole('button', { name: unsafe })).toBeVisible()
  }
  await server.start()
  isBack = true
  const [typedByHer, typedByHim] = [await hers, await his]

  for (const page of [a, b]) {
    await expect.poll(() => seenBehind(page, phone), { timeout: 20_000 }).toBe(typedByHer)
    await expect.poll(() => seenBehind(page, doors), { timeout: 20_000 }).toBe(typedByHim)
    await saved(page)
  }
  expect(typedByHer.startsWith(seen.hers)).toBe(true)
  expect(typedByHim.startsWith(seen.his)).toBe(true)
  // And it is on the disk, not only on their screens.
  await a.close()
  await b.close()
  await server.kill()
  await server.start()
  const c = await openScript(cleo, series)
  expect(await seenBehind(c, phone)).toBe(typedByHer)
  expect(await seenBehind(c, doors)).toBe(typedByHim)
})

test('what is called saved is there after the server was killed', async ({ server, ada, ben }) => {
  const series = await importScript(server, lift)
  const a = await openScript(ada, series)
  await putCursor(a, phone, -1)
  await a.keyboard.type(' It is her own number.')
  await expect.poll(() => scriptOf(a)).toContain(`action: ${phone} It is her own number.`)
  await saved(a)
  await server.kill()
  const rows = await scriptOf(a)
  await a.keyboard.type(' Lost?')
  await expect(
    a.getByRole('button', { name: /^Offline: \d+ changes? kept in this browser$/ }),
  ).toBeVisible()
  await a.close()
  await server.start()
  const b = await openScript(ben, series)
  await expectScript([b], rows)
})
