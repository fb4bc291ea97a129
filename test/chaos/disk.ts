import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { Extent } from './extent.ts'
import { inFolder } from './folder.ts'
import { startProcess } from './process.ts'

/// What a fresh process reads.
export interface Reread {
  readonly update: Uint8Array
  readonly extent: Extent
  readonly head: number
  /// What it had to set aside, in words.
  readonly damage: readonly string[]
  /// What it found the write-ahead log to be.
  readonly wal: string
}

const reader = fileURLToPath(new URL('./reread.ts', import.meta.url))
const file = 'ninety.sqlite'

/// Reads a series of a data folder in a process of its own, without touching the folder. `isLive`
/// says that a server is using it.
export function rereadFolder(dataDir: string, series: string, isLive: boolean): Promise<Reread> {
  return inFolder(async (folder) => {
    const copy = join(folder, file)
    if (isLive) copyLive(join(dataDir, file), copy)
    else copyFiles(join(dataDir, file), copy)
    return reread(series, folder, [copy])
  })
}

/// The same of a database that a server of its own holds.
export function rereadDatabase(url: string, series: string): Promise<Reread> {
  return inFolder((folder) => reread(series, folder, [], { DATABASE_URL: url }))
}

async function reread(
  series: string,
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Reread> {
  const out = join(folder, 'update')
  const child = startProcess([reader, series, out, ...args], [], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  })
  let said = ''
  let complaint = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`What is on disk could not be read (${code}).\n${complaint}`)
  const answer = JSON.parse(said) as {
    kind: string
    reason?: string
    head: number
    damage: string[]
    wal: string
  }
  if (answer.kind !== 'loaded') throw new Error(`The series is ${answer.kind}: ${answer.reason}.`)
  const update = new Uint8Array(readFileSync(out))
  const { head, damage, wal } = answer
  return { update, extent: Extent.of(update), head, damage, wal }
}

/// A copy of the database of a data folder that no server uses, for a moment; `work` gets its path.
export function withCopy<T>(dataDir: string, work: (path: string) => Promise<T>): Promise<T> {
  return inFolder((folder) => {
    copyFiles(join(dataDir, file), join(folder, file))
    return work(join(folder, file))
  })
}

/// As the disk has it, write-ahead log and all; nobody writes to it.
function copyFiles(from: string, to: string): void {
  copyFileSync(from, to)
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`)
}

function copyLive(from: string, to: string): void {
  const db = new DatabaseSync(from, { timeout: 10_000 })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}
