import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { roles } from '../../src/shared/domain/access.ts'
import type { Doorbell } from '../auth/doorbell.ts'
import type { NewToken, Token, TokenShelf, Tokens } from '../records/tokens.ts'
import { failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv, principalOf } from './guard.ts'
import { SeriesId } from './members.ts'

const Time = z.iso.datetime()

const TokenShape = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    madeBy: z.string(),
    made: Time,
    expires: Time,
  })
  .openapi('Token')

const Name = z.string().trim().min(1, 'A token needs a name.').max(80)
const Days = z.int().min(1).max(365).default(90)
// Not owner: a program that could let others in would outlive its own revocation.
const Wanted = z.object({
  name: Name,
  role: z.enum(['writer', 'producer', 'viewer']),
  expiresDays: Days,
})
const WantedOwn = Wanted.extend({ role: z.enum(['writer', 'viewer']).default('writer') })

const listed = {
  200: json(z.object({ tokens: z.array(TokenShape) }), 'The tokens that have not expired'),
  ...failures,
}
const made = {
  201: json(z.object({ id: z.string(), token: z.string() }), 'The token. It is shown once'),
  ...failures,
}
const done = { 200: json(z.object({ status: z.literal(true) }), 'Done'), ...failures }

const list = guarded('tokens.read', {
  method: 'get',
  path: '/api/series/{id}/tokens',
  summary: 'The tokens of a series, for programs',
  request: { params: SeriesId },
  responses: listed,
})

const make = guarded('tokens.make', {
  method: 'post',
  path: '/api/series/{id}/tokens',
  summary: 'A token for one series and role: `Authorization: Bearer`, or `?token=` on /sync',
  request: { params: SeriesId, body: { ...json(Wanted, 'For what'), required: true } },
  responses: made,
})

const revoke = guarded('tokens.make', {
  method: 'delete',
  path: '/api/series/{id}/tokens/{tokenId}',
  summary: 'Ends a token; its connections are closed at once',
  request: { params: SeriesId.extend({ tokenId: z.string().min(1).max(100) }) },
  responses: done,
})

const listOwn = guarded('account', {
  method: 'get',
  path: '/api/tokens',
  summary: 'One’s own tokens, for all one’s series',
  responses: listed,
})

const makeOwn = guarded('account', {
  method: 'post',
  path: '/api/tokens',
  summary: 'A token that stands for its maker in all their series, and may make series',
  request: { body: { ...json(WantedOwn, 'For what'), required: true } },
  responses: made,
})

const revokeOwn = guarded('account', {
  method: 'delete',
  path: '/api/tokens/{tokenId}',
  summary: 'Ends one of one’s own tokens',
  request: { params: z.object({ tokenId: z.string().min(1).max(100) }) },
  responses: done,
})

/// `/api/series/{id}/tokens` and `/api/tokens`.
export function tokenRoutes(tokens: Tokens, doorbell: Doorbell): OpenAPIHono<HouseEnv> {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })

  async function answerMade(c: Context<HouseEnv>, wanted: Omit<NewToken, 'user'>) {
    const { id, text } = await tokens.make({ ...wanted, user: accountOf(c) })
    return c.json({ id, token: text }, 201)
  }
  async function answerListed(c: Context, shelf: TokenShelf) {
    return c.json({ tokens: (await tokens.on(shelf)).map(tokenJson) }, 200)
  }
  async function answerRevoked(c: Context, shelf: TokenShelf, id: string) {
    if (!(await tokens.revoke(shelf, id))) {
      return refuse(c, 404, 'token.unknown', 'There is no such token.')
    }
    doorbell.ring(shelf)
    return c.json({ status: true } as const, 200)
  }

  app.openapi(list, (c) => answerListed(c, { series: c.req.valid('param').id }))
  app.openapi(make, (c) => {
    return answerMade(c, { ...c.req.valid('json'), series: c.req.valid('param').id })
  })
  app.openapi(revoke, (c) => {
    const { id, tokenId } = c.req.valid('param')
    return answerRevoked(c, { series: id }, tokenId)
  })
  app.openapi(listOwn, (c) => answerListed(c, { user: accountOf(c) }))
  app.openapi(makeOwn, (c) => answerMade(c, { ...c.req.valid('json'), series: null }))
  app.openapi(revokeOwn, (c) => {
    return answerRevoked(c, { user: accountOf(c) }, c.req.valid('param').tokenId)
  })
  return app
}

/// No token is an owner's, and no guest is an owner: whoever comes through has an account.
function accountOf(c: Context<HouseEnv>): string {
  const principal = principalOf(c)
  if (principal.kind !== 'user') throw new Error(`${c.req.path} is open to others than accounts.`)
  return principal.id
}

function tokenJson({ id, name, role, madeBy, made, expires }: Token): z.infer<typeof TokenShape> {
  return {
    id,
    name,
    role,
    madeBy,
    made: new Date(made).toISOString(),
    expires: new Date(expires).toISOString(),
  }
}
