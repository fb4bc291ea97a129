import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { ThreadedStore } from '../../../server/store/threaded.ts'
import { freshFolder } from '../house.ts'

const program = join(import.meta.dirname, '../../../bin/ninety.ts')

/// Ends the thread of the store when the process is told to.
const onSignal = `data:text/javascript,${encodeURIComponent(
  "process.on('worker', (worker) => process.on('SIGUSR2', () => worker.terminate()))",
)}`

it('a server whose store has ended says so and ends, to be started again', async () => {
  const { DATABASE_URL: _, REDIS_URL: __, ...env } = process.env
  const child = spawn(process.execPath, ['--import', onSignal, program, 'serve'], {
    env: { ...env, DATA_DIR: freshFolder(), PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => {
    complaints += text
  })
  const ended = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('Ninety is at')) break
  }
  child.kill('SIGUSR2')
  expect((await ended)[0]).toBe(1)
  expect(complaints).toContain('the store has ended: nothing can be saved until a new start')
})

it('a store that is closed is not lost', async () => {
  const { store } = await ThreadedStore.open(join(freshFolder(), 'ninety.sqlite'))
  let isLost = false
  void store.lost.then(() => {
    isLost = true
  })
  await store.close()
  await expect(store.check()).rejects.toThrow()
  expect(isLost).toBe(false)
})
