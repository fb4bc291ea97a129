import type { Caller as Kind, Standing } from '../../../src/shared/domain/access.ts'
import { Caller } from '../caller.ts'
import type { House } from '../house.ts'

/// Somebody who comes to a series: as whom they count where none is asked for, what they are to
/// this one, and how to become them.
export interface Role {
  readonly kind: Kind
  readonly standing: Standing | undefined
  come(house: House, series: string): Promise<Caller>
}

const as = (role: Standing['role'], signOffs: readonly string[] = [], guest = false): Standing => ({
  role,
  signOffs,
  guest,
})

const member = (role: Standing['role'], signOffs: readonly string[] = []): Role => ({
  kind: 'account',
  standing: as(role, signOffs),
  come: (house, series) => house.member(series, role, signOffs),
})

const bearer = (house: House, token: string) =>
  new Caller(house.url, { authorization: `Bearer ${token}` })

async function tokenOf(by: Caller, path: string, role: string): Promise<string> {
  const { body } = await by.json(path, 'POST', { name: 'A program', role })
  return (body as { token: string }).token
}

/// Everybody there is.
export const callers: Readonly<Record<string, Role>> = {
  'signed out': { kind: 'nobody', standing: undefined, come: async (house) => house.nobody },
  'the installation’s owner': {
    kind: 'account',
    standing: as('owner'),
    async come(house) {
      // Not Ada herself, whose session some requests end.
      const { cookie, userId } = await house.account('Ada again')
      const { records } = house.household
      await records.updateTable('installation').set({ value: userId }).execute()
      return new Caller(house.url, { cookie }, userId)
    },
  },
  owner: member('owner'),
  writer: member('writer'),
  'writer who may sign': member('writer', ['Script editor']),
  producer: member('producer'),
  viewer: member('viewer'),
  'member of another series': {
    kind: 'account',
    standing: undefined,
    come: async (house) => house.member(await house.series(), 'owner'),
  },
  guest: {
    kind: 'guest',
    standing: as('producer', [], true),
    come: (house, series) => house.guest(series),
  },
  'guest who reads': {
    kind: 'guest',
    standing: as('viewer', [], true),
    come: (house, series) => house.guest(series, { role: 'viewer' }),
  },
  'guest who may sign': {
    kind: 'guest',
    standing: as('producer', ['Platform'], true),
    come: (house, series) => house.guest(series, { signOff: 'Platform' }),
  },
  'guest of a forwarded link': {
    kind: 'guest',
    standing: as('viewer', [], true),
    async come(house, series) {
      const { inviteId } = await house.guest(series, { signOff: 'Platform' })
      const all = await house.household.invites.of(series)
      const invite = all.find(({ id }) => id === inviteId)
      if (!invite) throw new Error('The link is gone.')
      const arrived = await house.household.invites.arrive(invite, 'Somebody else')
      return new Caller(house.url, { cookie: `ninety.guest.${series}=${arrived?.ticket}` })
    },
  },
  'guest of another series': {
    kind: 'guest',
    standing: undefined,
    come: async (house) => house.guest(await house.series()),
  },
  'token of the series': {
    kind: 'token',
    standing: as('writer'),
    async come(house, series) {
      const owner = await house.member(series, 'owner')
      return bearer(house, await tokenOf(owner, `/api/series/${series}/tokens`, 'writer'))
    },
  },
  'token of a producer who was a writer': {
    kind: 'maker',
    standing: as('producer'),
    async come(house, series) {
      const once = await house.member(series, 'writer')
      const token = await tokenOf(once, '/api/tokens', 'writer')
      await house.household.members.change(series, once.userId, { role: 'producer' })
      return bearer(house, token)
    },
  },
  'token that reads': {
    kind: 'token',
    standing: as('viewer'),
    come: async (house, series) => {
      return bearer(
        house,
        await tokenOf(await house.member(series, 'owner'), '/api/tokens', 'viewer'),
      )
    },
  },
  'token of another series': {
    kind: 'token',
    standing: undefined,
    async come(house) {
      const other = await house.series()
      const owner = await house.member(other, 'owner')
      return bearer(house, await tokenOf(owner, `/api/series/${other}/tokens`, 'writer'))
    },
  },
  'token that was made up': {
    kind: 'nobody',
    standing: undefined,
    come: async (house) => bearer(house, 'x'.repeat(43)),
  },
}
