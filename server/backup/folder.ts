import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Holdings } from './verify.ts'

/// A backup: one file that holds everything, under the time it was made.
export interface Backup {
  readonly path: string
  /// Milliseconds since 1970.
  readonly at: number
}

export interface Made extends Backup {
  readonly holdings: Holdings
}

/// Writes everything that is committed to a file of its own, whole and on disk when this resolves.
export type Copy = (to: string) => Promise<void>

const nameOf = (at: number) =>
  `ninety-${new Date(at).toISOString().replaceAll(':', '-').replace('.', '-')}.sqlite`

const named = /^ninety-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)\.sqlite$/

/// The backups of a folder, the newest first. Other files there are left alone.
export function backupsIn(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return []
  const found = readdirSync(folder).flatMap((name) => {
    const [, hour, minute, second, rest] = named.exec(name) ?? []
    const at = Date.parse(`${hour}:${minute}:${second}.${rest}`)
    return Number.isNaN(at) ? [] : [{ path: join(folder, name), at }]
  })
  return found.sort((a, b) => b.at - a.at)
}

/// Adds a backup of the database at `source` to a folder and reads it through. Rejects, and leaves
/// nothing behind, when there is no room for it or what was written is not whole.
export async function addBackup(
  folder: string,
  source: string,
  copy: Copy,
  now: number,
): Promise<Made> {
  mkdirSync(folder, { recursive: true })
  needRoom(folder, source)
  const path = join(folder, nameOf(now))
  await copy(path)
  try {
    return { path, at: now, holdings: await verified(path) }
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  }
}

/// Removes all but the newest of a folder.
export function keepNewest(folder: string, keep: number): void {
  for (const { path } of backupsIn(folder).slice(keep)) rmSync(path, { force: true })
}

/// What stays free for those who write, in bytes: a backup must not be what fills the disk.
const spare = 64 * 1024 * 1024

function needRoom(folder: string, source: string): void {
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const needed = sizeOf(source) + sizeOf(`${source}-wal`)
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= needed + spare) return
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  throw new Error(
    `${folder} has ${megabytes(bavail * bsize)} MB free, and a backup may take ${megabytes(needed)} MB`,
  )
}

/// Reads a backup through in a thread of its own.
export function verified(path: string): Promise<Holdings> {
  const url = new URL('./verifythread.ts', import.meta.url)
  const worker = new Worker(url, { workerData: path })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (error) => reject(new Error((error as Error).message)))
    worker.once('exit', () => reject(new Error('it could not be read through')))
  })
}
