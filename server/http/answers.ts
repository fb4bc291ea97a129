import type { Context } from 'hono'
import type { Limits, Rule } from '../auth/limits.ts'
import { refuse } from './failure.ts'
import type { HouseEnv } from './guard.ts'

/// Sets cookies that are written as `Set-Cookie` says them. Over TLS they are never sent without it.
export function setCookies(c: Context<HouseEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    c.header('set-cookie', c.var.secure ? `${cookie}; Secure` : cookie, { append: true })
  }
}

/// The answer to whoever has tried too often, or undefined when this try may be made. Every rule
/// counts the try.
export function tooOften(
  c: Context,
  limits: Limits,
  tries: readonly (readonly [rule: Rule, who: string])[],
) {
  const seconds = Math.max(...tries.map(([rule, who]) => limits.take(rule, who)))
  return seconds > 0 ? tooMany(c, seconds) : undefined
}

export function tooMany(c: Context, seconds: number) {
  c.header('retry-after', String(seconds))
  const minutes = Math.ceil(seconds / 60)
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  return refuse(c, 429, 'limit.reached', `Too many tries: wait ${wait} and try again.`)
}

/// The header `content-disposition` of a file to be saved under a name (RFC 8187).
export function asFile(name: string): string {
  // A name that was cut in the middle of a character cannot be encoded.
  const encoded = encodeURIComponent(name.toWellFormed())
  return `attachment; filename*=UTF-8''${encoded.replace(/['()*]/g, percent)}`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
