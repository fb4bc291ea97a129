import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Cut as CutOf } from '../../src/shared/format/cuts.ts'
import type { Household } from '../household.ts'
import { largestFile } from '../jobs/limits.ts'
import type { Incoming } from '../jobs/office.ts'
import { asFile } from './answers.ts'
import { fail, readBadRequest, refuse } from './failure.ts'
import {
  Choices,
  type Cut,
  compareFile,
  exportFile,
  exportTold,
  importFile,
  importPath,
  previewFile,
  previewPath,
  type Wanted,
} from './fileapi.ts'
import { formOf } from './form.ts'
import { type HouseEnv, principalOf } from './guard.ts'
import { asMaker, makerOf, seriesJson } from './series.ts'
import { telling } from './telling.ts'

const comparing = /^\/api\/series\/[\w-]+\/compare$/

/// Whether a request may be as large as a file; its route says how large.
export function takesFiles(path: string): boolean {
  return path === importPath || path === previewPath || comparing.test(path)
}

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
