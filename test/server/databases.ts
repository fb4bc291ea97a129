import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Service, startPostgres, startRedis } from '../databases.ts'

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

/// The same of Redis.
export async function redisForTests(): Promise<Pick<Service, 'url' | 'dispose'>> {
  const url = inject('redisUrl')
  return url ? { url, dispose: async () => {} } : startRedis()
}

/// Makes a database with nothing in it. Gives its address.
export async function newDatabase(
  server: string,
  name = `test_${randomBytes(8).toString('hex')}`,
): Promise<string> {
  await ask(server, `CREATE DATABASE "${name}"`)
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/// Removes it, whoever is still connected.
export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const server = Object.assign(new URL(url), { pathname: '/postgres' }).href
  await ask(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
}

/// Runs SQL on a connection of its own.
export async function ask(url: string, sql: string, ...values: unknown[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql, values)
    return rows
  } finally {
    await client.end()
  }
}
