/// A whole company opens the same season at once, while its writers are at work in it.

import { setTimeout as wait } from 'node:timers/promises'
import { startLoader } from '../sync/loader.ts'
import { machineBusy, memoryOf, processorOf } from '../sync/proc.ts'
import { ninety } from '../sync/side.ts'
import { quantile, type Row } from '../table.ts'
import { callCrowd } from './crowd.ts'

const writers = 8
/// Who measures: they are in it, look on and type nothing.
const lookers = 2
const people = 150
/// Milliseconds in which they come.
const rush = 10_000
/// Accounts by which they are let in: each has a few windows.
const accounts = 30

/// Milliseconds until the writers are at work, and how long they are left in peace.
const settling = 2_000
const peace = 10_000
/// Edits a second of each.
const rate = 10
const seconds = (settling + peace + rush) / 1000 + 2

export async function storm(): Promise<readonly Row[]> {
  const loader = startLoader()
  const crowd = callCrowd()
  const serving = await ninety.start(1, 2 * accounts)
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(serving.pid))
  }, 50)
  try {
    const entrances = serving.rooms[0] ?? []
    await loader.enter('writers', {
      dialect: 'ninety',
      rooms: [entrances.slice(0, writers + lookers)],
      typing: writers,
      observers: lookers,
      episodes: 100,
      rate,
      edits: rate * (seconds + 1),
      pid: serving.pid,
    })
    const working = loader.take('writers', { warmup: settling / 1000, seconds, keep: true })
    await wait(settling + peace)
    const before = memoryOf(serving.pid)
    const [processor, machine] = [processorOf(serving.pid), machineBusy()]
    peak = 0
    const began = Date.now()
    // The first of the entrances are browsers with a session.
    const comers = Array.from({ length: people }, (_, i) => entrances[i % accounts])
    const ready = await crowd.come(
      comers.flatMap((entrance) => (entrance ? [entrance] : [])),
      rush,
    )
    const over = Date.now()
    const share = (used: number) => `${Math.round((used / (over - began)) * 100_000)} %`
    const busy = `${share(processorOf(serving.pid) - processor)} of a processor, the machine ${share(machineBusy() - machine)}`
    const { times } = await working
    await wait(3_000)
    const after = memoryOf(serving.pid)
    const during = times.filter(([at]) => at >= began && at <= over).map(([, ms]) => ms)
    const quiet = times.filter(([at]) => at < began && at > began - peace).map(([, ms]) => ms)
    console.log(
      `${ready.length} of ${people} came in ${((over - began) / 1000).toFixed(1)} s; ready after ` +
        `${quantile(ready, 0.5).toFixed(0)} ms (p50), ${quantile(ready, 0.95).toFixed(0)} ms (p95), ` +
        `${Math.max(...ready).toFixed(0)} ms (last)`,
    )
    console.log(
      `Memory of the server: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ` +
        `${after.toFixed(0)} MB when all had left`,
    )
    console.log(`The server took ${busy}`)
    const p50 = `${quantile(quiet, 0.5).toFixed(1)} → ${quantile(during, 0.5).toFixed(1)} ms`
    console.log(`The writers' edits to each other's screens: p50 ${p50}`)
    return [
      {
        what: `${people} open 100 episodes in ${rush / 1000} s, p95 to ready`,
        unit: 'ms',
        ours: ready.length === people ? quantile(ready, 0.95) : Number.NaN,
      },
      {
        what: 'Writers at work in it meanwhile, p99 to the others',
        unit: 'ms',
        ours: quantile(during, 0.99),
        beside: { name: 'before they came', value: quantile(quiet, 0.99) },
        budget: { ratio: 2 },
      },
      {
        what: 'Memory of the server at most',
        unit: 'MB',
        ours: peak,
        beside: { name: 'before they came', value: before },
      },
    ]
  } finally {
    clearInterval(watch)
    crowd.leave()
    loader.end()
    await serving.remove()
  }
}
