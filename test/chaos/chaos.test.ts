import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Plant } from './planted.ts'

const root = join(import.meta.dirname, '../..')

function chaos(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['test/chaos/main.ts', '--seed', '1', ...args],
    { cwd: root, encoding: 'utf8', timeout: 110_000 },
  )
  return { status, said: stdout + stderr }
}

it('a server that tells others before the commit is found out', { timeout: 120_000 }, () => {
  const mutant: Plant = 'tellBeforeCommit'
  const { status, said } = chaos('--only', 'kill', '--rounds', '1', '--mutant', mutant)
  expect(said).toContain('LOST')
  expect(said).toMatch(/seen by p\d+ and not on disk/)
  expect(status).toBe(1)
})

it('what it does not know it says in a sentence', () => {
  expect(chaos('--only', 'fire')).toMatchObject({ status: 2, said: expect.stringMatching(/only/) })
})
