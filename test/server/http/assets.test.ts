import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { freshFolder, openHouse } from '../house.ts'

const script = 'export const hello = "hello"\n'.repeat(100)

function built(): string {
  const dist = freshFolder()
  mkdirSync(join(dist, 'assets'))
  mkdirSync(join(dist, '.vite'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Ninety</title>')
  writeFileSync(join(dist, 'assets/app-abc123.js'), script)
  writeFileSync(join(dist, '.vite/manifest.json'), '{}')
  return dist
}

/// fetch() unpacks Brotli and tidies paths; this does not.
function raw(url: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (done, fail) => {
      const asked = request(url, { path, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const { statusCode = 0, headers } = answer
          done({ status: statusCode, headers, body: Buffer.concat(parts) })
        })
      })
      asked.on('error', fail)
      asked.end()
    },
  )
}

it('serves the app at every place in it, to be asked for again each time', async () => {
  const house = await openHouse({ dist: built() })
  for (const path of ['/', '/series/abc/script']) {
    const answer = await raw(house.url, path)
    expect(answer.body.toString()).toContain('<title>Ninety</title>')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';")
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  }
})

it('serves what has a hash in its name for good, packed for whoever unpacks it', async () => {
  const house = await openHouse({ dist: built() })
  const plain = await raw(house.url, '/assets/app-abc123.js')
  expect(plain.body.toString()).toBe(script)
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const packed = await raw(house.url, '/assets/app-abc123.js', { 'accept-encoding': 'gzip, br' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(packed.body.byteLength).toBeLessThan(script.length / 10)
  expect(brotliDecompressSync(packed.body).toString()).toBe(script)
})

it('serves nothing else', async () => {
  const house = await openHouse({ dist: built() })
  for (const path of [
    '/assets/gone-000000.js',
    '/.vite/manifest.json',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
    '/ninety.sqlite',
  ]) {
    expect((await raw(house.url, path)).status).toBe(404)
  }
})
