import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
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

/// A file as the first version made it, with one series.
function oldFile(): string {
  const path = join(freshFolder(), 'ninety.sqlite')
  const db = new DatabaseSync(path)
  db.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE series (
      id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL,
      created INTEGER NOT NULL, updated INTEGER NOT NULL, binned INTEGER, head INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE log (
      doc TEXT NOT NULL REFERENCES series(id), seq INTEGER NOT NULL,
      bytes BLOB NOT NULL, crc INTEGER NOT NULL, user TEXT, at INTEGER NOT NULL,
      PRIMARY KEY (doc, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE snapshot (
      doc TEXT NOT NULL REFERENCES series(id), seq INTEGER NOT NULL,
      bytes BLOB NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (doc, seq)
    ) STRICT;
    CREATE TABLE quarantine (
      doc TEXT NOT NULL, what TEXT NOT NULL, seq INTEGER NOT NULL,
      bytes BLOB NOT NULL, reason TEXT NOT NULL
    ) STRICT;
    CREATE TABLE done (name TEXT PRIMARY KEY) STRICT;
    INSERT INTO series VALUES ('a', 'The Lift', 'en', 1, 1, NULL, 1);
    INSERT INTO log VALUES ('a', 1, x'07', ${crc32(new Uint8Array([7]))}, NULL, 1);
  `)
  db.close()
  return path
}

it('brings a file of the first version up to date and keeps a copy as it was', async () => {
  const path = oldFile()
  const store = new SqliteStore(path)
  expect(store.opening.copy).toBe(`${path}.before-2`)
  expect((await store.findSeries('a'))?.lineage).toBeNull()
  expect((await store.rows('a', 0))[0]).toMatchObject({
    bytes: new Uint8Array([7]),
    damaged: false,
  })
  expect(await store.claim('a', 'ada', [1])).toEqual(new Map([[1, 'ada']]))
  await store.close()
  const copy = new DatabaseSync(`${path}.before-2`)
  expect(copy.prepare('SELECT * FROM series').all().length).toBe(1)
  expect(() => copy.prepare('SELECT lineage FROM series').all()).toThrow()
  copy.close()
  const again = new SqliteStore(path)
  expect(again.opening.copy).toBeUndefined()
  await again.close()
})

it('changes nothing in a file of a newer version', async () => {
  const path = join(freshFolder(), 'ninety.sqlite')
  await new SqliteStore(path).close()
  const db = new DatabaseSync(path)
  db.exec('PRAGMA user_version = 99')
  db.close()
  await expect(ThreadedStore.open(path)).rejects.toThrow(/newer Ninety \(version 99/)
})

it('backs up everything committed while commits go on, and replaces an older backup', async () => {
  const folder = freshFolder()
  const { store } = await ThreadedStore.open(join(folder, 'ninety.sqlite'))
  const to = join(folder, 'backup.sqlite')
  const row = { id: 'a', title: 'A', language: 'en', binned: null, lineage: null } as const
  const entry = { bytes: new Uint8Array([1]), user: null }
  await store.createSeries({ ...row, created: 1, updated: 1 }, entry)
  await store.backup(to)
  await store.append('a', [entry], 2)
  let copied = false
  const copying = store.backup(to).then(() => {
    copied = true
  })
  let during = 0
  while (!copied) {
    await store.append('a', [entry], 3)
    during++
  }
  await copying
  expect(during).toBeGreaterThan(1)
  await store.close()
  const backup = new SqliteStore(to)
  expect((await backup.stored('a'))?.head).toBeGreaterThanOrEqual(2)
  expect((await backup.rows('a', 0)).length).toBe((await backup.stored('a'))?.head)
  await backup.close()
})

it('says why a backup could not be written', async () => {
  const folder = freshFolder()
  const { store } = await ThreadedStore.open(join(folder, 'ninety.sqlite'))
  await expect(store.backup(join(folder, 'nowhere', 'b.sqlite'))).rejects.toThrow(/open/)
  await store.close()
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
