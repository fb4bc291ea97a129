import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { backupsIn } from '../../../server/backup/folder.ts'
import { freshFolder, type House, openHouse } from '../house.ts'
import { folderOf, textsOf } from '../olddata.ts'

const program = join(import.meta.dirname, '../../../bin/ninety.ts')

function ninety(dataDir: string, ...args: string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', BACKUP_DIR: '' },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('close', (code) => done({ code, out, err }))
  })
}

/// Somebody types, and somebody else has seen it: it is on the disk.
async function typed(house: House, series: string, text: string): Promise<void> {
  const writer = await house.person(series)
  const reader = await house.person(series)
  writer.type(text)
  await reader.when(() => reader.notes.toString().endsWith(text))
  writer.leave()
  reader.leave()
}

it('puts back what was backed up while people wrote, and keeps what was there', async () => {
  const house = await openHouse()
  const { dataDir } = house
  const series = await house.series()
  await typed(house, series, 'Before. ')
  const made = await ninety(dataDir, 'backup')
  expect(made).toMatchObject({ code: 0, err: '' })
  const [backup] = backupsIn(join(dataDir, 'backups'))
  expect(made.out).toContain(backup?.path)

  // Not under a running server.
  const refused = await ninety(dataDir, 'restore', backup?.path ?? '')
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('stop it first')

  await typed(house, series, 'After. ')
  await house.close()
  const restored = await ninety(dataDir, 'restore', backup?.path ?? '')
  expect(restored).toMatchObject({ code: 0, err: '' })

  const db = new DatabaseSync(join(dataDir, 'ninety.sqlite'), { readOnly: true })
  const row = db.prepare('SELECT healing FROM series WHERE id = ?').get(series)
  db.close()
  expect(Number(row?.healing)).toBeGreaterThan(Date.now() + 29 * 24 * 60 * 60_000)
  const again = await openHouse({}, dataDir)
  const back = await again.person(series)
  expect(back.notes.toString()).toBe('Before. ')
  await again.close()

  // What was there before opens as well.
  const [beside = ''] = readdirSync(dataDir).filter((name) => name.startsWith('before-restore-'))
  const old = freshFolder()
  for (const name of readdirSync(join(dataDir, beside))) {
    writeFileSync(join(old, name), readFileSync(join(dataDir, beside, name)))
  }
  const replaced = await openHouse({}, old)
  expect((await replaced.person(series)).notes.toString()).toBe('Before. After. ')
}, 60_000)

it('a write-ahead log that was left is not played on what was put back', async () => {
  const house = await openHouse()
  const { dataDir } = house
  const series = await house.series()
  await typed(house, series, 'Before. ')
  await ninety(dataDir, 'backup')
  await typed(house, series, 'After. ')
  // As SIGKILL leaves it.
  const wal = readFileSync(join(dataDir, 'ninety.sqlite-wal'))
  const main = readFileSync(join(dataDir, 'ninety.sqlite'))
  await house.close()
  writeFileSync(join(dataDir, 'ninety.sqlite'), main)
  writeFileSync(join(dataDir, 'ninety.sqlite-wal'), wal)
  const [backup] = backupsIn(join(dataDir, 'backups'))
  expect((await ninety(dataDir, 'restore', backup?.path ?? '')).code).toBe(0)
  const again = await openHouse({}, dataDir)
  expect((await again.person(series)).notes.toString()).toBe('Before. ')
}, 60_000)

it('refuses what is no whole backup, and changes nothing', async () => {
  const house = await openHouse()
  const { dataDir } = house
  await house.series()
  await ninety(dataDir, 'backup', join(dataDir, 'elsewhere'))
  await house.close()
  const [backup] = backupsIn(join(dataDir, 'elsewhere'))
  const bytes = readFileSync(backup?.path ?? '')
  const files = readdirSync(dataDir).sort()
  for (const [name, content] of [
    ['cut', bytes.subarray(0, bytes.length / 2)],
    ['noise', Buffer.alloc(bytes.length, 0x5a)],
    ['empty', Buffer.alloc(0)],
    ['spoilt', Buffer.from(bytes).fill(0xff, 4096, 8192)],
  ] as const) {
    const file = join(freshFolder(), name)
    writeFileSync(file, content)
    const { code, err } = await ninety(dataDir, 'restore', file)
    expect([name, code]).toEqual([name, 2])
    expect(err).toContain('is no whole backup')
  }
  expect((await ninety(dataDir, 'restore', join(dataDir, 'gone'))).code).toBe(2)
  const folder = await ninety(dataDir, 'restore', join(dataDir, 'elsewhere'))
  expect(folder).toMatchObject({ code: 2, err: expect.stringContaining('is a folder') })
  expect(readdirSync(dataDir).sort()).toEqual(files)
  expect(existsSync(join(dataDir, 'restoring.sqlite'))).toBe(false)
}, 60_000)

it('backs up what an earlier version left, as it is, and puts it back', async () => {
  const { dataDir, said } = folderOf('first-store')
  expect((await ninety(dataDir, 'backup')).code).toBe(0)
  const [backup] = backupsIn(join(dataDir, 'backups'))
  const fresh = freshFolder()
  expect((await ninety(fresh, 'restore', backup?.path ?? '')).code).toBe(0)
  expect(readdirSync(fresh).sort()).toEqual(['lock.sqlite', 'ninety.sqlite'])
  const house = await openHouse({}, fresh)
  for (const [series, texts] of Object.entries(said)) {
    await house.household.members.add(series, house.ada.userId, 'owner', [])
    expect(textsOf((await house.person(series)).doc)).toEqual(texts)
  }
}, 60_000)
