import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { languages } from '../../src/shared/domain/language.ts'
import { segmentKinds } from '../../src/shared/domain/segment.ts'
import { type Cut as CutOf, cutWays, segmentWays } from '../../src/shared/format/cuts.ts'
import type { Household } from '../household.ts'
import { largestFile } from '../jobs/limits.ts'
import type { Incoming } from '../jobs/office.ts'
import { asFile } from './answers.ts'
import { fail, failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv, principalOf } from './guard.ts'
import { asMaker, makerOf, Series, seriesJson } from './series.ts'
import { linesType, telling } from './telling.ts'

const importPath = '/api/series/import'
const previewPath = '/api/series/import/preview'

const comparing = /^\/api\/series\/[\w-]+\/compare$/

/// Whether a request may be as large as a file; its route says how large.
export function takesFiles(path: string): boolean {
  return path === importPath || path === previewPath || comparing.test(path)
}

const Language = z.enum(languages)
const Seconds = z.coerce.number().min(1).max(36_000)
const Loss = z.object({ code: z.string(), message: z.string(), at: z.int().optional() })
const params = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Binary = z.string().openapi({ format: 'binary' })

/// More than a season has segments.
const mostCuts = 20_000

const cutReasons = ['said', 'heading', 'scene', 'length', 'start', 'chosen'] as const

const Cut = z
  .object({
    at: z.int().min(0).openapi({ description: 'The line it is made before, counted from 0' }),
    begins: z.enum(['episode', ...segmentKinds]),
    why: z.enum(cutReasons),
    title: z.string().max(500).optional(),
    heading: z.int().min(0).optional().openapi({
      description: 'The line that is the heading of the episode and no script',
    }),
    mark: z.int().min(0).optional().openapi({
      description: 'Which mark of the file it stands for: what the file says there goes with it',
    }),
  })
  .openapi('Cut')

const Naming = z.object({
  name: z.string().min(1).max(500).openapi({ description: 'Its end says the format' }),
  as: z.string().max(40).optional().openapi({ description: 'Another format, by its id' }),
  language: Language.optional(),
})

const bytesBody = {
  content: { 'application/octet-stream': { schema: Binary } },
  description: 'The bytes of the file',
}

const Preview = z
  .object({
    format: z.string(),
    formats: z.array(z.string()),
    title: z.string(),
    language: Language,
    targetSeconds: z.number().optional(),
    cast: z.array(z.string()),
    proposal: z.object({
      ways: z.array(z.enum(cutWays)),
      way: z.enum(cutWays),
      segments: z.enum(segmentWays),
      cuts: z.array(Cut),
    }),
    seconds: z.array(z.number()).openapi({ description: 'How long each line runs' }),
    openings: z
      .array(z.object({ at: z.int(), text: z.string() }))
      .openapi({ description: 'Lines at which an episode or a segment may begin' }),
  })
  .openapi('Preview')

const Told = z.object({ told: z.object({ done: z.number(), of: z.number() }) })
const Failed = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

const previewFile = guarded('maker', {
  method: 'post',
  path: previewPath,
  summary: 'What a file holds and how it would be cut; nothing is made of it',
  description:
    'The answer comes in lines of JSON: `told` says how far the work has got, the last line has what came of it or an `error`. Closing the connection ends the work.',
  request: {
    query: Naming.extend({
      way: z.enum(cutWays).optional(),
      segments: z.enum(segmentWays).optional(),
      target: Seconds.optional().openapi({ description: 'The length to cut near, in seconds' }),
    }),
    body: { ...bytesBody, required: true },
  },
  responses: {
    200: {
      content: {
        [linesType]: {
          schema: z.union([
            Told,
            Failed,
            z.object({ preview: Preview, losses: z.array(Loss) }).openapi('Previewed'),
          ]),
        },
      },
      description: 'What the file holds',
    },
    ...failures,
  },
})

const importFile = guarded('maker', {
  method: 'post',
  path: importPath,
  summary: 'A new series from a file; its name says in which format it is',
  description:
    'The body is the file itself, or a form with it as `file` and, as `choices`, JSON with the title, the target in seconds and the cuts that were chosen in a preview.',
  request: {
    query: Naming.extend({
      divide: Seconds.optional().openapi({
        description: 'Cuts a script without episodes at its scene headings, near so many seconds',
      }),
    }),
    body: {
      content: {
        ...bytesBody.content,
        'multipart/form-data': {
          // Described only: whoever sends a file says of it what they like.
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary' },
              choices: { type: 'string', contentMediaType: 'application/json' },
            },
          },
        },
      },
      description: bytesBody.description,
    },
  },
  responses: {
    201: json(
      z.object({ series: Series, losses: z.array(Loss) }),
      'The new series, and what the file held that it does not carry as it was',
    ),
    ...failures,
  },
})

const Choices = z.object({
  title: z.string().trim().max(200).optional(),
  targetSeconds: z.int().min(10).max(3600).optional(),
  cuts: z.array(Cut).max(mostCuts).optional(),
})

const Wanted = z
  .object({
    format: z.string().max(40).default('fountain').openapi({
      description: 'The id of a format or a report',
    }),
    language: Language.optional().openapi({ description: 'Of headings and labels' }),
  })
  // What formats and reports ask for beside: docs/FORMATS.md has the names.
  .catchall(z.string().max(200))

const exportFile = guarded('export', {
  method: 'get',
  path: '/api/series/{id}/export',
  summary: 'The series as a file. The header x-losses counts what the format cannot carry',
  request: { params, query: Wanted },
  responses: {
    200: {
      content: { 'application/octet-stream': { schema: Binary } },
      description: 'The file, of the media type of its format',
    },
    ...failures,
  },
})

const exportTold = guarded('export', {
  method: 'get',
  path: '/api/series/{id}/export/told',
  summary: 'The same, and how far it has got meanwhile',
  description:
    'The answer comes in lines of JSON: `told` says how far the work has got, the last line has an `error`, or `file`: its name, media type, size and losses. Its bytes come behind that line. Closing the connection ends the work.',
  request: { params, query: Wanted },
  responses: {
    200: {
      content: { [linesType]: { schema: Binary } },
      description: 'Lines of JSON, then the file',
    },
    ...failures,
  },
})

const compareFile = guarded('series.edit', {
  method: 'post',
  path: '/api/series/{id}/compare',
  summary: 'What was changed in a file that was made from the series; nothing of it is taken over',
  description:
    'A Word document of the script, a sheet of the outline, or a translation of the script in any format that is read. The answer comes in lines of JSON: the last has `compared`, or an `error`. Closing the connection ends the work.',
  request: {
    params,
    query: z.object({
      name: z.string().min(1).max(500),
      of: z.enum(['changes', 'translation']).optional().openapi({
        description: 'A changed file of the series, or a script that is a translation of its own',
      }),
    }),
    body: { ...bytesBody, required: true },
  },
  responses: {
    200: {
      content: { [linesType]: { schema: Binary } },
      description: 'The changes, as docs/FORMATS.md has them',
    },
    ...failures,
  },
})

/// Files that become series, and series that become files.
export function fileRoutes({ office, log }: Pick<Household, 'office' | 'log'>) {
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })
  const limited = bodyLimit({ maxSize: largestFile + 1024 * 1024, onError: tooLarge })
  app.use(importPath, limited)
  app.use(previewPath, limited)
  app.use('/api/series/:id/compare', limited)

  app.openapi(previewFile, async (c) => {
    const { name, as, language, way, segments, target } = c.req.valid('query')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const file = { name, bytes, options: { as, language } }
    const choice = { way, segments, targetSeconds: target }
    return telling(
      c,
      log,
      (watch) => office.preview(file, choice, { ...watch, by: whoseOf(c) }),
      ({ preview, losses }) => ({ line: { preview, losses } }),
    )
  })

  app.openapi(importFile, async (c) => {
    const { name, as, language, divide } = c.req.valid('query')
    const body = await bodyOf(c)
    if ('refused' in body) return refuse(c, 400, 'request.bad', body.refused)
    const { cuts, ...choices } = body.choices
    const options = { as, language, divideSeconds: divide, ...choices, cuts: cuts?.map(cutOf) }
    const file: Incoming = { name, bytes: body.bytes, options }
    const made = await office.import(file, makerOf(c), {
      signal: c.req.raw.signal,
      by: whoseOf(c),
    })
    if ('code' in made) return fail(c, made)
    const series = seriesJson(made.row, asMaker(c))
    return c.json({ series, losses: [...made.losses] }, 201)
  })

  app.openapi(exportFile, async (c) => {
    const watch = { signal: c.req.raw.signal, by: whoseOf(c) }
    const file = await office.export(c.req.valid('param').id, wantedOf(c.req.valid('query')), watch)
    if ('code' in file) return fail(c, file)
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.mediaType,
      'content-disposition': asFile(file.name),
      'x-losses': String(file.losses.length),
    })
  })

  app.openapi(exportTold, async (c) => {
    const { id } = c.req.valid('param')
    const wanted = wantedOf(c.req.valid('query'))
    return telling(
      c,
      log,
      (watch) => office.export(id, wanted, { ...watch, by: whoseOf(c) }),
      ({ name, mediaType, bytes, losses }) => ({
        line: { file: { name, mediaType, size: bytes.length, losses } },
        bytes,
      }),
    )
  })

  app.openapi(compareFile, async (c) => {
    const { id } = c.req.valid('param')
    const { name, of } = c.req.valid('query')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const translated = of === 'translation'
    return telling(
      c,
      log,
      (watch) => office.compare(id, { name, bytes, translated }, { ...watch, by: whoseOf(c) }),
      (compared) => ({ line: { compared } }),
    )
  })
  return app
}

/// Whom a job counts for. A token is its maker, and all who came by one link are one.
function whoseOf(c: Context<HouseEnv>): string {
  const who = principalOf(c)
  switch (who.kind) {
    case 'user':
      return who.id
    case 'token':
      return who.userId
    case 'guest':
      return `link:${who.linkId}`
  }
}

function wantedOf({ format, language, ...chosen }: z.infer<typeof Wanted>) {
  return { as: format, language, chosen: chosen as Readonly<Record<string, string>> }
}

function cutOf({ at, begins, why, title, heading, mark }: z.infer<typeof Cut>): CutOf {
  return {
    at,
    begins,
    why,
    ...(title !== undefined && { title }),
    ...(heading !== undefined && { heading }),
    ...(mark !== undefined && { mark }),
  }
}

interface Body {
  readonly bytes: Uint8Array
  readonly choices: z.infer<typeof Choices>
}

/// The file, and what was chosen for it.
async function bodyOf(c: Context): Promise<Body | { readonly refused: string }> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  const type = c.req.header('content-type')
  if (!type?.startsWith('multipart/form-data')) return { bytes, choices: {} }
  const form = await formOf(bytes, type)
  const file = form?.get('file')
  if (!(file instanceof File)) return { refused: 'The form has no file.' }
  const choices = form?.get('choices')
  const chosen = Choices.safeParse(typeof choices === 'string' ? jsonOf(choices) : {})
  if (!chosen.success) return { refused: chosen.error.issues[0]?.message ?? 'No such choices.' }
  return { bytes: new Uint8Array(await file.arrayBuffer()), choices: chosen.data }
}

/// Two parts are what there should be; a hundred thousand of them would keep everybody waiting.
const mostParts = 20

/// A form, or undefined where it cannot be read as one.
async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | undefined> {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (boundary === undefined) return undefined
  const body = Buffer.from(bytes.buffer)
  let at = -1
  for (let parts = 0; parts <= mostParts; parts++) {
    at = body.indexOf(`--${boundary}`, at + 1)
    if (at < 0) break
  }
  if (at >= 0) return undefined
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function tooLarge(c: Context) {
  return refuse(c, 413, 'file.large', 'This file is larger than 16 MB.')
}
