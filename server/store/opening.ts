import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { copyDatabase, flush } from './copy.ts'
import { migrate, schemaVersion, versionOf } from './schema.ts'
import { healingMs } from './store.ts'
import { lookAtWal, type WalLook } from './wal.ts'

/// What was met when the file of the embedded store was opened.
export interface Opening {
  readonly wal: WalLook
  /// Where a write-ahead log that was damaged is kept as it was found.
  readonly damagedWal: string | undefined
  /// Where the file is kept as it was before its tables were changed.
  readonly copy: string | undefined
}

/// Opens or makes the file and its folder. Throws when it cannot be opened, when it is of a newer
/// version, or when it is damaged beyond what can be set right here.
export function openDatabase(path: string): { db: DatabaseSync; opening: Opening } {
  mkdirSync(dirname(path), { recursive: true })
  putBack(path)
  const wal = existsSync(`${path}-wal`) ? lookAtWal(readFileSync(`${path}-wal`)) : lookAtWal(none)
  const damagedWal = wal.kind === 'tornCommit' ? setRight(path) : undefined
  const db = new DatabaseSync(path, { timeout: 5000 })
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    const version = versionOf(db)
    let copy: string | undefined
    if (version > 0 && version < schemaVersion) {
      copy = `${path}.before-${schemaVersion}`
      copyDatabase(db, copy)
    }
    migrate(db, version)
    if (damagedWal) {
      db.prepare('UPDATE series SET healing = max(healing, ?)').run(Date.now() + healingMs)
    }
    // What is left of an unfinished write must not be taken for a damaged one next time.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return { db, opening: { wal, damagedWal, copy } }
  } catch (error) {
    db.close()
    throw error
  }
}

const none = new Uint8Array()

/// Where the log is while the file is tried without it.
function awayOf(path: string): string {
  return `${path}-wal.away`
}

/// A start that was cut off while it tried left the log there.
function putBack(path: string): void {
  if (!existsSync(awayOf(path))) return
  rmSync(`${path}-shm`, { force: true })
  renameSync(awayOf(path), `${path}-wal`)
}

/// Keeps the damaged log beside, and finds out what to go on with. Most often SQLite stops at the
/// damage and the file is as it was at the last commit before. But when what stands behind it had
/// been copied into the file already, a part of an older state would be put back over a newer one:
/// then the file is right as it is, without its log.
function setRight(path: string): string {
  const wal = `${path}-wal`
  const kept = `${wal}.damaged-${new Date().toISOString().replaceAll(':', '.')}`
  copyFileSync(wal, kept)
  flush(kept)
  flush(dirname(path))
  const withIt = judge(path)
  renameSync(wal, awayOf(path))
  rmSync(`${path}-shm`, { force: true })
  const withoutIt = judge(path)
  const isBetter = withoutIt.worth - withIt.worth || withoutIt.rows - withIt.rows
  if (isBetter > 0) rmSync(awayOf(path))
  else putBack(path)
  if (withIt.worth + withoutIt.worth > 0) return kept
  throw new Error(`the database is damaged: restore a backup (what was written last is in ${kept})`)
}

interface Judgement {
  /// 0: not to be read as a database; 1: rows are missing; 2: nothing is missing up to its heads.
  readonly worth: 0 | 1 | 2
  /// How many rows its heads count.
  readonly rows: number
}

function judge(path: string): Judgement {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { readOnly: true })
    const [found] = db.prepare('PRAGMA integrity_check(1)').all()
    if (found?.integrity_check !== 'ok') return { worth: 0, rows: 0 }
    if (versionOf(db) === 0) return { worth: 2, rows: 0 }
    const rows = Number(db.prepare('SELECT coalesce(sum(head), 0) AS rows FROM series').get()?.rows)
    return { worth: db.prepare(lacking).all().length === 0 ? 2 : 1, rows }
  } catch {
    return { worth: 0, rows: 0 }
  } finally {
    db?.close()
  }
}

/// Series whose log does not go from its newest snapshot to its head.
const lacking = `
  WITH base AS (
    SELECT id, head, coalesce((SELECT max(seq) FROM snapshot WHERE doc = id), 0) AS seq FROM series
  )
  SELECT id FROM base WHERE head < seq OR head - seq <>
    (SELECT count(*) FROM log WHERE doc = id AND log.seq > base.seq) +
    (SELECT count(*) FROM quarantine WHERE doc = id AND what = 'row' AND quarantine.seq > base.seq)
`
