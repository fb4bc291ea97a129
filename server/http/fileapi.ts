import { z } from '@hono/zod-openapi'
import { languages } from '../../src/shared/domain/language.ts'
import { segmentKinds } from '../../src/shared/domain/segment.ts'
import { cutWays, segmentWays } from '../../src/shared/format/cuts.ts'
import { failures, json } from './failure.ts'
import { guarded } from './guard.ts'
import { Series } from './series.ts'
import { linesType } from './telling.ts'

/// What may be asked about files, and what is answered, as the API describes it.

export const importPath = '/api/series/import'
export const previewPath = '/api/series/import/preview'

const Language = z.enum(languages)
const Seconds = z.coerce.number().min(1).max(36_000)
const Loss = z.object({ code: z.string(), message: z.string(), at: z.int().optional() })
const params = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Binary = z.string().openapi({ format: 'binary' })

/// More than a season has segments.
const mostCuts = 20_000

const cutReasons = ['said', 'heading', 'scene', 'length', 'start', 'chosen'] as const

export const Cut = z
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

export const previewFile = guarded('maker', {
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

export const importFile = guarded('maker', {
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

export const Choices = z.object({
  title: z.string().trim().max(200).optional(),
  targetSeconds: z.int().min(10).max(3600).optional(),
  cuts: z.array(Cut).max(mostCuts).optional(),
})

export const Wanted = z
  .object({
    format: z.string().max(40).default('fountain').openapi({
      description: 'The id of a format or a report',
    }),
    language: Language.optional().openapi({ description: 'Of headings and labels' }),
  })
  // What formats and reports ask for beside: docs/FORMATS.md has the names.
  .catchall(z.string().max(200))

export const exportFile = guarded('export', {
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

export const exportTold = guarded('export', {
  method: 'get',
  path: '/api/series/{id}/export/told',
  summary: 'The same, and how far it has got meanwhile',
  description:
    'The answer comes in lines of JSON: `told` says how far the work has got, with `fetching` which font has to be fetched first; the last line has an `error`, or `file`: its name, media type, size and losses. Its bytes come behind that line. Closing the connection ends the work.',
  request: { params, query: Wanted },
  responses: {
    200: {
      content: { [linesType]: { schema: Binary } },
      description: 'Lines of JSON, then the file',
    },
    ...failures,
  },
})

export const compareFile = guarded('series.edit', {
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
