import { expect, it, onTestFinished } from 'vitest'
import { Members } from '../../../server/records/members.ts'
import { recordsIn } from '../databases.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'

async function room() {
  const folder = freshFolder()
  const records = await recordsIn(folder)
  onTestFinished(() => records.destroy())
  const at = new Date(0).toISOString()
  for (const id of ['ada', 'ben', 'cleo']) {
    await records
      .insertInto('user')
      .values({
        id,
        name: id,
        email: `${id}@room.test`,
        emailVerified: 0,
        image: null,
        createdAt: at,
        updatedAt: at,
      })
      .execute()
  }
  return { folder, records, members: new Members(records, new HandClock()) }
}

it('keeps who is in and as what', async () => {
  const { members } = await room()
  expect(await members.add('s', 'ada', 'owner')).toBe(true)
  expect(await members.add('s', 'ben', 'writer', ['Script editor'])).toBe(true)
  expect(await members.add('s', 'ben', 'viewer')).toBe(false)
  expect(await members.standing('s', 'ben')).toEqual({
    role: 'writer',
    signOffs: ['Script editor'],
    guest: false,
  })
  expect(await members.standing('other', 'ben')).toBe(undefined)
  expect((await members.of('s')).map(({ email }) => email)).toEqual([
    'ada@room.test',
    'ben@room.test',
  ])
  expect(await members.change('s', 'ben', { role: 'producer', signOffs: [] })).toBe(undefined)
  expect(await members.standing('s', 'ben')).toMatchObject({ role: 'producer', signOffs: [] })
  expect(await members.remove('s', 'ben')).toBe(undefined)
  expect(await members.remove('s', 'ben')).toHaveProperty('code', 'member.unknown')
})

it('the last owner cannot go, nor become less', async () => {
  const { members } = await room()
  await members.add('s', 'ada', 'owner')
  await members.add('s', 'ben', 'writer')
  expect(await members.remove('s', 'ada')).toHaveProperty('code', 'member.lastOwner')
  expect(await members.change('s', 'ada', { role: 'writer' })).toHaveProperty(
    'code',
    'member.lastOwner',
  )
  expect(await members.change('s', 'ada', { signOffs: ['Producer'] })).toBe(undefined)
  await members.change('s', 'ben', { role: 'owner' })
  // Both at once: one of them stays.
  const gone = await Promise.all([members.remove('s', 'ada'), members.remove('s', 'ben')])
  expect(gone.filter((fault) => fault?.code === 'member.lastOwner').length).toBe(1)
})

it('an installation has one first owner', async () => {
  const { members } = await room()
  expect(await members.installationOwner()).toBe(undefined)
  const made = await Promise.all(['ada', 'ben', 'cleo'].map((id) => members.ownInstallation(id)))
  expect(made.filter(Boolean).length).toBe(1)
})

it('opens what it made before', async () => {
  const { folder, records, members } = await room()
  await members.add('s', 'ada', 'owner')
  await records.destroy()
  const again = await recordsIn(folder)
  onTestFinished(() => again.destroy())
  expect(await new Members(again, new HandClock()).standing('s', 'ada')).toBeDefined()
})
