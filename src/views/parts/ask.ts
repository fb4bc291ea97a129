import type { Key, Words } from '../../shared/i18n/catalogue.ts'

/// Why the server did not do what it was asked. `code` is stable; `message` is the server's own
/// sentence, in English.
export class Fault extends Error {
  readonly code: string
  /// After how many seconds to try again, where the server says so.
  readonly seconds: number
  /// Of `review.stale`: the episodes whose outline has changed.
  readonly episodes: readonly string[]
  /// Of `file.unreadable`: what is wrong with the file.
  readonly reason: string | undefined

  constructor(
    code: string,
    message: string,
    seconds = 0,
    episodes: readonly string[] = [],
    reason?: string,
  ) {
    super(message)
    this.reason = reason
    this.code = code
    this.seconds = seconds
    this.episodes = episodes
  }
}

let onSignedOut = () => {}

/// What is done when the server answers that nobody is signed in.
export function whenSignedOut(then: () => void): void {
  onSignedOut = then
}

/// Asks the API and gives back what it answers. Throws a `Fault`.
export async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const json = body === undefined ? undefined : JSON.stringify(body)
  let response: Response
  let text: string
  try {
    response = await fetch(path, {
      method,
      headers: { ...headers, ...(json !== undefined && { 'content-type': 'application/json' }) },
      ...(json !== undefined && { body: json }),
    })
    text = await response.text()
  } catch {
    throw new Fault('network', 'no answer')
  }
  return readAnswer<T>(response.ok, text, Number(response.headers.get('retry-after') ?? 0))
}

/// What an answer of the API holds; one that is not `ok` is thrown. An empty one holds nothing.
export function readAnswer<T>(ok: boolean, text: string, seconds = 0): T {
  if (ok && text === '') return undefined as T
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Fault('network', 'no answer')
  }
  if (ok) return body as T
  const { error, episodes } = body as {
    readonly error?: {
      readonly code?: string
      readonly message?: string
      readonly reason?: string
    }
    readonly episodes?: readonly string[]
  }
  const code = error?.code ?? 'unknown'
  if (code === 'session.none') onSignedOut()
  throw new Fault(code, error?.message ?? text, seconds, episodes, error?.reason)
}

/// The sentence for a fault in the language of the interface.
export function sayFault(words: Words, fault: unknown): string {
  if (!(fault instanceof Fault)) return words('fault.unknown', { message: String(fault) })
  return words(sentences[fault.code] ?? 'fault.unknown', {
    message: fault.message,
    size: maxMegabytes,
    count: Math.max(1, Math.ceil(fault.seconds / 60)),
  })
}

/// Of a file that is imported, as server/jobs/limits.ts has it.
const maxMegabytes = 16

const sentences: Readonly<Record<string, Key>> = {
  network: 'fault.network',
  cookies: 'fault.cookies',
  'series.unknown': 'fault.series.missing',
  'series.broken': 'fault.series.broken',
  'server.closing': 'fault.server.closing',
  'server.failed': 'fault.server.failed',
  'file.unreadable': 'fault.file.unreadable',
  'file.large': 'fault.file.large',
  'file.empty': 'fault.file.empty',
  'job.busy': 'fault.job.busy',
  'job.cancelled': 'fault.job.cancelled',
  'job.failed': 'fault.job.failed',
  'job.heavy': 'fault.job.heavy',
  'job.slow': 'fault.job.slow',
  'format.unknown': 'fault.format.unknown',
  'request.bad': 'fault.request.bad',
  'request.foreign': 'fault.foreign',
  'session.none': 'fault.session.none',
  'session.unknown': 'fault.session.unknown',
  'access.refused': 'fault.access.refused',
  'account.wrong': 'fault.account.wrong',
  'account.passwordShort': 'fault.account.short',
  'account.passwordLong': 'fault.account.long',
  'account.resetLink': 'fault.account.link',
  'account.refused': 'fault.account.refused',
  'setup.needed': 'fault.setup.needed',
  'setup.wrong': 'fault.setup.wrong',
  'setup.done': 'fault.setup.done',
  'signUp.closed': 'fault.signup.closed',
  'invite.unknown': 'fault.invite.over',
  'invite.over': 'fault.invite.over',
  'invite.other': 'fault.invite.other',
  'join.nameless': 'fault.join.nameless',
  'member.unknown': 'fault.member.unknown',
  'member.lastOwner': 'fault.member.last',
  'token.unknown': 'fault.token.unknown',
  'limit.reached': 'fault.limit',
  'thread.unknown': 'fault.thread.unknown',
  'thread.full': 'fault.thread.full',
}
