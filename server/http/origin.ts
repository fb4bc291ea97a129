import type { IncomingHttpHeaders } from 'node:http'

/// Which names this server goes by.
export interface Origins {
  /// As in the configuration: no slash at the end.
  readonly publicUrl: string | undefined
  /// Whether it is reached over the network, so that any number may be an address of it.
  readonly isOpen: boolean
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/// A number and no name, with or without a port.
const numeric = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d+)?$/i

/// Whether the request names this server: a page elsewhere could point a name of its own at the
/// address of this server and then count as the same site. It cannot do that with a number.
export function isOwnHost(host: string | undefined, { publicUrl, isOpen }: Origins): boolean {
  if (!host) return false
  if (loopback.test(host) || (isOpen && numeric.test(host))) return true
  return publicUrl !== undefined && new URL(publicUrl).host === host
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

/// Whether a request came over TLS: the address people use says so, or the trusted proxy that is
/// nearest to them.
export function isSecure(
  { publicUrl }: Origins,
  trustedProxies: number,
  forwardedProto: string | undefined,
): boolean {
  if (publicUrl?.startsWith('https:')) return true
  if (trustedProxies === 0) return false
  const hops = (forwardedProto ?? '').split(',').map((hop) => hop.trim())
  return (hops.at(-trustedProxies) ?? hops.at(-1)) === 'https'
}
