import { randomBytes } from 'node:crypto'
import type { Deed } from '../../../src/shared/domain/access.ts'
import type { Caller } from '../caller.ts'
import type { House } from '../house.ts'

/// One square of the matrix: somebody, and a series that was made for this request alone.
export interface Square {
  readonly house: House
  readonly series: string
  readonly caller: Caller
}

/// A request that does what its route is for, for whoever may do it.
export interface Request {
  /// By the names in the route's path. `id` is the series unless it is given.
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly bytes?: string
  /// What it takes beyond what the route asks of everybody.
  readonly asks?: Deed
  /// The answer to whoever may, when it is not one of the 200s.
  readonly answer?: number
}

const password = 'a long enough password'
const fingerprint = '0'.repeat(32)
const someone = () => `${randomBytes(8).toString('hex')}@room.test`

/// The address of somebody with this password. Hashing it takes long, so there is one in a house.
function withPassword(house: House): Promise<string> {
  const email = known.get(house) ?? made(house)
  known.set(house, email)
  return email
}

const known = new WeakMap<House, Promise<string>>()

async function made(house: House): Promise<string> {
  const email = someone()
  await house.household.accounts.make('New', email, password)
  return email
}

async function invite({ house, series }: Square, kind: 'member' | 'guest') {
  const { body } = await house.json(`/api/series/${series}/invites`, 'POST', { kind })
  const { invite, url } = body as { invite: { id: string }; url: string }
  return { id: invite.id, token: url.slice(url.indexOf('#') + 1) }
}

/// A thread of the caller's own where they may begin one, else Ada's.
async function thread({ house, series, caller }: Square) {
  const path = `/api/series/${series}/threads`
  const said = { at: { on: 'episode', episode: 'e' }, body: 'A word.' }
  const mine = await caller.json(path, 'POST', said)
  const by = mine.status === 201 ? caller : house.ada
  const made = mine.status === 201 ? mine : await house.json(path, 'POST', said)
  const { id } = made.body as { id: string }
  const { threads } = (await by.json(path)).body as {
    threads: { id: string; comments: { id: string }[] }[]
  }
  const comments = threads.find((each) => each.id === id)?.comments ?? []
  return { threadId: id, commentId: comments[0]?.id ?? 'none' }
}

async function anotherSession({ house, caller }: Square): Promise<string> {
  const { body } = await caller.json('/api/auth/list-sessions')
  const { sessions = [] } = body as { sessions?: { id: string }[] }
  return sessions[0]?.id ?? house.dataDir
}

/// Every route of the API. A route that is not here fails the matrix.
export const requests: Readonly<Record<string, (square: Square) => Request | Promise<Request>>> = {
  'GET /healthz': () => ({}),
  'GET /readyz': () => ({}),
  'GET /metrics': () => ({}),
  'GET /api/openapi.json': () => ({}),
  'GET /api/me': () => ({}),

  'POST /api/auth/sign-up/email': () => ({
    json: { name: 'New', email: someone(), password },
  }),
  'POST /api/auth/sign-in/email': async ({ house }) => ({
    json: { email: await withPassword(house), password },
  }),
  'POST /api/auth/sign-out': () => ({ json: {} }),
  'GET /api/auth/get-session': () => ({}),
  'GET /api/auth/list-sessions': () => ({}),
  'POST /api/auth/revoke-session': async (square) => ({
    json: { id: await anotherSession(square) },
  }),
  'POST /api/auth/update-user': () => ({ json: { name: 'Other' } }),
  // Right by its form; the accounts of this test have no password.
  'POST /api/auth/change-password': () => ({
    json: { currentPassword: password, newPassword: `${password}!` },
    answer: 400,
  }),
  'POST /api/auth/request-password-reset': () => ({ json: { email: someone() } }),
  'POST /api/auth/reset-password': () => ({
    json: { token: 'x', newPassword: password },
    answer: 410,
  }),

  'GET /api/series': () => ({}),
  'POST /api/series': () => ({ json: { title: 'New', language: 'en' } }),
  'POST /api/series/import': () => ({ query: { name: 'new.fountain' }, bytes: 'INT. LIFT\n' }),
  'POST /api/series/import/preview': () => ({
    query: { name: 'new.fountain' },
    bytes: 'INT. LIFT\n',
  }),
  'GET /api/series/{id}': () => ({}),
  'PATCH /api/series/{id}': () => ({ json: { title: 'Other' } }),
  'DELETE /api/series/{id}': () => ({}),
  'POST /api/series/{id}/restore': () => ({}),
  'POST /api/series/{id}/compare': () => ({ query: { name: 'a.csv' }, bytes: 'Episode,Title\n' }),
  'GET /api/series/{id}/export': () => ({}),
  'GET /api/series/{id}/export/told': () => ({}),

  'GET /api/series/{id}/members': () => ({}),
  'PATCH /api/series/{id}/members/{userId}': async ({ house, series }) => {
    const { userId } = await house.member(series, 'viewer')
    return { path: { userId }, json: { role: 'producer' } }
  },
  // Oneself, beside a second owner, so that the last one can go; who is no member, another.
  'DELETE /api/series/{id}/members/{userId}': async ({ house, series, caller }) => {
    await house.member(series, 'owner')
    const isMember = await house.household.members.standing(series, caller.userId)
    const { userId } = isMember ? caller : await house.member(series, 'viewer')
    return isMember ? { path: { userId } } : { path: { userId }, asks: 'members.change' }
  },

  'GET /api/series/{id}/invites': () => ({}),
  'POST /api/series/{id}/invites': () => ({ json: { kind: 'guest' } }),
  'DELETE /api/series/{id}/invites/{inviteId}': async (square) => ({
    path: { inviteId: (await invite(square, 'guest')).id },
  }),
  'POST /api/join/look': async (square) => ({
    json: { token: (await invite(square, 'guest')).token },
  }),
  'POST /api/join': async (square) => ({
    json: { token: (await invite(square, 'guest')).token, name: 'Gus' },
  }),

  'GET /api/series/{id}/tokens': () => ({}),
  'POST /api/series/{id}/tokens': () => ({ json: { name: 'A program', role: 'writer' } }),
  'DELETE /api/series/{id}/tokens/{tokenId}': async ({ house, series }) => {
    const made = await house.json(`/api/series/${series}/tokens`, 'POST', {
      name: 'A program',
      role: 'viewer',
    })
    return { path: { tokenId: (made.body as { id: string }).id } }
  },
  'GET /api/tokens': () => ({}),
  'POST /api/tokens': () => ({ json: { name: 'A program' } }),
  'DELETE /api/tokens/{tokenId}': async ({ caller }) => {
    const { body } = await caller.json('/api/tokens', 'POST', { name: 'A program' })
    return { path: { tokenId: (body as { id?: string }).id ?? 'none' } }
  },

  'GET /api/series/{id}/threads': () => ({}),
  'POST /api/series/{id}/threads': () => ({
    json: { at: { on: 'episode', episode: 'e' }, body: 'A word.' },
  }),
  'POST /api/series/{id}/threads/{threadId}/replies': async (square) => ({
    path: await thread(square),
    json: { body: 'Another.' },
  }),
  'PATCH /api/series/{id}/threads/{threadId}': async (square) => ({
    path: await thread(square),
    json: { resolved: true },
  }),
  'PATCH /api/series/{id}/threads/{threadId}/comments/{commentId}': async (square) => ({
    path: await thread(square),
    json: { body: 'Better.' },
  }),
  'DELETE /api/series/{id}/threads/{threadId}/comments/{commentId}': async (square) => ({
    path: await thread(square),
  }),
  'POST /api/series/{id}/threads/read': () => ({ json: { upTo: 1 } }),

  'GET /api/series/{id}/reviews': () => ({}),
  'PUT /api/series/{id}/reviews/settings': () => ({ json: { required: ['Producer'] } }),
  'POST /api/series/{id}/reviews/ready': () => ({ json: { episodes: ['e'], ready: true } }),
  // About an outline that is not what stands: nobody is told so who may not sign.
  'POST /api/series/{id}/reviews/signoffs': () => ({
    json: { episodes: [{ episode: 'e', fingerprint }], signOff: null, verdict: 'changes' },
    answer: 409,
  }),
  'DELETE /api/series/{id}/reviews/signoffs/{signOffs}': () => ({
    path: { signOffs: 'a'.repeat(14) },
  }),
  'POST /api/series/{id}/reviews/seen': () => ({
    json: { episodes: [{ episode: 'e', fingerprint }] },
  }),
  'GET /api/series/{id}/reviews/export.csv': () => ({}),

  'GET /api/series/{id}/activity': () => ({}),
  'POST /api/series/{id}/activity/seen': () => ({ json: { upTo: 1 } }),
}

/// Sends it.
export async function send(
  { series, caller }: Pick<Square, 'series' | 'caller'>,
  route: string,
  { path, query, headers, json, bytes }: Request,
): Promise<Response> {
  const [method = '', template = ''] = route.split(' ')
  const names: Readonly<Record<string, string>> = { id: series, ...path }
  const place = template.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const type = bytes === undefined ? 'application/json' : 'application/octet-stream'
  const body = json === undefined ? bytes : JSON.stringify(json)
  return caller.fetch(place + search, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    ...(body === undefined ? {} : { body }),
  })
}
