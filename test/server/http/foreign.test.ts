import { expect, it } from 'vitest'
import WebSocket from 'ws'
import { Caller } from '../caller.ts'
import { freshFolder, openHouse } from '../house.ts'

it('a page elsewhere can neither ask nor connect, whatever cookies come along', async () => {
  const house = await openHouse()
  const series = await house.series()
  for (const headers of [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await house.ada.fetch(`/api/series/${series}`, { method: 'DELETE', headers })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ error: { code: 'request.foreign' } })
  }
  expect((await house.json(`/api/series/${series}`)).body).toMatchObject({ binned: null })
  const socket = new WebSocket(`${house.url.replace('http', 'ws')}/sync/${series}`, {
    headers: { ...house.ada.headers, origin: 'https://evil.test' },
  })
  socket.on('error', () => {})
  const status = await new Promise((done) => {
    socket.once('unexpected-response', (_, response) => done(response.statusCode))
    socket.once('open', () => done('open'))
  })
  socket.terminate()
  expect(status).toBe(403)
})

it('answers only to its own names', async () => {
  const ask = async (env: Readonly<Record<string, string>>, host: string) => {
    const house = await openHouse({}, freshFolder(), env)
    const { port } = new URL(house.url)
    // fetch sets no Host of one's own.
    const { request } = await import('node:http')
    return new Promise((done) => {
      request({ port, path: '/healthz', headers: { host } }, (answer) => {
        answer.resume()
        done(answer.statusCode)
      }).end()
    })
  }
  expect(await ask({}, 'localhost:4680')).toBe(200)
  expect(await ask({}, 'evil.test')).toBe(403)
  expect(await ask({}, '192.168.1.5:4680')).toBe(403)
  expect(await ask({ HOST: '0.0.0.0' }, '192.168.1.5:4680')).toBe(200)
  expect(await ask({ HOST: '0.0.0.0' }, 'evil.test')).toBe(403)
  expect(await ask({ PUBLIC_URL: 'https://room.example' }, 'room.example')).toBe(200)
})

it('listens where it is told, and links lead to where it was asked', async () => {
  const house = await openHouse({}, freshFolder(), { HOST: '127.0.0.2' })
  expect(house.url).toMatch(/^http:\/\/127\.0\.0\.2:/)
  const series = await house.series()
  const { body } = await house.json(`/api/series/${series}/invites`, 'POST', { kind: 'guest' })
  expect((body as { url: string }).url.startsWith(`${house.url}/join#`)).toBe(true)
  const { port } = new URL(house.url)
  // Some other program may have that port there.
  const there = new Caller(`http://127.0.0.1:${port}`, house.ada.headers)
  const answer = await there.fetch(`/api/series/${series}`).catch(() => undefined)
  expect(answer?.status).not.toBe(200)
})

it('lets pages run no script but their own', async () => {
  const house = await openHouse()
  for (const path of ['/', '/api/me', '/join']) {
    const { headers } = await house.nobody.fetch(path)
    const policy = headers.get('content-security-policy') ?? ''
    const rules = new Map(
      policy.split('; ').map((rule) => [rule.split(' ')[0] ?? '', rule.split(' ').slice(1)]),
    )
    expect(rules.get('script-src')).toEqual(["'self'"])
    expect(rules.get('default-src')).toEqual(["'self'"])
    expect(rules.get('frame-ancestors')).toEqual(["'none'"])
    expect(rules.get('base-uri')).toEqual(["'none'"])
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

it('takes no request without end', async () => {
  const house = await openHouse()
  const title = 'x'.repeat(2 * 1024 * 1024)
  expect((await house.json('/api/series', 'POST', { title, language: 'en' })).status).toBe(413)
})

it('says of a body that cannot be read that it cannot', async () => {
  const house = await openHouse()
  for (const [type, body] of [
    ['application/json', '{"title":'],
    ['application/json', ''],
    ['text/plain', '{"title":"The Lift","language":"en"}'],
    ['application/x-www-form-urlencoded', 'title=The%20Lift&language=en'],
  ] as const) {
    const headers = { 'content-type': type }
    const answer = await house.ada.fetch('/api/series', { method: 'POST', headers, body })
    expect([body, answer.status]).toEqual([body, 400])
    expect(await answer.json()).toMatchObject({ error: { code: 'request.bad' } })
  }
})
