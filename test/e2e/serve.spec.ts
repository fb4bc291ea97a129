import type { Page } from '@playwright/test'
import { expect, test } from './room.ts'

test('a started server is healthy and shows the app', async ({ server, ada }) => {
  const health = await fetch(`${server.url}/healthz`)
  expect(health.status).toBe(200)
  await openLibrary(ada.page)
})

test('a server that was killed comes back at the same address', async ({ server, ada }) => {
  await openLibrary(ada.page)
  await server.kill()
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  await server.start()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('a cut line lets nothing through until it is mended', async ({ server, ada }) => {
  await openLibrary(ada.page)
  await ada.disconnect()
  await expect(fetch(`${ada.url}/healthz`)).rejects.toThrow()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await ada.reconnect()
  expect((await fetch(`${ada.url}/healthz`)).status).toBe(200)
})

/// The list of series, and all that the page loads by itself.
async function openLibrary(page: Page): Promise<void> {
  await page.goto('/')
  await expect(page.getByRole('main')).toBeVisible()
  await page.waitForLoadState('networkidle')
}
