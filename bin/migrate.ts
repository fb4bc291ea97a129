import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Moved, move, type NotMoved } from '../server/backup/move.ts'
import { readConfig } from '../server/config.ts'
import { sqliteDialect } from '../server/records/connection.ts'
import { openRecords } from '../server/records/database.ts'
import { postgresDialect } from '../server/records/shared.ts'
import { copyDatabase } from '../server/store/copy.ts'
import { lockData } from '../server/store/lock.ts'
import { openDatabase } from '../server/store/opening.ts'
import { connect } from '../server/store/pool.ts'
import { PostgresStore } from '../server/store/postgres.ts'
import { lookAtWal } from '../server/store/wal.ts'
import { reasonOf } from './backup.ts'
import { complain } from './input.ts'

/// `ninety migrate`: moves everything from DATA_DIR to the empty database that DATABASE_URL names,
/// all or nothing, and leaves DATA_DIR as it is. Exits 1 when nothing was moved.
export async function migrate(args: readonly string[]): Promise<number> {
  if (args.length > 0) return complain('Usage: DATABASE_URL=… ninety migrate', 2)
  const config = readConfig(process.env)
  if ('code' in config) return complain(config.message, 1)
  const { dataDir, databaseUrl } = config
  if (databaseUrl === undefined) return complain('DATABASE_URL must say where to move to.', 1)
  const source = join(dataDir, 'ninety.sqlite')
  if (!existsSync(source)) return complain(`There is no data of Ninety in ${dataDir}.`, 1)
  const lock = lockData(dataDir)
  if (!lock) return complain(`A running server uses ${dataDir}: stop it first.`, 1)
  if (isTorn(`${source}-wal`)) {
    lock.release()
    return complain(`The last writes in ${dataDir} are damaged: start Ninety there first.`, 1)
  }
  try {
    const moved = await moveCopy(source, dataDir, databaseUrl)
    if ('code' in moved) return complain(moved.message, 1)
    process.stdout.write(
      `${moved.series} series (${moved.rows} rows) were moved and read back the same.\n` +
        `${dataDir} is as it was. From now on start with DATABASE_URL; with the NINETY_SECRET\n` +
        'that signed until now (else the file "secret" there) people stay signed in.\n',
    )
    return 0
  } catch (error) {
    return complain(`Nothing was moved: ${reasonOf(error)}.`, 1)
  } finally {
    lock.release()
  }
}

/// Whether the log of a folder has to be set right, and its series to heal, before it is read: that
/// is done at a start.
function isTorn(wal: string): boolean {
  return existsSync(wal) && lookAtWal(readFileSync(wal)).kind === 'tornCommit'
}

/// Tables of an older version are brought up to date in a copy: the source is left alone.
async function moveCopy(
  source: string,
  dataDir: string,
  databaseUrl: string,
): Promise<Moved | NotMoved> {
  const folder = mkdtempSync(join(dataDir, 'moving-'))
  const copy = join(folder, 'ninety.sqlite')
  try {
    const from = new DatabaseSync(source, { readOnly: true })
    copyDatabase(from, copy)
    from.close()
    openDatabase(copy).db.close()
    await (await openRecords(sqliteDialect(copy))).destroy()
    await (await PostgresStore.open(databaseUrl)).close()
    await (await openRecords(postgresDialect(connect(databaseUrl)))).destroy()
    const db = new DatabaseSync(copy, { readOnly: true })
    const pool = connect(databaseUrl, { wait: patience })
    try {
      return await move(db, pool)
    } finally {
      await pool.end()
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/// A statement may write megabytes, over a slow line.
const patience = { connect: 10_000, statement: 300_000, answer: 310_000 }
