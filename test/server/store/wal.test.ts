import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import { healingMs } from '../../../server/store/store.ts'
import { lookAtWal } from '../../../server/store/wal.ts'
import { freshFolder } from '../house.ts'
import { serve } from '../serverprocess.ts'

const row = { id: 'a', title: 'The Lift', language: 'en', binned: null, lineage: null } as const
const commits = 12

/// What a killed server leaves: a series and a log of 12 rows, one commit each, of which nothing has
/// been copied out of the write-ahead log unless `checkpointed`. Some rows fill several pages.
async function killed({ checkpointed = false } = {}): Promise<string> {
  const folder = freshFolder()
  const store = new SqliteStore(join(folder, 'alive.sqlite'))
  await store.createSeries({ ...row, created: 1, updated: 1 }, entry(0))
  for (let i = 1; i < commits; i++) await store.append('a', [entry(i)], i)
  const path = join(folder, 'ninety.sqlite')
  if (checkpointed) {
    const db = new DatabaseSync(join(folder, 'alive.sqlite'))
    db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    db.close()
  }
  for (const end of ['', '-wal']) copyFileSync(join(folder, `alive.sqlite${end}`), path + end)
  await store.close()
  return path
}

function entry(i: number) {
  return { bytes: new Uint8Array(i % 3 === 0 ? 9000 : 40).fill(i), user: 'ada' }
}

/// The same once more, with something done to its log.
function again(path: string, change: (wal: Buffer) => Uint8Array): string {
  const copy = join(mkdtempSync(join(dirname(path), 'copy-')), basename(path))
  copyFileSync(path, copy)
  writeFileSync(`${copy}-wal`, change(readFileSync(`${path}-wal`)))
  return copy
}

function flip(wal: Buffer, at: number): Buffer {
  wal[at] = (wal[at] as number) ^ 0xff
  return wal
}

/// Where the transactions of a whole log end, in bytes.
function ends(wal: Buffer): number[] {
  const size = wal.readUInt32BE(8) + 24
  const all: number[] = []
  for (let at = 32; at + size <= wal.length; at += size) {
    if (wal.readUInt32BE(at + 4) !== 0) all.push(at + size)
  }
  return all
}

/// Opens it, gives what was met and what is there, and closes it again.
async function opened(path: string) {
  const store = new SqliteStore(path)
  try {
    const stored = await store.stored('a')
    const rows = await store.rows('a', 0)
    const good = rows.filter(({ bytes, damaged, seq }, i) => {
      return !damaged && seq === i + 1 && Buffer.from(bytes).equals(entry(i).bytes)
    })
    expect(good.length).toBe(rows.length)
    expect(rows.length).toBe(stored?.head ?? 0)
    // It can be written to.
    if (stored) expect(await store.append('a', [entry(rows.length)], 99)).toBe(rows.length + 1)
    return { ...store.opening, rows: rows.length, healing: stored?.healing ?? 0 }
  } finally {
    await store.close()
  }
}

describe('the log of a killed server', () => {
  it('is read whole when it is whole', async () => {
    const path = await killed()
    expect(await opened(path)).toMatchObject({
      wal: { kind: 'whole', lost: 0 },
      damagedWal: undefined,
      rows: commits,
      healing: 0,
    })
  })

  it('that ends in a write cut off at any byte has lost nothing that was acknowledged', async () => {
    const path = await killed()
    const [before = 0, last = 0] = ends(readFileSync(`${path}-wal`)).slice(-2)
    for (let at = before + 1; at < last; at += 997) {
      const cut = again(path, (wal) => wal.subarray(0, at))
      expect(await opened(cut)).toMatchObject({
        wal: { kind: 'tornTail', lost: 0 },
        damagedWal: undefined,
        rows: commits - 1,
        healing: 0,
      })
      expect(readdirSync(dirname(cut))).toEqual(['ninety.sqlite'])
    }
  })

  it('that was damaged in a commit is kept, read up to it, and browsers may give back the rest', async () => {
    const path = await killed()
    const fourth = ends(readFileSync(`${path}-wal`)).at(-9) as number
    const broken = again(path, (wal) => flip(wal, fourth + 300))
    const damaged = readFileSync(`${broken}-wal`)
    const found = await opened(broken)
    expect(found).toMatchObject({ wal: { kind: 'tornCommit', lost: 8 }, rows: commits - 8 })
    expect(Math.abs(found.healing - Date.now() - healingMs)).toBeLessThan(60_000)
    expect(readFileSync(found.damagedWal ?? '').equals(damaged)).toBe(true)
    // Nothing is left that would be taken for damage once more.
    expect(await opened(broken)).toMatchObject({ wal: { kind: 'whole' }, rows: commits - 7 })
  })

  it('is said to be damaged when the server starts', async () => {
    const path = await killed()
    const fourth = ends(readFileSync(`${path}-wal`)).at(-9) as number
    const broken = again(path, (wal) => flip(wal, fourth + 300))
    const server = await serve(dirname(broken))
    expect(server.complaints()).toMatch(/"lost":8.*the last writes are damaged on disk/)
    expect(await server.end('SIGTERM')).toBe(0)
  })

  it('is known to be damaged when it is the last commit, or the header', async () => {
    const path = await killed()
    const wal = readFileSync(`${path}-wal`)
    expect(lookAtWal(flip(Buffer.from(wal), wal.length - 100)).kind).toBe('tornCommit')
    const headless = again(path, (log) => flip(log, 13))
    expect(await opened(headless)).toMatchObject({ wal: { kind: 'tornCommit' }, rows: 0 })
  })

  it('that was in the file already puts nothing old over it', async () => {
    const path = await killed({ checkpointed: true })
    const all = ends(readFileSync(`${path}-wal`))
    for (const at of all.slice(1, -1)) {
      const found = await opened(again(path, (wal) => flip(wal, at + 300)))
      expect(found).toMatchObject({ wal: { kind: 'tornCommit' }, rows: commits })
    }
  })

  it('is not forgotten when the start that tried the file without it was cut off', async () => {
    const path = await killed()
    renameSync(`${path}-wal`, `${path}-wal.away`)
    expect(await opened(path)).toMatchObject({ wal: { kind: 'whole' }, rows: commits })
  })

  it('never lacks something acknowledged without saying so, wherever it is damaged', async () => {
    const path = await killed()
    const wal = readFileSync(`${path}-wal`)
    let seed = 7
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return seed
    }
    for (let run = 0; run < 60; run++) {
      const at = random() % wal.length
      const found = await opened(again(path, (log) => flip(log, at)))
      const said = `byte ${at} of ${wal.length}: ${JSON.stringify(found)}`
      if (found.rows < commits) expect(found.wal.kind, said).toBe('tornCommit')
      expect(existsSync(found.damagedWal ?? ''), said).toBe(found.wal.kind === 'tornCommit')
    }
  })
})
