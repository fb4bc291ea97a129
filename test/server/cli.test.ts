import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshFolder, openHouse } from './house.ts'

const program = join(import.meta.dirname, '../../bin/ninety.ts')
const sample = join(import.meta.dirname, '../../src/shared/sample/en.fountain')

function ninety(dataDir: string, ...args: string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('close', (code) => done({ code, out, err }))
  })
}

it('imports a file into the store and exports it again', async () => {
  const folder = freshFolder()
  const imported = await ninety(folder, 'import', sample)
  expect(imported).toMatchObject({ code: 0, err: '' })
  const [id = ''] = imported.out.split(' ')
  const out = join(folder, 'out.fountain')
  expect(await ninety(folder, 'export', id, '--out', out)).toMatchObject({ code: 0, out: '' })
  const exported = await ninety(folder, 'export', id)
  expect(exported.out).toBe(readFileSync(out, 'utf8'))
  expect(exported.out).toContain('Title: Sorry for My Loss')
}, 20_000)

it('talks to a running server, and will not write behind its back', async () => {
  const house = await openHouse()
  const refused = await ninety(house.dataDir, 'import', sample)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('--url')
  const asked = await ninety(house.dataDir, 'import', sample, '--url', house.url)
  expect(asked).toMatchObject({ code: 1, out: '' })
  expect(asked.err).toContain('--token')
  const made = await house.json('/api/tokens', 'POST', { name: 'Command line' })
  const { token } = made.body as { token: string }
  const there = ['--url', house.url, '--token', token]
  const imported = await ninety(house.dataDir, 'import', sample, ...there)
  expect(imported.code).toBe(0)
  const [id = ''] = imported.out.split(' ')
  expect((await house.json(`/api/series/${id}`)).status).toBe(200)
  const exported = await ninety(house.dataDir, 'export', id, ...there)
  expect(exported.out).toContain('Title: Sorry for My Loss')
}, 20_000)

it('gives a new password to who has forgotten theirs, beside a running server', async () => {
  const house = await openHouse()
  const { accounts } = house.household
  await accounts.make('Ben', 'ben@room.test', 'a long enough password')
  const before = await accounts.signIn('ben@room.test', 'a long enough password', new Headers())
  const cookie = before.kind === 'signed' ? (before.cookies[0] ?? '') : ''
  const reset = await ninety(house.dataDir, 'reset-password', 'Ben@room.test')
  expect(reset).toMatchObject({ code: 0, err: '' })
  const password = /is (\S+)\n/.exec(reset.out)?.[1] ?? ''
  expect(await accounts.whoHas(new Headers({ cookie }))).toBe(undefined)
  const after = await accounts.signIn('ben@room.test', password, new Headers())
  expect(after.kind).toBe('signed')
  const unknown = await ninety(house.dataDir, 'reset-password', 'nobody@room.test')
  expect(unknown.code).toBe(1)
  expect((await ninety(house.dataDir, 'reset-password')).code).toBe(2)
}, 20_000)

it('checks a file, and says where a loss is', async () => {
  const folder = freshFolder()
  const file = join(folder, 'cut.fountain')
  writeFileSync(file, 'INT. LIFT - NIGHT\n\nIt stops. /* cut */\n')
  const checked = await ninety(folder, 'check', file)
  expect(checked.code).toBe(1)
  expect(checked.out).toContain('cut (en): 1 episodes')
  expect(checked.err).toContain('fountain.boneyard')
}, 20_000)

it('exits 2 on what it cannot read or understand', async () => {
  const folder = freshFolder()
  const noise = join(folder, 'noise.fountain')
  writeFileSync(noise, new Uint8Array([0, 0xff, 0, 1]))
  for (const args of [
    ['check', join(folder, 'gone.fountain')],
    ['check', noise],
    ['import', noise],
    ['import'],
    ['import', sample, '--divide', 'soon'],
    ['export'],
    ['export', 'x', '--format', 'papyrus'],
    ['dance'],
  ]) {
    expect([args, (await ninety(folder, ...args)).code]).toEqual([args, 2])
  }
}, 30_000)
