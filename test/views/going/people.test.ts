import { expect, test } from 'vitest'
import type { Person } from '../../../src/session/presence.ts'
import { companyIn } from '../../../src/views/going/companyof.ts'
import { readFolded } from '../../../src/views/going/folded.ts'

let client = 0
const person = (name: string, segment: string | undefined, more: Partial<Person> = {}): Person => ({
  client: ++client,
  id: name,
  name,
  guest: false,
  color: '#335577',
  place: segment === undefined ? {} : { episode: 'e', segment },
  isMe: false,
  ...more,
})

test('everybody but oneself is in their segment, once', () => {
  const company = companyIn([
    person('Ada', 'one', { isMe: true }),
    person('Ada', 'one'),
    person('Ben', 'one'),
    person('Ben', 'one'),
    person('Cleo', 'two'),
    person('Dan', undefined),
  ])
  const names = [...company].map(([segment, all]) => [segment, ...all.map(({ name }) => name)])
  expect(names).toEqual([
    ['one', 'Ben'],
    ['two', 'Cleo'],
  ])
})

test('who has no account is told apart by the window', () => {
  const guests = [person('Eve', 'one', { id: undefined }), person('Eve', 'one', { id: undefined })]
  expect(companyIn(guests).get('one')).toHaveLength(2)
})

test.each([
  [null, []],
  ['', []],
  ['{"a":1}', []],
  ['["a",7,null,"b"]', ['a', 'b']],
] as const)('of %j is made %j', (stored, ids) => {
  expect([...readFolded(stored)]).toEqual(ids)
})
