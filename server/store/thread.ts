/// The thread that `ThreadedStore` talks to.

import { parentPort, workerData } from 'node:worker_threads'
import { SqliteStore } from './sqlite.ts'
import { type Answer, type Call, unpack } from './threaded.ts'

const store = new SqliteStore(String(workerData))

const say = (answer: Answer) => parentPort?.postMessage(answer)
say({ opening: store.opening })

parentPort?.on('message', async (call: Call) => {
  const { number } = call
  try {
    say({ number, value: await answer(call) })
  } catch (error) {
    say({ number, error })
  }
})

function answer(call: Call): Promise<unknown> {
  if ('packed' in call) return store.append(call.packed.id, unpack(call.packed), call.packed.at)
  const work = store[call.method] as (...args: readonly unknown[]) => Promise<unknown>
  return work.apply(store, [...call.args])
}
