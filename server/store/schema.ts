import type { DatabaseSync } from 'node:sqlite'

/// The steps that made the tables of the embedded store what they are; the file's `user_version` is
/// how many have been taken. A step that has been released is never changed; a change is a new step.
///
/// Files of before there were versions say 0 and hold what the first step makes.
const steps: readonly string[] = [
  `
  CREATE TABLE IF NOT EXISTS series (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL, binned INTEGER,
    head INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS log (
    doc TEXT NOT NULL REFERENCES series(id), seq INTEGER NOT NULL,
    bytes BLOB NOT NULL, crc INTEGER NOT NULL, user TEXT, at INTEGER NOT NULL,
    PRIMARY KEY (doc, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshot (
    doc TEXT NOT NULL REFERENCES series(id), seq INTEGER NOT NULL,
    bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (doc, seq)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS quarantine (
    doc TEXT NOT NULL, what TEXT NOT NULL, seq INTEGER NOT NULL,
    bytes BLOB NOT NULL, reason TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE series ADD COLUMN lineage TEXT;
  ALTER TABLE series ADD COLUMN healing INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE client (
    doc TEXT NOT NULL REFERENCES series(id), client INTEGER NOT NULL, user TEXT NOT NULL,
    PRIMARY KEY (doc, client)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE aside (
    doc TEXT NOT NULL REFERENCES series(id), user TEXT NOT NULL,
    bytes BLOB NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX aside_user ON aside (doc, user);
  `,
]

/// The version that this program reads and writes.
export const schemaVersion = steps.length

/// Which version a file is of: 0 with nothing in it, 1 for what was written before there were
/// versions.
export function versionOf(db: DatabaseSync): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version)
  if (version > 0) return version
  const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'series'").get()
  return isThere ? 1 : 0
}

/// Takes the steps that are missing, all or none. Throws when the file is of a newer version.
export function migrate(db: DatabaseSync, from: number): void {
  if (from > schemaVersion) {
    throw new Error(
      `it was written by a newer Ninety (version ${from} of the data; this one reads ${schemaVersion})`,
    )
  }
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(from)) db.exec(step)
    db.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`)
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
