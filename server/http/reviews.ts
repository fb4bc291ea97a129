import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Review as ReviewOf } from '../../src/shared/derive/review.ts'
import { maySign } from '../../src/shared/domain/access.ts'
import { languages } from '../../src/shared/domain/language.ts'
import {
  longestNote,
  longestSignOff,
  mostSignOffs,
  verdicts,
} from '../../src/shared/domain/review.ts'
import { segmentKinds } from '../../src/shared/domain/segment.ts'
import { authorOf, type Reviews } from '../records/reviews.ts'
import { reviewFile } from '../reviewfile.ts'
import { asFile } from './answers.ts'
import { fail, failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv, principalOf, standingOf } from './guard.ts'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const params = z.object({ id })
/// Of an episode: whatever the document calls it.
const Episode = z.string().min(1).max(200)
const Fingerprint = z.string().regex(/^[0-9a-f]{32}$/)
const Time = z.int().openapi({ description: 'Milliseconds since 1970' })
const SignOffName = z.string().trim().min(1).max(longestSignOff)
/// More than a season has.
const most = 1000

const Author = z
  .object({
    id: z.string(),
    name: z.string(),
    link: z.string().nullable().openapi({ description: 'Whom the guest link names they came by' }),
  })
  .openapi('Author')

const Look = z.object({ episode: Episode, fingerprint: Fingerprint })

const SignOff = z
  .object({
    id: z.string(),
    episode: z.string(),
    signOff: z.string().nullable(),
    verdict: z.enum(verdicts),
    fingerprint: z.string(),
    note: z.string(),
    by: Author,
    at: Time,
  })
  .openapi('SignOff')

const Outline = z
  .object({
    title: z.string(),
    summary: z.string(),
    parts: z.array(z.object({ id: z.string(), kind: z.enum(segmentKinds), text: z.string() })),
  })
  .openapi('Outline')

const Review = z
  .object({
    me: z.string().openapi({ description: 'The id of whoever asks, as in `by`' }),
    required: z.array(z.string()),
    ready: z.array(z.object({ episode: z.string(), by: Author, at: Time })),
    signOffs: z.array(SignOff),
    seen: z.array(z.object({ episode: z.string(), fingerprint: z.string(), at: Time })),
    outlines: z.record(z.string(), Outline).openapi({
      description: 'By fingerprint: outlines that sign-offs and looks name and that stand no more',
    }),
  })
  .openapi('Review')

const get = guarded('reviews.read', {
  method: 'get',
  path: '/api/series/{id}/reviews',
  summary: 'Marks, sign-offs, what they were given to, and what whoever asks has looked at',
  request: { params },
  responses: { 200: json(Review, 'The review'), ...failures },
})

const settings = guarded('reviews.settings', {
  method: 'put',
  path: '/api/series/{id}/reviews/settings',
  summary: 'The sign-offs, by name, that make an episode final',
  request: {
    params,
    body: {
      ...json(
        z.object({
          required: z
            .array(SignOffName)
            .min(1, 'A series needs at least one sign-off.')
            .max(mostSignOffs)
            .refine((names) => new Set(names).size === names.length, 'Each name stands once.'),
        }),
        'What is required',
      ),
      required: true,
    },
  },
  responses: { 204: { description: 'It is so' }, ...failures },
})

const ready = guarded('reviews.ready', {
  method: 'post',
  path: '/api/series/{id}/reviews/ready',
  summary: 'Marks episodes as ready for review, or takes the mark away',
  request: {
    params,
    body: {
      ...json(
        z.object({ episodes: z.array(Episode).min(1).max(most), ready: z.boolean() }),
        'Which',
      ),
      required: true,
    },
  },
  responses: { 204: { description: 'It is so' }, ...failures },
})

const sign = guarded('reviews.sign', {
  method: 'post',
  path: '/api/series/{id}/reviews/signoffs',
  summary: 'Approves episodes, or asks for changes: all of them, or none',
  description:
    'When an outline no longer has the fingerprint that is given, nothing is said of any episode: 409, code `review.stale`, and `episodes` beside `error` names those that have changed.',
  request: {
    params,
    body: {
      ...json(
        z.object({
          episodes: z.array(Look).min(1).max(most),
          signOff: SignOffName.nullable().openapi({
            description: 'Null to ask for changes without a sign-off',
          }),
          verdict: z.enum(verdicts),
          note: z.string().trim().max(longestNote).default(''),
        }),
        'What is said, and the fingerprint of each outline it is said about',
      ),
      required: true,
    },
  },
  responses: {
    201: json(z.object({ signOffs: z.array(SignOff) }), 'What was said'),
    ...failures,
  },
})

const withdraw = guarded('reviews.sign', {
  method: 'delete',
  path: '/api/series/{id}/reviews/signoffs/{signOffs}',
  summary: 'Takes back what one has said oneself',
  request: {
    params: z.object({
      id,
      signOffs: z
        .string()
        .regex(/^[a-z0-9]{14}(,[a-z0-9]{14})*$/)
        .max(15 * most)
        .openapi({ description: 'Ids, parted by commas' }),
    }),
  },
  responses: { 204: { description: 'It is taken back' }, ...failures },
})

const seen = guarded('reviews.read', {
  method: 'post',
  path: '/api/series/{id}/reviews/seen',
  summary: 'Notes which outlines whoever asks has looked at',
  request: {
    params,
    body: {
      ...json(z.object({ episodes: z.array(Look).min(1).max(most) }), 'What was looked at'),
      required: true,
    },
  },
  responses: { 204: { description: 'It is noted' }, ...failures },
})

const sheet = guarded('reviews.read', {
  method: 'get',
  path: '/api/series/{id}/reviews/export.csv',
  summary: 'The review as a table, an episode to a row',
  request: { params, query: z.object({ language: z.enum(languages).default('en') }) },
  responses: {
    200: {
      content: { 'text/csv': { schema: z.string() } },
      description: 'RFC 4180, UTF-8 with a byte order mark',
    },
    ...failures,
  },
})

/// `/api/series/{id}/reviews`: what is said about outlines.
export function reviewRoutes(reviews: Reviews): OpenAPIHono<HouseEnv> {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })
  app.openapi(get, async (c) => {
    const found = await reviews.of(c.req.valid('param').id, principalOf(c).id)
    if ('code' in found) return fail(c, found)
    return c.json(reviewJson(found), 200)
  })
  app.openapi(settings, async (c) => {
    await reviews.require(c.req.valid('param').id, c.req.valid('json').required)
    return c.body(null, 204)
  })
  app.openapi(ready, async (c) => {
    const { episodes, ready } = c.req.valid('json')
    await reviews.mark(c.req.valid('param').id, authorOf(principalOf(c)), episodes, ready)
    return c.body(null, 204)
  })
  app.openapi(sign, async (c) => {
    const { id } = c.req.valid('param')
    const saying = c.req.valid('json')
    const refused = await refusal(c, reviews, id, saying)
    if (refused) return refused
    const done = await reviews.sign(id, authorOf(principalOf(c)), saying)
    if ('code' in done) return fail(c, done)
    if ('stale' in done) {
      const message = 'The outline has changed since you read it. Nothing has been signed off.'
      const error = { code: 'review.stale', message }
      return c.json({ error, episodes: [...done.stale] }, 409)
    }
    return c.json({ signOffs: [...done.signOffs] }, 201)
  })
  app.openapi(withdraw, async (c) => {
    const { id, signOffs } = c.req.valid('param')
    await reviews.withdraw(id, principalOf(c).id, signOffs.split(','))
    return c.body(null, 204)
  })
  app.openapi(seen, async (c) => {
    const { id } = c.req.valid('param')
    const fault = await reviews.look(id, principalOf(c).id, c.req.valid('json').episodes)
    return fault ? fail(c, fault) : c.body(null, 204)
  })
  app.openapi(sheet, async (c) => {
    const file = await reviewFile(reviews, c.req.valid('param').id, c.req.valid('query').language)
    if ('code' in file) return fail(c, file)
    return c.body(file.text, 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': asFile(file.name),
    })
  })
  return app
}

function reviewJson(review: ReviewOf): z.infer<typeof Review> {
  const { me, required, ready, signOffs, seen, outlines } = review
  return {
    me,
    required: [...required],
    ready: [...ready],
    signOffs: [...signOffs],
    seen: [...seen],
    outlines: Object.fromEntries(
      Object.entries(outlines).map(([fingerprint, { title, summary, parts }]) => [
        fingerprint,
        { title, summary, parts: [...parts] },
      ]),
    ),
  }
}

/// Whoever may sign something may not sign everything: sign-offs are granted by name.
async function refusal(
  c: Context<HouseEnv>,
  reviews: Reviews,
  series: string,
  { signOff, verdict }: { readonly signOff: string | null; readonly verdict: string },
) {
  if (signOff === null) {
    if (verdict === 'changes') return undefined
    return refuse(c, 403, 'access.refused', 'An approval is given under the name of a sign-off.')
  }
  if (!maySign(standingOf(c), signOff)) {
    const message = `The sign-off “${signOff}” is not yours to give: ask an owner of this series.`
    return refuse(c, 403, 'access.refused', message)
  }
  if ((await reviews.required(series)).includes(signOff)) return undefined
  const message = `This series no longer asks for the sign-off “${signOff}”.`
  return refuse(c, 409, 'review.notRequired', message)
}
