/// Writers at work in a season, first alone and then while it is exported, one file after the other,
/// as a browser asks for them: what they notice of it is how late they see each other's letters.

import { setTimeout as wait } from 'node:timers/promises'
import { call } from '../sync/call.ts'
import type { Entrance } from '../sync/connection.ts'
import { startLoader } from '../sync/loader.ts'
import { machineBusy, processorOf } from '../sync/proc.ts'
import { ninety } from '../sync/side.ts'
import { median, quantile, type Row, round } from '../table.ts'

const writers = 6
/// Who measures: they are in it, look on and type nothing.
const lookers = 2
/// Edits a second of each: somebody who types without stopping.
const rate = 5

/// In the order in which they are asked for, over and over.
const kinds = ['pdf', 'docx', 'archive', 'outline-xlsx', 'fdx'] as const

/// Seconds until the writers are at work; of each stretch in peace and of each with exports, which
/// ends with the file that is being made; what those may take longer; and how often it goes so.
const settling = 3
const stretch = 10
const grace = 5
const rounds = 3
const seconds = settling + rounds * (2 * stretch + grace) + stretch

/// Two stretches in peace may come out nearer to each other than such a p99 can be told.
const leastNoise = 1.1

/// Milliseconds since 1970.
interface Stretch {
  readonly from: number
  readonly to: number
}

export async function exporting(): Promise<readonly Row[]> {
  const loader = startLoader()
  const serving = await ninety.start(1, writers + lookers)
  try {
    const entrances = serving.rooms[0] ?? []
    await loader.enter('writers', {
      dialect: 'ninety',
      rooms: [entrances],
      typing: writers,
      observers: lookers,
      episodes: 100,
      rate,
      edits: rate * (seconds + 1),
      pid: serving.pid,
    })
    const desk = deskOf(entrances[0])
    const [{ times }, { peaceful, busy, spent, server, machine }] = await Promise.all([
      loader.take('writers', { warmup: settling, seconds, keep: true }),
      inTurns(desk, serving.pid),
    ])
    const latencies = (stretches: readonly Stretch[]) =>
      times
        .filter(([at]) => stretches.some(({ from, to }) => at >= from && at <= to))
        .map(([, ms]) => ms)
    const quiet = latencies(peaceful)
    const meanwhile = latencies(busy)
    const halves = [0, 1].map((half) =>
      quantile(latencies(peaceful.filter((_, i) => i % 2 === half)), 0.99),
    )
    const noise = Math.max(leastNoise, Math.max(...halves) / Math.min(...halves))
    const share = (used: number) => `${Math.round((used / spent) * 100)} %`
    console.log(`Files made: ${desk.said()}`)
    console.log(
      `${writers} writers, ${rate} edits a second each: ${quiet.length} deliveries in peace, ` +
        `${meanwhile.length} during exports; p50 ${round(quantile(quiet, 0.5))} → ${round(quantile(meanwhile, 0.5))} ms`,
    )
    console.log(
      `p99 of two halves in peace ${halves.map(round).join(' and ')} ms; longest ` +
        `${round(Math.max(...quiet))} ms in peace, ${round(Math.max(...meanwhile))} ms during exports`,
    )
    console.log(`The server took ${share(server)} of a processor, the machine ${share(machine)}`)
    return [
      {
        what: "Writers at work while their season is exported, others' screens, p99",
        unit: 'ms',
        ours: quantile(meanwhile, 0.99),
        beside: { name: 'in peace', value: quantile(quiet, 0.99) },
        budget: { ratio: Math.round(noise * 100) / 100 },
      },
    ]
  } finally {
    loader.end()
    await serving.remove()
  }
}

/// Peace and exports in turns, and the processor time that the exports took, in seconds.
async function inTurns(desk: ReturnType<typeof deskOf>, pid: number) {
  await wait(settling * 1000)
  const peaceful: Stretch[] = []
  const busy: Stretch[] = []
  let [server, machine, spent] = [0, 0, 0]
  for (let i = 0; i < rounds; i++) {
    peaceful.push(await during(() => wait(stretch * 1000)))
    const [before, all] = [processorOf(pid), machineBusy()]
    const exported = await during(() => desk.order(stretch * 1000))
    busy.push(exported)
    server += processorOf(pid) - before
    machine += machineBusy() - all
    spent += (exported.to - exported.from) / 1000
  }
  peaceful.push(await during(() => wait(stretch * 1000)))
  return { peaceful, busy, spent, server, machine }
}

async function during(work: () => Promise<unknown>): Promise<Stretch> {
  const from = Date.now()
  await work()
  return { from, to: Date.now() }
}

/// Where somebody asks for one file after the other and keeps the books.
function deskOf(entrance: Entrance | undefined) {
  if (!entrance) throw new Error('Nobody is there.')
  const { host } = new URL(entrance.url)
  const { headers, room } = entrance
  const taken = new Map<string, number[]>()
  const sizes = new Map<string, number>()
  let asked = 0
  return {
    /// Exports for so many milliseconds.
    async order(ms: number): Promise<void> {
      const until = Date.now() + ms
      while (Date.now() < until) {
        const kind = kinds[asked++ % kinds.length] as string
        const began = performance.now()
        const path = `/api/series/${room}/export?format=${kind}`
        const answer = await call(`http://${host}${path}`, { headers })
        const bytes = await answer.arrayBuffer()
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`)
        taken.set(kind, [...(taken.get(kind) ?? []), performance.now() - began])
        sizes.set(kind, bytes.byteLength)
      }
    },
    said(): string {
      const each = [...taken].map(
        ([kind, times]) =>
          `${times.length} × ${kind} (${round((sizes.get(kind) ?? 0) / 1e6)} MB) in ${round(median(times))} ms`,
      )
      return each.join(', ')
    },
  }
}
