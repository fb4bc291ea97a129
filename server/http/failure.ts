import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Fault } from '../fault.ts'

/// How every error of the API looks: a code that stays, and a sentence that may be shown.
const Failure = z
  .object({
    error: z.object({ code: z.string(), message: z.string(), reason: z.string().optional() }),
  })
  .openapi('Failure')

/// A JSON body of this shape, as a route of the OpenAPI page declares it.
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { content: { 'application/json': { schema } }, description }
}

function failure(description: string) {
  return json(Failure, description)
}

const statuses = {
  'series.unknown': 404,
  'series.broken': 500,
  'server.closing': 503,
  'file.unreadable': 422,
  'file.empty': 422,
  'file.large': 413,
  'format.unknown': 400,
  'job.busy': 503,
  'job.cancelled': 409,
  'job.failed': 500,
  'job.heavy': 422,
  'job.slow': 422,
  'member.unknown': 404,
  'member.lastOwner': 409,
  'invite.unknown': 404,
  'token.unknown': 404,
} as const satisfies Record<Fault['code'], number>

/// A fault as it is told.
export function errorOf({ code, message, reason }: Fault) {
  return { code, message, ...(reason && { reason }) }
}

/// The answer to a request that a fault ended.
export function fail(c: Context, fault: Fault) {
  return c.json({ error: errorOf(fault) }, statuses[fault.code])
}

/// The same for a refusal that is decided where the request is read.
export function refuse<S extends RefusalStatus>(
  c: Context,
  status: S,
  code: string,
  message: string,
) {
  return c.json({ error: { code, message } }, status)
}

type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429

/// What `fail` and `refuse` answer with, for a route's declaration.
export const failures = {
  400: failure('The request cannot be read'),
  401: failure('Nobody is signed in'),
  403: failure('Whoever asks may not do this'),
  404: failure('There is no such thing, or none that whoever asks may know of'),
  409: failure('It does not go together with how things are'),
  410: failure('It was there and is over'),
  413: failure('It is too large'),
  422: failure('The file cannot be read'),
  429: failure('Too many tries: the header retry-after says after how many seconds to try again'),
  500: failure('The series cannot be read from the disk, or the file not be made'),
  503: failure('The server is restarting, or has too much to do'),
}

/// Answers a request whose parameters or body do not fit.
export function readBadRequest(
  result: { success: true } | { success: false; error: { issues: readonly z.core.$ZodIssue[] } },
  c: Context,
) {
  if (result.success) return undefined
  const [issue] = result.error.issues
  const where = issue?.path.join('.')
  const message = `${where ? `${where}: ` : ''}${issue?.message ?? 'The request cannot be read.'}`
  return c.json({ error: { code: 'request.bad', message } }, 400)
}
