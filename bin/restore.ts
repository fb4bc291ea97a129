import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { verified } from '../server/backup/folder.ts'
import { restore as putBack } from '../server/backup/restore.ts'
import { readConfig } from '../server/config.ts'
import { lockData } from '../server/store/lock.ts'
import { reasonOf } from './backup.ts'
import { complain } from './input.ts'

/// `ninety restore FILE`: puts a backup in the place of what DATA_DIR holds, which is kept beside.
/// Exits 2 when the file is no whole backup, 1 when it cannot be put there, as long as a server runs
/// above all; nothing is changed then.
export async function restore([file, ...more]: readonly string[]): Promise<number> {
  if (!file || more.length > 0) return complain('Usage: ninety restore FILE', 2)
  const config = readConfig(process.env)
  if ('code' in config) return complain(config.message, 1)
  const { dataDir, databaseUrl } = config
  if (databaseUrl !== undefined) return complain('DATABASE_URL is restored with pg_restore.', 1)
  const path = resolve(file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return complain(`${file}: there is no such file.`, 2)
  if (!found.isFile()) return complain(`${file} is a folder: name a backup in it.`, 2)
  const holdings = await verified(path).catch(reasonOf)
  if (typeof holdings === 'string') return complain(`${file} is no whole backup: ${holdings}.`, 2)
  try {
    const lock = lockData(dataDir)
    if (!lock) return complain(`A running server uses ${dataDir}: stop it first.`, 1)
    try {
      const { before } = putBack(path, dataDir, Date.now())
      process.stdout.write(`${holdings.series} series are back in ${dataDir}.\n`)
      if (before) process.stdout.write(`What was there before is in ${before}.\n`)
      process.stdout.write('For 30 days browsers give back what they hold and the backup lacks.\n')
      return 0
    } finally {
      lock.release()
    }
  } catch (error) {
    return complain(`${file} could not be put back: ${reasonOf(error)}.`, 1)
  }
}
