import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type WebSocket from 'ws'
import type { Running } from '../../server/main.ts'
import { Person } from './person.ts'
import { Wire } from './wire.ts'

/// Somebody who calls a server: with a session, a guest's cookie, a token, or nothing.
export class Caller {
  readonly url: string
  /// What goes along with every request.
  readonly headers: Readonly<Record<string, string>>
  /// The account's, where there is one.
  readonly userId: string

  constructor(url: string, headers: Readonly<Record<string, string>> = {}, userId = '') {
    this.url = url
    this.headers = headers
    this.userId = userId
  }

  get cookie(): string {
    return this.headers.cookie ?? ''
  }

  fetch(path: string, { headers, ...request }: RequestInit = {}): Promise<Response> {
    const all = new Headers(headers)
    for (const [name, value] of Object.entries(this.headers)) all.set(name, value)
    return fetch(this.url + path, { ...request, headers: all })
  }

  async json(path: string, method = 'GET', body?: unknown) {
    const response = await this.fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }

  /// A stock client that has synced.
  async person(series: string): Promise<Person> {
    const person = new Person(this.url, series, this.cookie)
    onTestFinished(() => person.leave())
    return person.synced()
  }

  /// A bare connection that is open, whatever the server makes of it.
  socket(series: string, options: WebSocket.ClientOptions = {}): Promise<Wire> {
    const headers = { ...this.headers, ...options.headers }
    return new Wire(`${this.url}/sync/${series}`, { ...options, headers }).opened()
  }

  /// A bare connection that is in the room.
  async wire(series: string): Promise<Wire> {
    const wire = await this.socket(series)
    await wire.next('step1')
    return wire
  }
}

/// Makes an account and signs it in, without the password hashing that a sign-up takes: tests make
/// hundreds. test/server/auth/ goes the way that people go.
export async function newAccount(house: Running, dataDir: string, name: string): Promise<Caller> {
  const { records } = house.household
  const userId = randomBytes(12).toString('hex')
  const token = randomBytes(24).toString('base64url')
  const at = new Date().toISOString()
  await records
    .insertInto('user')
    .values({
      id: userId,
      name,
      email: `${name.toLowerCase().replace(/\W/g, '')}.${userId.slice(0, 6)}@room.test`,
      emailVerified: 0,
      image: null,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  await records
    .insertInto('session')
    .values({
      id: randomBytes(12).toString('hex'),
      token,
      userId,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      ipAddress: null,
      userAgent: 'test',
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  const { config } = house.household
  const secret = config.secret ?? readFileSync(join(dataDir, 'secret'), 'utf8').trim()
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const cookie = `ninety.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  return new Caller(house.url, { cookie }, userId)
}
