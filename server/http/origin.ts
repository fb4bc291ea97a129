import type { IncomingHttpHeaders } from 'node:http'

/// Which names this server goes by.
export interface Origins {
  /// As in the configuration: no slash at the end.
  readonly publicUrl: string | undefined
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/// Whether the request names this server: a page elsewhere could point a name of its own at the
/// loopback address and then count as the same site.
export function isOwnHost(host: string | undefined, { publicUrl }: Origins): boolean {
  if (!host) return false
  return loopback.test(host) || (publicUrl !== undefined && new URL(publicUrl).host === host)
}

/// Whether a request comes from a page of this server, or from a program, which sends no origin.
export function isSameSite(
  headers: Pick<IncomingHttpHeaders, 'origin' | 'host'>,
  origins: Origins,
): boolean {
  const { origin, host } = headers
  if (!isOwnHost(host, origins)) return false
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === host || origin === origins.publicUrl
}
