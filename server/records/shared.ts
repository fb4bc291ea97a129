import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { keepable } from '../store/pool.ts'

/// Kysely over PostgreSQL. The pool is closed with it.
export function postgresDialect(pool: pg.Pool): Dialect {
  return new PostgresDialect({
    pool: {
      options: {},
      connect: async () => careful(await pool.connect()),
      end: () => pool.end(),
    },
  })
}

/// A connection on which a query was not answered is not used again: the answer might come when
/// another is waited for, or never. What the database itself refuses leaves it as good as it was.
function careful(client: pg.PoolClient): PostgresPoolClient {
  let failed = false
  const query = async (sql: unknown, parameters: readonly unknown[] = []) => {
    const values = parameters.map((value) => (typeof value === 'string' ? keepable(value) : value))
    try {
      return await client.query(String(sql), values)
    } catch (error) {
      failed ||= !(error instanceof Error && 'severity' in error)
      throw error
    }
  }
  return {
    // Nothing here asks for a cursor.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(failed),
  }
}
