import { describe, expect, it } from 'vitest'
import {
  admissions,
  admits,
  atMost,
  type Caller,
  deeds,
  may,
  maySign,
  type Role,
  roles,
  rolesThatMay,
  type Standing,
} from '../../../src/shared/domain/access.ts'

/// The whole table. o owner, w writer, p producer, v viewer; in capitals, also as a guest.
const table: Readonly<Record<(typeof deeds)[number], string>> = {
  'series.read': 'O W P V',
  'series.edit': 'O W . .',
  'series.bin': 'O . . .',
  export: 'O W P V',
  'members.read': 'o w p v',
  'members.change': 'O . . .',
  'members.leave': 'o w p v',
  'invites.read': 'O . . .',
  'invites.make': 'O . . .',
  'tokens.read': 'O . . .',
  'tokens.make': 'O . . .',
  'threads.read': 'O W P V',
  'threads.write': 'O W P .',
  'threads.resolve': 'O W P .',
  'reviews.read': 'O W P V',
  'reviews.ready': 'O W . .',
  'reviews.sign': 'O . P .',
  'reviews.settings': 'O . . .',
  'activity.read': 'O W P V',
}

const standing = (role: Role, more: Partial<Standing> = {}): Standing => {
  return { role, signOffs: [], guest: false, ...more }
}

describe('who may do what', () => {
  for (const deed of deeds) {
    it(deed, () => {
      const letters = table[deed].split(' ')
      for (const [i, role] of roles.entries()) {
        const letter = letters[i] ?? ''
        expect([role, may(standing(role), deed)]).toEqual([role, letter !== '.'])
        const guest = letter !== '.' && letter === letter.toUpperCase()
        expect([role, may(standing(role, { guest: true }), deed)]).toEqual([role, guest])
      }
      expect(may(undefined, deed)).toBe(false)
    })
  }

  it('a sign-off is granted by name, to whatever role', () => {
    const writer = standing('writer', { signOffs: ['Script editor'] })
    expect(may(writer, 'reviews.sign')).toBe(true)
    expect(maySign(writer, 'Script editor')).toBe(true)
    expect(maySign(writer, 'Producer')).toBe(false)
    expect(maySign(standing('owner'), 'Producer')).toBe(false)
    expect(maySign(undefined, 'Producer')).toBe(false)
  })

  it('says whom to ask', () => {
    expect(rolesThatMay('series.edit')).toEqual(['owner', 'writer'])
  })

  it('a limit never gives more', () => {
    expect(atMost('owner', 'viewer')).toBe('viewer')
    expect(atMost('viewer', 'writer')).toBe('viewer')
  })
})

it('who is let in where no series is asked for', () => {
  const callers: Caller[] = ['nobody', 'account', 'guest', 'token', 'maker']
  const admitted = admissions.map((each) => [each, callers.filter((who) => admits(each, who))])
  expect(Object.fromEntries(admitted)).toEqual({
    anyone: callers,
    somebody: ['account', 'guest', 'token', 'maker'],
    account: ['account'],
    maker: ['account', 'maker'],
  })
})
