/// The thread that reads and writes files in a process of its own, one job after the other. It hears
/// nothing while it works; whoever else is in that process does.

import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { Tell } from '../../src/shared/format/progress.ts'
import { type Job, leave, type Said } from './job.ts'

// It is for this process, not for npm.
delete process.env.NODE_COMPILE_CACHE

const working = import('./work.ts')

/// Progress is told so often at most, in milliseconds.
const glance = 50

const say = (said: Said) => parentPort?.postMessage(said)

parentPort?.on('message', async (job: Job | typeof leave) => {
  if (job === leave) {
    const { stopFetching } = await import('./pdf/shelf.ts')
    await stopFetching()
    process.exit()
  }
  let last = 0
  let fetched: string | undefined
  const tell: Tell = (done, of, fetching) => {
    const now = Date.now()
    if (fetching === fetched && now - last < glance) return
    last = now
    fetched = fetching
    say({ kind: 'told', done, of, fetching })
  }
  try {
    const { work } = await working
    say({ kind: 'done', result: await work(job, tell) })
  } catch (error) {
    say({ kind: 'threw', error: error instanceof Error ? error : new Error(String(error)) })
  }
  flushCompileCache()
})
