import type pg from 'pg'
import { connect, transaction } from './pool.ts'

/// The steps that made the tables of the shared store what they are. A step that has been released
/// is never changed; a change is a new step. The tables are those of the embedded store.
const steps: readonly string[] = [
  `
  CREATE TABLE series (
    id text PRIMARY KEY, title text NOT NULL, language text NOT NULL,
    created bigint NOT NULL, updated bigint NOT NULL, binned bigint,
    head bigint NOT NULL, lineage text, healing bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE log (
    doc text NOT NULL REFERENCES series(id), seq bigint NOT NULL,
    bytes bytea NOT NULL, crc bigint NOT NULL, "user" text, at bigint NOT NULL,
    PRIMARY KEY (doc, seq)
  );
  CREATE TABLE snapshot (
    doc text NOT NULL REFERENCES series(id), seq bigint NOT NULL,
    bytes bytea NOT NULL, crc bigint NOT NULL,
    PRIMARY KEY (doc, seq)
  );
  CREATE TABLE quarantine (
    doc text NOT NULL, what text NOT NULL, seq bigint NOT NULL,
    bytes bytea NOT NULL, reason text NOT NULL
  );
  CREATE TABLE client (
    doc text NOT NULL REFERENCES series(id), client bigint NOT NULL, "user" text NOT NULL,
    PRIMARY KEY (doc, client)
  );
  CREATE TABLE aside (
    number bigserial PRIMARY KEY,
    doc text NOT NULL REFERENCES series(id), "user" text NOT NULL,
    bytes bytea NOT NULL, reason text NOT NULL, at bigint NOT NULL
  );
  CREATE INDEX aside_user ON aside (doc, "user");
  `,
]

/// Numbers for advisory locks, which are the whole database's: ours begin with the code points of
/// "ninety" read as a number, so that other programs hardly meet them.
export const locks = {
  migration: 0x6e696e65_74791,
  samples: 0x6e696e65_74792,
  opening: 0x6e696e65_74793,
} as const

/// In milliseconds.
const long = { connect: 5_000, statement: 60_000, answer: 62_000 }

/// Does something that only one process may do at a time. Others wait up to a minute.
export async function alone<T>(
  url: string,
  lock: (typeof locks)[keyof typeof locks],
  work: () => Promise<T>,
): Promise<T> {
  // A connection of its own: what is done meanwhile may need every other.
  const pool = connect(url, { size: 1, wait: long })
  try {
    return await transaction(pool, async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(${lock})`)
      return work()
    })
  } finally {
    await pool.end()
  }
}

/// Takes the steps that are missing, all or none, one process at a time. Rejects when the database
/// is of a newer version.
export function migrate(pool: pg.Pool): Promise<void> {
  return transaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${locks.migration})`)
    await client.query('CREATE TABLE IF NOT EXISTS store_version (version bigint NOT NULL)')
    const { rows } = await client.query<{ version: number }>('SELECT version FROM store_version')
    const version = rows[0]?.version ?? 0
    if (version > steps.length) {
      throw new Error(
        `it was written by a newer Ninety (version ${version} of the data; this one reads ${steps.length})`,
      )
    }
    if (version === steps.length) return
    for (const step of steps.slice(version)) await client.query(step)
    await client.query('DELETE FROM store_version')
    await client.query('INSERT INTO store_version VALUES ($1)', [steps.length])
  })
}
