import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { addBackup } from '../server/backup/folder.ts'
import { readConfig } from '../server/config.ts'
import { copyDatabase } from '../server/store/copy.ts'
import { complain } from './input.ts'

/// `ninety backup [DIR]`: writes everything to a new file in DIR, else in BACKUP_DIR, reads it
/// through, and prints its name. Works beside a running server. Exits 1 when there is no whole backup
/// afterwards.
export async function backup([folder, ...more]: readonly string[]): Promise<number> {
  if (more.length > 0 || folder?.startsWith('-')) return complain('Usage: ninety backup [DIR]', 2)
  const config = readConfig(process.env)
  if ('code' in config) return complain(config.message, 1)
  const { dataDir, databaseUrl, backupDir } = config
  if (databaseUrl !== undefined) return complain('DATABASE_URL is backed up with pg_dump.', 1)
  const path = join(dataDir, 'ninety.sqlite')
  if (!existsSync(path)) return complain(`There is no data of Ninety in ${dataDir}.`, 1)
  try {
    const to = folder === undefined ? (backupDir ?? join(dataDir, 'backups')) : resolve(folder)
    const made = await addBackup(to, path, async (file) => copy(path, file), Date.now())
    const { series, damaged } = made.holdings
    process.stdout.write(`${made.path} (${series} series)\n`)
    if (damaged > 0) process.stderr.write(`${damaged} damaged parts of logs are as they were.\n`)
    return 0
  } catch (error) {
    return complain(`No backup could be made: ${reasonOf(error)}.`, 1)
  }
}

/// Changes nothing in the file, not even what SQLite would tidy up.
function copy(from: string, to: string): void {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 5000 })
  try {
    copyDatabase(db, to)
  } finally {
    db.close()
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
