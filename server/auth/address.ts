import { isIPv6 } from 'node:net'

/// The network address that a request comes from. Each trusted proxy has added the address it was
/// called from at the end of `X-Forwarded-For`; what stands before those was written by the caller
/// and is not believed.
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const own = plain(socketAddress ?? '')
  if (trustedProxies === 0) return own
  const hops = (forwardedFor ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  const hop = hops.at(-trustedProxies)
  return hop === undefined ? own : plain(hop)
}

/// What counts as one address where tries are limited: whoever has one IPv6 address usually has all
/// of its /64.
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = address.includes('::') ? tail.split(':').filter(Boolean) : []
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`.toLowerCase()
}

/// IPv4 in IPv6's clothes is IPv4; ports and brackets, which some proxies add, do not count.
function plain(address: string): string {
  const bare = address
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
