import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { roles, type Standing } from '../../src/shared/domain/access.ts'
import { languages } from '../../src/shared/domain/language.ts'
import { defaultTargetSeconds } from '../../src/shared/domain/series.ts'
import type { Fault } from '../fault.ts'
import type { Library } from '../library.ts'
import type { SeriesRow } from '../store/store.ts'
import { fail, failures, json, readBadRequest } from './failure.ts'
import { guarded, type HouseEnv, principalOf, standingOf } from './guard.ts'

const Title = z.string().trim().min(1, 'A series needs a title.').max(200)
const Language = z.enum(languages)
const Time = z.iso.datetime()

export const Series = z
  .object({
    id: z.string(),
    title: z.string(),
    language: Language,
    created: Time,
    updated: Time,
    binned: Time.nullable(),
    /// What whoever asks is to it.
    role: z.enum(roles),
    signOffs: z.array(z.string()),
    guest: z.boolean(),
  })
  .openapi('Series')

const Beginning = z.object({
  title: Title,
  language: Language,
  targetSeconds: z.int().min(10).max(3600).default(defaultTargetSeconds),
})
const Change = z.object({ title: Title, language: Language }).partial()

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const answers = { 200: json(Series, 'The series'), ...failures }

const list = guarded('somebody', {
  method: 'get',
  path: '/api/series',
  summary: 'The series, the most recently changed first',
  request: { query: z.object({ bin: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json(z.object({ series: z.array(Series) }), 'The series'), ...failures },
})

const create = guarded('maker', {
  method: 'post',
  path: '/api/series',
  summary: 'A new series with one empty episode',
  request: { body: { ...json(Beginning, 'What it starts with'), required: true } },
  responses: { 201: json(Series, 'The new series'), ...failures },
})

const get = guarded('series.read', {
  method: 'get',
  path: '/api/series/{id}',
  summary: 'One series',
  request: { params },
  responses: answers,
})

const change = guarded('series.edit', {
  method: 'patch',
  path: '/api/series/{id}',
  summary: 'Another title or language, edited in the document itself',
  request: { params, body: { ...json(Change, 'What changes'), required: true } },
  responses: answers,
})

const bin = guarded('series.bin', {
  method: 'delete',
  path: '/api/series/{id}',
  summary: 'Puts a series into the bin; nothing of it is lost',
  request: { params },
  responses: answers,
})

const restore = guarded('series.bin', {
  method: 'post',
  path: '/api/series/{id}/restore',
  summary: 'Takes a series out of the bin',
  request: { params },
  responses: answers,
})

/// `/api/series`: what can be done with series beside writing in them.
export function seriesRoutes(library: Library): OpenAPIHono<HouseEnv> {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })
  app.openapi(list, async (c) => {
    const rows = await library.list(c.req.valid('query').bin === 'true')
    const standingIn = await c.var.standings.all(c.var.callers)
    const series = rows.flatMap((row) => {
      const standing = standingIn(row.id)
      return standing ? [seriesJson(row, standing)] : []
    })
    return c.json({ series }, 200)
  })
  app.openapi(create, async (c) => {
    const row = await library.create(c.req.valid('json'), makerOf(c))
    return c.json(seriesJson(row, asMaker(c)), 201)
  })
  app.openapi(get, async (c) => answer(c, await library.find(c.req.valid('param').id)))
  app.openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    return answer(c, await library.change(id, c.req.valid('json'), principalOf(c).id))
  })
  app.openapi(bin, async (c) => answer(c, await library.bin(c.req.valid('param').id, true)))
  app.openapi(restore, async (c) => answer(c, await library.bin(c.req.valid('param').id, false)))
  return app
}

/// The account that a new series belongs to.
export function makerOf(c: Context<HouseEnv>): string {
  const principal = principalOf(c)
  if (principal.kind === 'guest') throw new Error('A guest makes no series.')
  return principal.kind === 'token' ? principal.userId : principal.id
}

/// What whoever has just made a series is to it.
export function asMaker(c: Context<HouseEnv>): Standing {
  const principal = principalOf(c)
  return { role: principal.kind === 'token' ? principal.role : 'owner', signOffs: [], guest: false }
}

function answer(c: Context<HouseEnv>, row: SeriesRow | Fault) {
  return 'code' in row ? fail(c, row) : c.json(seriesJson(row, standingOf(c)), 200)
}

export function seriesJson(row: SeriesRow, standing: Standing): z.infer<typeof Series> {
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
    binned: row.binned === null ? null : new Date(row.binned).toISOString(),
    role: standing.role,
    signOffs: [...standing.signOffs],
    guest: standing.guest,
  }
}
