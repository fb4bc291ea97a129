import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { convert as run } from '../../bin/convert.ts'

let folder: string
let said: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninety-convert-'))
  said = ''
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

const convert = (args: string[]) =>
  run(args, (text) => {
    said += text
  })
const path = (name: string) => join(folder, name)
const put = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content)
const got = (name: string) => readFileSync(path(name), 'utf8')

it('writes what it read, and says nothing when nothing is lost', async () => {
  put('in.fountain', 'INT. LIFT - NIGHT\n\nMARA\nHello?')
  expect(await convert([path('in.fountain'), path('out.fountain')])).toBe(0)
  expect(got('out.fountain')).toContain('# Episode 1\n\n## Hook\n\n## Beat\n\nINT. LIFT - NIGHT')
  expect(said).toBe('')
})

it('says each loss with its place and its code', async () => {
  put('in.fountain', '# Episode 1\n\n# Episode 5\n')
  expect(await convert([path('in.fountain'), path('out.fountain')])).toBe(0)
  expect(said).toMatch(/in\.fountain:3: .* \[fountain\.episode-number\]\n$/)
})

it('divides a script without episodes by its running time', async () => {
  const scene = `INT. ROOM - DAY\n\nMARA\n${'This is a sentence of some length. '.repeat(20)}`
  put('in.fountain', [scene, scene, scene].join('\n\n'))
  expect(await convert([path('in.fountain'), path('out.fountain'), '--divide', '60'])).toBe(0)
  expect(got('out.fountain').match(/^# Episode/gm)).toHaveLength(3)
})

it('exits 2 when the input cannot be read, and writes nothing', async () => {
  put('picture.fountain', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))
  put('in.fountain', 'Hello.')
  for (const args of [
    [],
    [path('in.fountain')],
    [path('none.fountain'), path('out.fountain')],
    [path('picture.fountain'), path('out.fountain')],
    [path('in.xyz'), path('out.fountain')],
    [path('in.fountain'), path('out.xyz')],
    [path('in.fountain'), path('out.fountain'), '--language', 'tlh'],
    [path('in.fountain'), path('out.fountain'), '--divide', 'soon'],
    [path('in.fountain'), path('out.fountain'), '--nonsense'],
  ]) {
    said = ''
    expect(await convert(args)).toBe(2)
    expect(said).not.toBe('')
  }
  expect(() => got('out.fountain')).toThrow()
})

it('exits 1 when the output cannot be written', async () => {
  put('in.fountain', 'Hello.')
  expect(await convert([path('in.fountain'), path('no/such/folder.fountain')])).toBe(1)
})
