import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { schemaVersion, versionOf } from '../../server/store/schema.ts'
import { openHouse } from './house.ts'
import { folderOf, textsOf } from './olddata.ts'

function versionIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return versionOf(db)
  } finally {
    db.close()
  }
}

it.each(['first-store', 'accounts'])('opens what %s wrote, every word of it', async (version) => {
  const { dataDir, said } = folderOf(version)
  const house = await openHouse({}, dataDir)
  expect(Object.keys(said)).toHaveLength(2)
  for (const [series, texts] of Object.entries(said)) {
    // In a series without members the owner lets themself in, as on the first start.
    await house.household.members.add(series, house.ada.userId, 'owner', [])
    const person = await house.person(series)
    expect(textsOf(person.doc)).toEqual(texts)
    person.type(' And on it goes.')
  }
  await house.close()

  // It is of today's version, with a copy beside it of how it was.
  const path = join(dataDir, 'ninety.sqlite')
  expect(versionIn(path)).toBe(schemaVersion)
  const copy = `${path}.before-${schemaVersion}`
  expect(existsSync(copy)).toBe(true)
  expect(versionIn(copy)).toBe(1)

  // The copy alone is as good a beginning.
  const again = folderOf(version)
  writeFileSync(join(again.dataDir, 'ninety.sqlite'), readFileSync(copy))
  writeFileSync(join(again.dataDir, 'ninety.sqlite-wal'), '')
  const before = await openHouse({}, again.dataDir)
  for (const [series, texts] of Object.entries(said)) {
    await before.household.members.add(series, before.ada.userId, 'owner', [])
    expect(textsOf((await before.person(series)).doc)).toEqual(texts)
  }
})

it('lets in who had an account, by their password', async () => {
  const { dataDir } = folderOf('accounts')
  const house = await openHouse({}, dataDir)
  const { accounts } = house.household
  const found = await accounts.signIn('ada@room.test', 'a long enough password', new Headers())
  expect(found.kind).toBe('signed')
})
