import { expect, it } from 'vitest'
import { addressGroup, clientAddress } from '../../../server/auth/address.ts'

it('believes as many hops as there are proxies, counted from the nearest', () => {
  const from = (forwarded: string | undefined, hops: number) =>
    clientAddress('::ffff:10.0.0.1', forwarded, hops)
  expect(from('1.1.1.1', 0)).toBe('10.0.0.1')
  expect(from('1.1.1.1', 1)).toBe('1.1.1.1')
  expect(from('6.6.6.6, 127.0.0.1 ,1.1.1.1', 1)).toBe('1.1.1.1')
  expect(from('6.6.6.6, 1.1.1.1, 10.0.0.2', 2)).toBe('1.1.1.1')
  // Fewer hops than proxies: not what was agreed, so nothing is believed.
  expect(from('6.6.6.6', 2)).toBe('10.0.0.1')
  expect(from(undefined, 1)).toBe('10.0.0.1')
  expect(from('[2001:db8::1]:443', 1)).toBe('2001:db8::1')
  expect(from('1.1.1.1:5000', 1)).toBe('1.1.1.1')
})

it('counts the addresses of one IPv6 line as one', () => {
  expect(addressGroup('2001:DB8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(addressGroup('2001:db8::1')).toBe(addressGroup('2001:db8::2'))
  expect(addressGroup('2001:db8:0:1::1')).not.toBe(addressGroup('2001:db8::1'))
  expect(addressGroup('1.1.1.1')).toBe('1.1.1.1')
})
