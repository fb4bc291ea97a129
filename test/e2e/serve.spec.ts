import { expect, test } from './room.ts'

test('a started server is healthy and shows the app', async ({ server, ada }) => {
  const health = await fetch(`${server.url}/healthz`)
  expect(health.status).toBe(200)
  await ada.page.goto('/')
  await expect(ada.page.locator('#root > *').first()).toBeVisible()
})

test('a server that was killed comes back at the same address', async ({ server, ada }) => {
  await ada.page.goto('/')
  await server.kill()
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  await server.start()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('a cut line lets nothing through until it is mended', async ({ server, ada }) => {
  await ada.page.goto('/')
  await ada.disconnect()
  await expect(fetch(`${ada.url}/healthz`)).rejects.toThrow()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await ada.reconnect()
  expect((await fetch(`${ada.url}/healthz`)).status).toBe(200)
})
