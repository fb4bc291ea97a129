import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { flush } from '../store/copy.ts'
import { openDatabase } from '../store/opening.ts'
import { healingMs } from '../store/store.ts'

export interface Restored {
  /// Where what was there before is kept; undefined when there was nothing.
  readonly before: string | undefined
}

/// Puts a backup that was verified in the place of the data of a folder that is locked. What is there
/// is kept beside. Every series may heal afterwards: browsers give back what they hold and the backup
/// does not. Throws when that cannot be done; the data is then what it was, or lies beside.
export function restore(file: string, dataDir: string, now: number): Restored {
  const path = join(dataDir, 'ninety.sqlite')
  const ready = join(dataDir, 'restoring.sqlite')
  const time = new Date(now).toISOString().replaceAll(':', '-').replace('.', '-')

  removeAll(dataDir, basename(ready))
  copyFileSync(file, ready)
  const { db } = openDatabase(ready)
  db.prepare('UPDATE series SET healing = max(healing, ?)').run(now + healingMs)
  db.close()
  flush(ready)

  const present = readdirSync(dataDir).filter((name) => /^ninety\.sqlite(-wal|-shm)?$/.test(name))
  const before = present.length > 0 ? join(dataDir, `before-restore-${time}`) : undefined
  if (before) {
    mkdirSync(before)
    for (const name of present) copyFileSync(join(dataDir, name), join(before, name))
    for (const name of present) flush(join(before, name))
    flush(before)
    // A log of what is replaced must not be played on what replaces it.
    for (const name of ['ninety.sqlite-wal', 'ninety.sqlite-shm']) {
      rmSync(join(dataDir, name), { force: true })
    }
    flush(dataDir)
  }
  renameSync(ready, path)
  flush(dataDir)
  removeAll(dataDir, basename(ready))
  return { before }
}

/// A file, and what SQLite and its opening leave beside it.
function removeAll(folder: string, name: string): void {
  if (!existsSync(folder)) return
  for (const each of readdirSync(folder)) {
    if (each.startsWith(name)) rmSync(join(folder, each), { force: true })
  }
}
