import { OpenAPIHono, z } from '@hono/zod-openapi'
import { may, roles } from '../../src/shared/domain/access.ts'
import type { Doorbell } from '../auth/doorbell.ts'
import type { Members } from '../records/members.ts'
import type { News } from '../records/news.ts'
import { fail, failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv } from './guard.ts'

export const SeriesId = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
export const SignOffs = z.array(z.string().trim().min(1).max(40)).max(20)

const Member = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    signOffs: z.array(z.string()),
  })
  .openapi('Member')

const MemberPath = SeriesId.extend({ userId: z.string().min(1).max(100) })
const Done = z.object({ status: z.literal(true) })

const list = guarded('members.read', {
  method: 'get',
  path: '/api/series/{id}/members',
  summary: 'Who belongs to a series, and as what',
  request: { params: SeriesId },
  responses: { 200: json(z.object({ members: z.array(Member) }), 'The members'), ...failures },
})

const change = guarded('members.change', {
  method: 'patch',
  path: '/api/series/{id}/members/{userId}',
  summary: 'Another role or other sign-offs; what is open changes at once',
  request: {
    params: MemberPath,
    body: {
      ...json(z.object({ role: z.enum(roles), signOffs: SignOffs }).partial(), 'What changes'),
      required: true,
    },
  },
  responses: { 200: json(Done, 'Done'), ...failures },
})

const remove = guarded('members.leave', {
  method: 'delete',
  path: '/api/series/{id}/members/{userId}',
  summary: 'Takes somebody out, which only an owner may; anybody may leave',
  request: { params: MemberPath },
  responses: { 200: json(Done, 'Done'), ...failures },
})

export interface MemberRoutesOptions {
  readonly members: Members
  readonly news: News
  readonly doorbell: Doorbell
}

/// `/api/series/{id}/members`.
export function memberRoutes({ members, news, doorbell }: MemberRoutesOptions) {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })
  const changed = (series: string) => {
    doorbell.ring({ series })
    news.say(series, ['members', 'people'])
  }
  app.openapi(list, async (c) => {
    const all = await members.of(c.req.valid('param').id)
    return c.json({ members: all.map((each) => ({ ...each, signOffs: [...each.signOffs] })) }, 200)
  })
  app.openapi(change, async (c) => {
    const { id, userId } = c.req.valid('param')
    const fault = await members.change(id, userId, c.req.valid('json'))
    if (fault) return fail(c, fault)
    changed(id)
    return c.json({ status: true } as const, 200)
  })
  app.openapi(remove, async (c) => {
    const { id, userId } = c.req.valid('param')
    const { principal, standing } = c.var
    const isOneself = principal?.kind === 'user' && principal.id === userId
    if (!isOneself && !may(standing, 'members.change')) {
      return refuse(c, 403, 'access.refused', 'Only an owner takes others out of a series.')
    }
    const fault = await members.remove(id, userId, isOneself)
    if (fault) return fail(c, fault)
    changed(id)
    return c.json({ status: true } as const, 200)
  })
  return app
}
