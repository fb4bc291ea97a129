import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Clock } from '../clock.ts'
import { type Activity, deeds } from '../records/activity.ts'
import { failures, json, readBadRequest } from './failure.ts'
import { guarded, type HouseEnv, principalOf } from './guard.ts'

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Time = z.int().openapi({ description: 'Milliseconds since 1970' })

/// How far back is told to whoever is here for the first time: two weeks.
const atFirst = 14 * 24 * 3_600_000

const Deed = z
  .object({
    what: z.enum(deeds),
    episode: z.string(),
    by: z.object({ id: z.string(), name: z.string(), link: z.string().nullable() }),
    at: Time,
    signOff: z.string().nullable(),
    text: z.string(),
  })
  .openapi('Deed')

const get = guarded('activity.read', {
  method: 'get',
  path: '/api/series/{id}/activity',
  summary: 'What happened since whoever asks was last here, or since a moment; the newest first',
  request: { params, query: z.object({ since: z.coerce.number().int().min(0).optional() }) },
  responses: {
    200: json(
      z.object({
        me: z.string(),
        seen: Time.nullable().openapi({ description: 'Up to when whoever asks has seen it' }),
        since: Time,
        deeds: z.array(Deed),
      }),
      'What happened',
    ),
    ...failures,
  },
})

const seen = guarded('activity.read', {
  method: 'post',
  path: '/api/series/{id}/activity/seen',
  summary: 'Notes up to when whoever asks has seen what happened',
  request: { params, body: { ...json(z.object({ upTo: Time }), 'Up to when'), required: true } },
  responses: { 204: { description: 'It is noted' }, ...failures },
})

/// `/api/series/{id}/activity`: what happened while somebody was away.
export function activityRoutes(activity: Activity, clock: Clock): OpenAPIHono<HouseEnv> {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })
  app.openapi(get, async (c) => {
    const { id } = c.req.valid('param')
    const { id: me } = principalOf(c)
    const upTo = await activity.seen(id, me)
    const since = c.req.valid('query').since ?? upTo ?? clock.now() - atFirst
    const found = await activity.since(id, since)
    return c.json({ me, seen: upTo, since, deeds: [...found] }, 200)
  })
  app.openapi(seen, async (c) => {
    const { upTo } = c.req.valid('json')
    const { id } = c.req.valid('param')
    await activity.see(id, principalOf(c).id, Math.min(upTo, clock.now()))
    return c.body(null, 204)
  })
  return app
}
