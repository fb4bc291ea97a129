import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { sqliteDialect } from '../../server/records/connection.ts'
import { openRecords, type Records } from '../../server/records/database.ts'
import { postgresDialect } from '../../server/records/shared.ts'
import { connect } from '../../server/store/pool.ts'
import { type Service, startPostgres } from '../databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /// The databases that the run has brought along, if it has.
    readonly postgresUrl?: string
    readonly redisUrl?: string
  }
}

/// A PostgreSQL for the tests of a file: the run's, or one of its own.
export async function postgresForTests(): Promise<Pick<Service, 'url' | 'dispose'>> {
  const url = inject('postgresUrl')
  return url ? { url, dispose: async () => {} } : startPostgres()
}

/// The database of a run that has all tables and nothing in them.
export const templateName = 'template_ninety'

/// Makes a database, with nothing in it or like another. Gives its address.
export async function newDatabase(
  server: string,
  { name = `test_${randomBytes(8).toString('hex')}`, like = 'template1' } = {},
): Promise<string> {
  await askServer(server, `CREATE DATABASE "${name}" TEMPLATE "${like}"`)
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/// Removes it, whoever is still connected.
export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const server = Object.assign(new URL(url), { pathname: '/postgres' }).href
  await askServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
}

/// What a server's environment needs for its data to belong to this folder, where the run has
/// brought databases along: a database of the folder's own, gone afterwards. Else nothing.
export async function environmentOf(
  dataDir: string,
  afterwards: (work: () => Promise<void>) => void = onTestFinished,
): Promise<Readonly<Record<string, string>>> {
  const [server, redis] = [inject('postgresUrl'), inject('redisUrl')]
  if (!server || !redis) return {}
  const name = `house_${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}`
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const there = await askServer(server, 'SELECT 1 FROM pg_database WHERE datname = $1', name)
  if (there.length === 0) {
    await newDatabase(server, { name, like: templateName })
    afterwards(() => dropDatabase(url))
  }
  // A secret of its own keeps houses apart that use one Redis at the same time.
  return { DATABASE_URL: url, REDIS_URL: redis, NINETY_SECRET: `secret of ${name}` }
}

/// The records of this folder, empty at first: as a run has it, in a file or in a database.
export async function recordsIn(dataDir: string): Promise<Records> {
  const { DATABASE_URL } = await environmentOf(dataDir)
  if (DATABASE_URL) return openRecords(postgresDialect(connect(DATABASE_URL)))
  return openRecords(sqliteDialect(join(dataDir, 'ninety.sqlite')))
}

/// Runs SQL behind the back of the server whose data belong to this folder: in its file or in its
/// database. Values go where `$1`, `$2` … stand. Gives the rows.
export async function behind(
  dataDir: string,
  sql: string,
  ...values: (string | number | Uint8Array)[]
): Promise<readonly Record<string, unknown>[]> {
  const { DATABASE_URL } = await environmentOf(dataDir)
  if (DATABASE_URL) {
    const own = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value))
    return (await ask(DATABASE_URL, sql, ...own)) as Record<string, unknown>[]
  }
  const db = new DatabaseSync(join(dataDir, 'ninety.sqlite'))
  try {
    return db.prepare(sql.replaceAll(/\$(\d)/g, '?$1')).all(...values)
  } finally {
    db.close()
  }
}

const servers = new Map<string, pg.Pool>()

/// Asks a server about its databases, each time on the same connection: to make one takes longer
/// than most questions.
async function askServer(server: string, sql: string, ...values: unknown[]): Promise<unknown[]> {
  let pool = servers.get(server)
  if (!pool) {
    pool = new pg.Pool({ connectionString: server, max: 1, allowExitOnIdle: true })
    // Of a server that has been ended.
    pool.on('error', () => {})
    servers.set(server, pool)
  }
  return (await pool.query(sql, values)).rows
}

/// Runs SQL on a connection of its own.
export async function ask(url: string, sql: string, ...values: unknown[]): Promise<unknown[]> {
  const getTypeParser = ((type, format) =>
    type === 20 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser
  const client = new pg.Client({ connectionString: url, types: { getTypeParser } })
  await client.connect()
  try {
    const { rows } = await client.query(sql, values)
    return rows
  } finally {
    await client.end()
  }
}
