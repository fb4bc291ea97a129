import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { type Service, startPostgres } from '../../databases.ts'
import { freshFolder, openHouse } from '../house.ts'
import { folderOf, textsOf } from '../olddata.ts'

const program = join(import.meta.dirname, '../../../bin/ninety.ts')
const secret = 'a secret of forty characters, at the least'

function migrate(dataDir: string, databaseUrl: string) {
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [program, 'migrate'], {
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        NINETY_SECRET: secret,
      },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('close', (code) => done({ code, out, err }))
  })
}

async function emptyDatabase(): Promise<Service> {
  const postgres = await startPostgres()
  onTestFinished(() => postgres.dispose())
  return postgres
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/// The bytes of all that lies in a folder.
function fingerprint(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  const named = files
    .filter((file) => file.isFile() && file.name !== 'lock.sqlite' && !file.name.endsWith('-shm'))
    .map(({ parentPath, name }) => join(parentPath, name))
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  return Object.fromEntries(named.map((path) => [path, hash(path)]))
}

it('moves everything to PostgreSQL, where it opens word for word, and leaves the source', async () => {
  const postgres = await emptyDatabase()
  const { dataDir, said } = folderOf('accounts')
  const before = fingerprint(dataDir)
  const moved = await migrate(dataDir, postgres.url)
  expect(moved).toMatchObject({ code: 0, err: '' })
  expect(moved.out).toMatch(/^4 series \(\d+ rows\) were moved and read back the same/)
  expect(fingerprint(dataDir)).toEqual(before)

  const house = await openHouse({}, dataDir, {
    DATABASE_URL: postgres.url,
    NINETY_SECRET: secret,
  })
  const { accounts, members } = house.household
  const found = await accounts.signIn('ada@room.test', 'a long enough password', new Headers())
  expect(found.kind).toBe('signed')
  for (const [series, texts] of Object.entries(said)) {
    await members.add(series, house.ada.userId, 'owner', [])
    const person = await house.person(series)
    expect(textsOf(person.doc)).toEqual(texts)
    const reader = await house.person(series)
    person.type(' And on it goes.')
    await reader.when(() => reader.notes.toString().endsWith(' And on it goes.'))
  }

  // What is there is not written over.
  const again = await migrate(dataDir, postgres.url)
  expect(again.code).toBe(1)
  expect(again.err).toContain('it has to be empty')
}, 120_000)

it('moves nothing when something does not read back as it was', async () => {
  const postgres = await emptyDatabase()
  const { dataDir } = folderOf('first-store')
  // The tables are made by a first try, at a folder whose move is stopped by what is in one of them.
  await migrate(dataDir, postgres.url)
  await query(postgres.url, 'TRUNCATE series CASCADE')
  await query(
    postgres.url,
    `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.bytes := overlay(NEW.bytes placing '\\xff'::bytea from 3); RETURN NEW; END $$;
     CREATE TRIGGER spoil BEFORE INSERT ON log
       FOR EACH ROW WHEN (NEW.seq = 7) EXECUTE FUNCTION spoil()`,
  )
  const moved = await migrate(dataDir, postgres.url)
  expect(moved.code).toBe(1)
  expect(moved.err).toContain('Table "log" reads back differently')
  for (const table of ['series', 'log', 'snapshot', '"user"']) {
    const [row] = await query(postgres.url, `SELECT count(*)::int AS n FROM ${table}`)
    expect([table, row?.n]).toEqual([table, 0])
  }
}, 120_000)

it('moves nothing under a running server', async () => {
  const postgres = await emptyDatabase()
  const house = await openHouse()
  const refused = await migrate(house.dataDir, postgres.url)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('stop it first')
})

it('does not move a folder whose last writes are damaged: a start sets it right first', async () => {
  const house = await openHouse()
  await house.series()
  await house.series()
  const folder = freshFolder()
  for (const name of ['ninety.sqlite', 'ninety.sqlite-wal']) {
    copyFileSync(join(house.dataDir, name), join(folder, name))
  }
  const wal = readFileSync(join(folder, 'ninety.sqlite-wal'))
  // In the page of the first frame; others that end transactions come behind it.
  wal[32 + 24 + 100] = (wal[32 + 24 + 100] ?? 0) ^ 1
  writeFileSync(join(folder, 'ninety.sqlite-wal'), wal)
  // Nobody answers there: it does not come to that.
  const { code, err } = await migrate(folder, 'postgres://127.0.0.1:1/ninety')
  expect([code, err]).toEqual([1, expect.stringContaining('start Ninety there first')])
})
