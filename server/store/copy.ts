import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

/// Writes everything that is committed to a file of its own: whole, on disk, and only then under its
/// name. Others may write meanwhile; a file of that name is replaced. Throws when it cannot be
/// written, and leaves nothing behind.
export function copyDatabase(db: DatabaseSync, to: string): void {
  const unfinished = `${to}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    db.prepare('VACUUM INTO ?').run(unfinished)
    // SQLite does not wait for the disk here.
    flush(unfinished)
    renameSync(unfinished, to)
    flush(dirname(to))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/// Waits until a file, or what a folder lists, is on disk.
export function flush(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
