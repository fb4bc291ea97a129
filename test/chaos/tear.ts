import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Dice } from '../fuzz/dice.ts'

/// Damage to the files of the embedded store while no server runs. Where frames begin and which end
/// a commit is read here anew, from https://www.sqlite.org/fileformat2.html#walformat: what is to be
/// proved must not be asked.

const headerBytes = 32
const frameHeaderBytes = 24

interface Frame {
  readonly at: number
  readonly page: number
  readonly endsCommit: boolean
}

interface Wal {
  readonly bytes: Buffer
  readonly frameBytes: number
  /// Those of the present log, in order; what a former log left behind them is not in it.
  readonly frames: readonly Frame[]
  /// Behind the last commit.
  readonly end: number
}

function readWal(path: string): Wal | undefined {
  if (!existsSync(path)) return undefined
  const bytes = readFileSync(path)
  if (bytes.length < headerBytes) return undefined
  const frameBytes = frameHeaderBytes + bytes.readUInt32BE(8)
  const salts = bytes.subarray(16, 24)
  const frames: Frame[] = []
  for (let at = headerBytes; at + frameBytes <= bytes.length; at += frameBytes) {
    if (!bytes.subarray(at + 8, at + 16).equals(salts)) break
    frames.push({
      at,
      page: bytes.readUInt32BE(at),
      endsCommit: bytes.readUInt32BE(at + 4) !== 0,
    })
  }
  const last = frames.findLast(({ endsCommit }) => endsCommit)
  return { bytes, frameBytes, frames, end: last ? last.at + frameBytes : headerBytes }
}

/// What a crash in the middle of a write leaves at the end of the log.
export const tails = {
  'half a frame': ({ bytes, frameBytes, frames }, dice) => {
    const like = frames[0]?.at ?? headerBytes
    const frame = Buffer.from(bytes.subarray(like, like + frameBytes))
    frame.writeUInt32BE(0, 4)
    return frame.subarray(0, 1 + dice.below(frameBytes - 1))
  },
  'a frame that no commit follows': ({ bytes, frameBytes, frames }) => {
    const like = frames[0]?.at ?? headerBytes
    const frame = Buffer.from(bytes.subarray(like, like + frameBytes))
    frame.writeUInt32BE(0, 4)
    return frame
  },
  zeros: (_wal, dice) => Buffer.alloc(1 + dice.below(20_000)),
  noise: (_wal, dice) => noise(1 + dice.below(20_000), dice),
} as const satisfies Record<string, (wal: Wal, dice: Dice) => Buffer>

/// Writes such a tail where the next write would have gone.
export function tearTail(path: string, tail: keyof typeof tails, dice: Dice): void {
  const wal = readWal(`${path}-wal`)
  if (!wal || wal.frames.length === 0) return
  const torn = tails[tail](wal, dice)
  const rest = wal.bytes.subarray(wal.end + torn.length)
  writeFileSync(`${path}-wal`, Buffer.concat([wal.bytes.subarray(0, wal.end), torn, rest]))
}

/// Changes a frame of a commit that others follow, in its page or in its header. Gives back where
/// the last whole commit before it ends; undefined when there are too few.
export function tearCommit(path: string, dice: Dice): { readonly wholeUpTo: number } | undefined {
  const wal = readWal(`${path}-wal`)
  if (!wal) return undefined
  const { bytes, frames, frameBytes, end } = wal
  const commits = frames.filter(({ endsCommit, at }) => endsCommit && at < end)
  const before = commits[dice.below(commits.length - 2)]
  if (commits.length < 4 || !before) return undefined
  const first = before.at + frameBytes
  const last = (commits[commits.indexOf(before) + 1] as Frame).at
  const at = first + frameBytes * dice.below((last - first) / frameBytes + 1)
  // The salts are left as they are: they say that it belongs to this log at all.
  const [from, length] = dice.chance(0.25) ? [at, 8] : [at + frameHeaderBytes, frameBytes - 24]
  const start = from + dice.below(length)
  const torn = noise(1 + dice.below(from + length - start), dice)
  for (let i = 0; i < torn.length; i++) {
    bytes[start + i] = (bytes[start + i] as number) ^ ((torn[i] as number) | 1)
  }
  writeFileSync(`${path}-wal`, bytes)
  return { wholeUpTo: first }
}

/// Cuts the log off there.
export function cutWal(path: string, at: number): void {
  truncateSync(`${path}-wal`, at)
}

/// Writes half a page of the database file anew that the log has as well, as a crash does while the
/// log is copied into the file. False when there is none.
export function tearPage(path: string, dice: Dice): boolean {
  const wal = readWal(`${path}-wal`)
  if (!wal) return false
  const size = wal.frameBytes - frameHeaderBytes
  const bytes = readFileSync(path)
  const frames = wal.frames.filter(({ at, page }) => at < wal.end && page * size <= bytes.length)
  const frame = dice.pick(frames)
  if (!frame) return false
  const at = (frame.page - 1) * size
  noise(size / 2, dice).copy(bytes, at + (dice.chance(0.5) ? size / 2 : 0))
  writeFileSync(path, bytes)
  return true
}

/// What is read of them when a series is opened.
const readable = {
  log: `SELECT seq, bytes FROM log WHERE doc = ?1
    AND seq > (SELECT coalesce(max(seq), 0) FROM snapshot WHERE doc = ?1)`,
  snapshot: 'SELECT seq, bytes FROM snapshot WHERE doc = ? ORDER BY seq',
} as const

/// Changes the bytes of a row of a series' log, or of its newest snapshot, as a bad disk does.
export function tearRow(
  path: string,
  series: string,
  what: 'log' | 'snapshot',
  dice: Dice,
): boolean {
  const db = new DatabaseSync(path)
  try {
    const rows = db.prepare(readable[what]).all(series)
    const row = what === 'log' ? dice.pick(rows) : rows.at(-1)
    const bytes = row?.bytes
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) return false
    const torn = Uint8Array.from(bytes)
    const at = dice.below(torn.length)
    torn[at] = (torn[at] as number) ^ (1 + dice.below(255))
    db.prepare(`UPDATE ${what} SET bytes = ? WHERE doc = ? AND seq = ?`).run(
      torn,
      series,
      row?.seq ?? 0,
    )
    return true
  } finally {
    db.close()
  }
}

/// The names of what is kept beside a database file.
export function keptBeside(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.includes('.damaged-'))
}

function noise(length: number, dice: Dice): Buffer {
  return Buffer.from(Array.from({ length }, () => dice.below(256)))
}
