import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/// Keeps a second process from writing the same data: two servers on one folder would each hold
/// their own copy of a room. The lock is the operating system's, so a killed process leaves none.
export interface Lock {
  release(): void
}

/// Undefined when another process holds the folder. Throws when the folder cannot be written.
export function lockData(dataDir: string): Lock | undefined {
  mkdirSync(dataDir, { recursive: true })
  const db = new DatabaseSync(join(dataDir, 'lock.sqlite'))
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined
    throw error
  }
  return { release: () => db.close() }
}
