import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { behind } from './databases.ts'
import { freshFolder, openHouse } from './house.ts'

const embedded = { DATABASE_URL: '', REDIS_URL: '' }

it('keeps a copy of the file before the tables of the records change', async () => {
  const dataDir = freshFolder()
  const house = await openHouse({}, dataDir, embedded)
  await house.series()
  await house.close()
  const copies = () => readdirSync(dataDir).filter((name) => name.includes('.before-'))
  expect(copies()).toEqual([])
  // As a version before the last step left it.
  const [last] = await behind(dataDir, 'SELECT name FROM migration ORDER BY name DESC LIMIT 1')
  const name = String(last?.name)
  await behind(dataDir, 'DELETE FROM migration WHERE name = $1', name)
  await behind(dataDir, 'DROP TABLE overruling')
  const again = await openHouse({}, dataDir, embedded)
  expect((await again.library.list(false)).length).toBe(1)
  await again.close()
  expect(copies()).toEqual([`ninety.sqlite.before-${name}`])
  const copy = new DatabaseSync(join(dataDir, `ninety.sqlite.before-${name}`))
  expect(copy.prepare('SELECT count(*) AS series FROM series').get()).toEqual({ series: 1 })
  expect(() => copy.prepare('SELECT 1 FROM overruling')).toThrow()
  copy.close()
})
