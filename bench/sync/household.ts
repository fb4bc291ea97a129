/// Real accounts in real rooms. No account is in so many rooms, or with so many windows, that the
/// limits which hold for one person would be reached.

import { setupCode } from '../../test/e2e/people.ts'
import { call } from './call.ts'
import type { Entrance } from './connection.ts'
import type { Serving } from './side.ts'

/// A server takes forty new accounts from one address in ten minutes.
const mostAccounts = 30

export async function settle(
  url: string,
  rooms: number,
  people: number,
): Promise<Serving['rooms']> {
  const count = Math.min(mostAccounts, rooms > 1 ? rooms : Math.ceil(people / 2))
  const accounts: Account[] = []
  for (let i = 0; i < count; i++) accounts.push(await signUp(url, i))
  const made: Entrance[][] = []
  for (let room = 0; room < rooms; room++) {
    const owner = accounts[room % count] as Account
    const { id } = await post<{ id: string }>(`${url}/api/series`, owner, {
      title: `Series ${room}`,
      language: 'en',
    })
    const present = rooms > 1 ? [owner] : accounts
    if (rooms === 1) await letIn(url, id, present)
    made.push(
      Array.from({ length: people }, (_, i) => {
        const { cookie, token } = present[i % present.length] as Account
        const address = `${url.replace('http', 'ws')}/sync/${id}`
        // Every account's first window is a browser's, the second a program's.
        const isBrowser = Math.floor(i / present.length) % 2 === 0
        return isBrowser
          ? { url: address, headers: { cookie, origin: url }, room: id }
          : { url: `${address}?token=${token}`, headers: {}, room: id }
      }),
    )
  }
  return made
}

interface Account {
  readonly cookie: string
  readonly token: string
}

async function signUp(url: string, number: number): Promise<Account> {
  const name = `Writer ${number + 1}`
  const answer = await call(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(number === 0 ? { 'x-setup-code': setupCode } : {}),
    },
    body: JSON.stringify({ name, email: `w${number}@room.test`, password: `${name}, in the room` }),
  })
  if (!answer.ok) throw new Error(`No account: ${answer.status} ${await answer.text()}`)
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const made = await post<{ token: string }>(`${url}/api/tokens`, { cookie }, { name: 'A program' })
  return { cookie, token: made.token }
}

/// Lets everybody after the first into a series of the first.
async function letIn(url: string, series: string, [owner, ...others]: readonly Account[]) {
  if (!owner || others.length === 0) return
  const wanted = { kind: 'member', role: 'writer' }
  const invite = await post<{ url: string }>(`${url}/api/series/${series}/invites`, owner, wanted)
  const token = invite.url.slice(invite.url.indexOf('#') + 1)
  for (const account of others) await post(`${url}/api/join`, account, { token })
}

async function post<T>(url: string, { cookie }: { cookie: string }, body: unknown): Promise<T> {
  const answer = await call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
