import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { lockData } from '../../../server/store/lock.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import type { Store } from '../../../server/store/store.ts'
import { ThreadedStore } from '../../../server/store/threaded.ts'
import { freshFolder } from '../house.ts'
import { describeStore, type StoreUnderTest } from './contract.ts'

describeStore('the SQLite store', () => underTest(async (path) => new SqliteStore(path)))
describeStore('the SQLite store in its thread', () =>
  underTest(async (path) => (await ThreadedStore.open(path)).store),
)

async function underTest(open: (path: string) => Promise<Store>): Promise<StoreUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-test-'))
  const path = join(folder, 'ninety.sqlite')
  let store = await open(path)
  const behind = async (sql: string, ...values: (string | number)[]) => {
    const db = new DatabaseSync(path)
    db.prepare(sql).run(...values)
    db.close()
  }
  return {
    store,
    async reopen() {
      await store.close()
      store = await open(path)
      return store
    },
    damageRow: (id, seq) =>
      behind("UPDATE log SET bytes = x'ff' WHERE doc = ? AND seq = ?", id, seq),
    damageSnapshot: (id, seq) =>
      behind("UPDATE snapshot SET bytes = x'ff' WHERE doc = ? AND seq = ?", id, seq),
    breakSeries: (id) =>
      behind(`CREATE TRIGGER broken BEFORE INSERT ON log WHEN NEW.doc = '${id}'
              BEGIN SELECT RAISE(ABORT, 'broken for a test'); END`),
    async dispose() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

it('says why a file cannot be opened', async () => {
  const folder = freshFolder()
  await expect(ThreadedStore.open(folder)).rejects.toThrow(/open/)
})

it('lets one process at a time hold a folder', () => {
  const folder = freshFolder()
  const lock = lockData(folder)
  expect(lock).toBeDefined()
  expect(lockData(folder)).toBeUndefined()
  lock?.release()
  const again = lockData(folder)
  expect(again).toBeDefined()
  again?.release()
})
