/// The thread that `ThreadedStore` talks to.

import { parentPort, workerData } from 'node:worker_threads'
import { SqliteStore } from './sqlite.ts'
import type { Answer, Call } from './threaded.ts'

const store = new SqliteStore(String(workerData))

const say = (answer: Answer) => parentPort?.postMessage(answer)
say({ opening: store.opening })

parentPort?.on('message', async ({ number, method, args }: Call) => {
  try {
    const work = store[method] as (...args: readonly unknown[]) => Promise<unknown>
    say({ number, value: await work.apply(store, [...args]) })
  } catch (error) {
    say({ number, error })
  }
})
