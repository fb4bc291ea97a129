import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { asSubject, contextLength, most } from '../../src/shared/document/subject.ts'
import type { Talk } from '../../src/shared/document/talk.ts'
import { longestComment } from '../../src/shared/domain/thread.ts'
import { authorOf } from '../records/reviews.ts'
import type { Refusal, Threads } from '../records/threads.ts'
import { failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv, principalOf, standingOf } from './guard.ts'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const params = z.object({ id })
const ThreadPath = z.object({ id, threadId: id })
const CommentPath = z.object({ id, threadId: id, commentId: id })
const Time = z.int().openapi({ description: 'Milliseconds since 1970' })
const Body = z.string().trim().min(1, 'A comment says something.').max(longestComment).openapi({
  description: 'Plain text; `@[id]` names somebody by their id',
})

const Entity = z.string().min(1).max(most.id)
const Part = z.object({
  in: z
    .union([z.object({ body: Entity }).strict(), z.object({ outline: Entity }).strict()])
    .openapi({ description: 'The body, or the segment whose outline it is in' }),
  quote: z.string().min(1).max(most.units),
  runs: z
    .array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(1)]))
    .min(1)
    .max(most.runs)
    .openapi({
      description:
        'The ids its characters were typed under: client, first clock, length. As long as the quote, all in all',
    }),
  before: z.string().max(contextLength),
  after: z.string().max(contextLength),
})

/// What it is about, as the routes describe it; `asSubject` says whether its lengths agree.
const Subject = z
  .union([
    z.object({ on: z.literal('episode'), episode: Entity }),
    z.object({ on: z.literal('segment'), episode: Entity, segment: Entity }),
    z.object({
      on: z.literal('passage'),
      episode: Entity,
      segment: Entity,
      parts: z.array(Part).min(1).max(most.parts),
    }),
  ])
  .refine((subject) => asSubject(subject) !== undefined, 'This is nothing to comment on.')
  .openapi('Subject')

const Thread = z
  .object({
    id: z.string(),
    at: Subject,
    resolved: z.object({ name: z.string(), at: Time }).nullable(),
    comments: z.array(
      z.object({
        id: z.string(),
        body: z.string(),
        by: z.object({ id: z.string(), name: z.string(), link: z.string().nullable() }),
        said: Time,
        edited: Time.nullable(),
      }),
    ),
    unread: z.int(),
  })
  .openapi('Thread')

const TalkShape = z
  .object({
    me: z.string().openapi({ description: 'The id of whoever asks, as in `by`' }),
    threads: z.array(Thread),
    unread: z.int(),
    people: z.array(z.object({ id: z.string(), name: z.string(), isMember: z.boolean() })),
  })
  .openapi('Talk')

const Made = z.object({ id: z.string() })
const Done = z.object({ status: z.literal(true) })

const body = <T extends z.ZodType>(schema: T, description: string) => ({
  ...json(schema, description),
  required: true,
})

const list = guarded('threads.read', {
  method: 'get',
  path: '/api/series/{id}/threads',
  summary: 'What is said about a series, and how much of it whoever asks has not read',
  request: { params },
  responses: { 200: json(TalkShape, 'All threads, the oldest first'), ...failures },
})

const begin = guarded('threads.write', {
  method: 'post',
  path: '/api/series/{id}/threads',
  summary: 'Comments on an episode, a segment or a passage',
  request: { params, body: body(z.object({ at: Subject, body: Body }), 'What is said of what') },
  responses: { 201: json(Made, 'The thread'), ...failures },
})

const reply = guarded('threads.write', {
  method: 'post',
  path: '/api/series/{id}/threads/{threadId}/replies',
  summary: 'Answers; a thread that was resolved is open again',
  request: { params: ThreadPath, body: body(z.object({ body: Body }), 'What is said') },
  responses: { 201: json(Made, 'The comment'), ...failures },
})

const resolve = guarded('threads.resolve', {
  method: 'patch',
  path: '/api/series/{id}/threads/{threadId}',
  summary: 'Resolves a thread, or opens it again',
  request: { params: ThreadPath, body: body(z.object({ resolved: z.boolean() }), 'Which') },
  responses: { 200: json(Done, 'Done'), ...failures },
})

const edit = guarded('threads.write', {
  method: 'patch',
  path: '/api/series/{id}/threads/{threadId}/comments/{commentId}',
  summary: 'Says something else in place of what one has said oneself',
  request: { params: CommentPath, body: body(z.object({ body: Body }), 'What is said') },
  responses: { 200: json(Done, 'Done'), ...failures },
})

const remove = guarded('threads.write', {
  method: 'delete',
  path: '/api/series/{id}/threads/{threadId}/comments/{commentId}',
  summary: 'Takes back what one has said oneself; an owner, what anybody has',
  request: { params: CommentPath },
  responses: { 200: json(Done, 'Done'), ...failures },
})

const read = guarded('threads.read', {
  method: 'post',
  path: '/api/series/{id}/threads/read',
  summary: 'Notes that whoever asks has read what was said up to a time',
  request: {
    params,
    body: body(
      z.object({
        upTo: Time.min(0),
        thread: id.optional().openapi({ description: 'Only in this thread; without it, in all' }),
      }),
      'Up to when',
    ),
  },
  responses: { 200: json(Done, 'Done'), ...failures },
})

/// `/api/series/{id}/threads`.
export function threadRoutes(threads: Threads): OpenAPIHono<HouseEnv> {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })
  const done = { status: true } as const
  app.openapi(list, async (c) => {
    const talk = await threads.of(c.req.valid('param').id, principalOf(c).id)
    return c.json(talkJson(talk), 200)
  })
  app.openapi(begin, async (c) => {
    const { at, body } = c.req.valid('json')
    const subject = asSubject(at)
    if (!subject) return refuse(c, 400, 'request.bad', 'at: This is nothing to comment on.')
    const made = await threads.begin(
      c.req.valid('param').id,
      authorOf(principalOf(c)),
      subject,
      body,
    )
    return typeof made === 'string' ? refused(c, made) : c.json({ id: made.id }, 201)
  })
  app.openapi(reply, async (c) => {
    const { id, threadId } = c.req.valid('param')
    const by = authorOf(principalOf(c))
    const made = await threads.reply(id, threadId, by, c.req.valid('json').body)
    return typeof made === 'string' ? refused(c, made) : c.json({ id: made.id }, 201)
  })
  app.openapi(resolve, async (c) => {
    const { id, threadId } = c.req.valid('param')
    const by = authorOf(principalOf(c))
    const refusal = await threads.resolve(id, threadId, by, c.req.valid('json').resolved)
    return refusal ? refused(c, refusal) : c.json(done, 200)
  })
  app.openapi(edit, async (c) => {
    const { id, threadId, commentId } = c.req.valid('param')
    const path = { thread: threadId, id: commentId }
    const refusal = await threads.edit(id, path, principalOf(c).id, c.req.valid('json').body)
    return refusal ? refused(c, refusal) : c.json(done, 200)
  })
  app.openapi(remove, async (c) => {
    const { id, threadId, commentId } = c.req.valid('param')
    const path = { thread: threadId, id: commentId }
    const anybodys = standingOf(c).role === 'owner'
    const refusal = await threads.delete(id, path, principalOf(c).id, anybodys)
    return refusal ? refused(c, refusal) : c.json(done, 200)
  })
  app.openapi(read, async (c) => {
    const { upTo, thread } = c.req.valid('json')
    await threads.read(c.req.valid('param').id, principalOf(c).id, upTo, thread)
    return c.json(done, 200)
  })
  return app
}

function refused(c: Context, refusal: Refusal) {
  switch (refusal) {
    case 'unknown':
      return refuse(c, 404, 'thread.unknown', 'There is no such comment: it has been deleted.')
    case 'full':
      return refuse(c, 409, 'thread.full', 'There is no room for more comments here.')
    case 'notYours':
      return refuse(c, 403, 'access.refused', 'Only whoever wrote a comment changes it.')
  }
}

/// The same as plain JSON, whose arrays may be written to.
function talkJson(talk: Talk): z.infer<typeof TalkShape> {
  return JSON.parse(JSON.stringify(talk)) as z.infer<typeof TalkShape>
}
