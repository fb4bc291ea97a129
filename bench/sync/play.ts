/// One load: rooms full of writers, each typing a character at a time, and how long it took until
/// others had it.

import * as Y from 'yjs'
import { readUpdate } from '../../server/rooms/update.ts'
import { quantile } from '../table.ts'
import { Connection, type Entrance } from './connection.ts'
import { type DialectName, dialects } from './dialect.ts'
import { firstClient, type Rehearsal } from './edits.ts'
import { machineBusy, memoryOf, processorOf } from './proc.ts'

export interface Play {
  readonly dialect: DialectName
  /// One list for each room, an entrance for each who is in it.
  readonly rooms: readonly (readonly Entrance[])[]
  /// How many of each room type; the others look on.
  readonly typing: number
  /// How many of each room look into what they receive. The last ones.
  readonly observers: number
  readonly episodes: number
  /// Edits a second of each writer.
  readonly rate: number
  /// Seconds that are measured, after two in which all warms up.
  readonly seconds: number
  /// The server.
  readonly pid: number
  /// It is going to be killed: ends when the connections do.
  readonly untilClosed?: true
  /// Gives every single time, with its moment.
  readonly keep?: true
}

export interface Played {
  /// Edits in the time that is measured, and how often each was to be delivered.
  readonly sent: number
  readonly delivered: number
  /// Milliseconds from sending an edit to somebody else having it.
  readonly p50: number
  readonly p99: number
  /// Seconds of processor that the server took.
  readonly processor: number
  /// Megabytes that it held at the end.
  readonly memory: number
  /// Shares (1 is one processor) of the server, of this process and of the whole machine.
  readonly busy: { readonly server: number; readonly load: number; readonly machine: number }
  /// Edits that had not arrived a while after the last was sent.
  readonly missing: number
  /// For each room, up to where somebody else has seen each client.
  readonly seen: readonly Readonly<Record<number, number>>[]
  /// Where they were to be kept: when an edit arrived (milliseconds since 1970), after how many
  /// milliseconds.
  readonly times: readonly (readonly [at: number, latency: number])[]
}

const warmup = 2
/// Milliseconds in which the last edits may still arrive.
const afterwards = 1_500

export function editsOf({ rate, seconds }: Pick<Play, 'rate' | 'seconds'>): number {
  return Math.ceil(rate * (seconds + warmup)) + 1
}

export async function play(order: Play, { base, parts }: Rehearsal): Promise<Played> {
  const dialect = dialects[order.dialect]
  const connections: Connection[][] = []
  try {
    for (const entrances of order.rooms) {
      const first = new Connection(entrances[0] as Entrance, dialect)
      connections.push([first])
      await first.enter()
      first.say('update', base)
      if (dialect.answers) await untilKnown(first, base.byteLength)
    }
    const others = order.rooms.flatMap((entrances, room) =>
      entrances.slice(1).map((entrance) => ({ entrance, room })),
    )
    // A few at a time, as people come.
    for (let i = 0; i < others.length; i += 20) {
      await Promise.all(
        others.slice(i, i + 20).map(async ({ entrance, room }) => {
          const connection = new Connection(entrance, dialect)
          connections[room]?.push(connection)
          await connection.enter()
        }),
      )
    }
    return await type(order, connections, parts)
  } finally {
    for (const connection of connections.flat()) connection.end()
  }
}

async function untilKnown(connection: Connection, bytes: number): Promise<void> {
  for (;;) if ((await connection.read()).byteLength >= 0.9 * bytes) return
}

async function type(
  order: Play,
  connections: readonly (readonly Connection[])[],
  parts: Rehearsal['parts'],
): Promise<Played> {
  const { typing, rate, seconds, pid } = order
  const edits = editsOf(order)
  const rooms = connections.length
  const dialect = dialects[order.dialect]
  const sentAt = new Float64Array(rooms * typing * edits).fill(Number.NaN)
  const slot = (room: number, writer: number, edit: number) =>
    (room * typing + writer) * edits + edit
  const latencies: number[] = []
  const times: [number, number][] = []
  const seen = connections.map(() => new Map<number, number>())
  let measuring = false
  let arrived = 0

  for (const [room, inRoom] of connections.entries()) {
    for (const observer of inRoom.slice(inRoom.length - order.observers)) {
      const had = new Map<number, number>()
      observer.onFrame = (frame) => {
        const now = performance.now()
        const heard = observer.hear(frame)
        if (!heard || heard.what === 'step1') return
        const shape = readUpdate(heard.bytes)
        if ('code' in shape) throw new Error(`A server said what cannot be read: ${shape.message}`)
        for (const { client, from, to } of shape.ranges) {
          const writer = client - firstClient
          if (writer < 0 || writer >= typing || inRoom[writer] === observer) continue
          const known = had.get(client) ?? 0
          for (let edit = Math.max(from, known); edit < to; edit++) {
            arrived++
            if (!measuring) continue
            const latency = now - (sentAt[slot(room, writer, edit)] ?? Number.NaN)
            latencies.push(latency)
            if (order.keep) times.push([performance.timeOrigin + now, latency])
          }
          had.set(client, Math.max(known, to))
          seen[room]?.set(client, Math.max(seen[room]?.get(client) ?? 0, to))
        }
      }
    }
  }

  // Everybody at their own moment within the beat, and not quite evenly.
  const moments: { at: number; room: number; writer: number; edit: number }[] = []
  const beat = 1000 / rate
  let state = 4680
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  for (let edit = 0; edit < edits - 1; edit++) {
    for (let room = 0; room < rooms; room++) {
      for (let writer = 0; writer < typing; writer++) {
        moments.push({ at: (edit + chance()) * beat, room, writer, edit })
      }
    }
  }
  moments.sort((a, b) => a.at - b.at)

  const began = performance.now()
  const total = (warmup + seconds) * 1000
  let next = 0
  let sent = 0
  let before = { server: 0, load: 0, machine: 0, at: 0 }
  const reckon = () => ({
    server: processorOf(pid),
    load: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
    machine: machineBusy(),
    at: performance.now(),
  })
  const everyone = connections.flat()
  const isOver = () =>
    order.untilClosed ? everyone.some(({ isOpen }) => !isOpen) : performance.now() - began >= total
  while (!isOver() && next < moments.length) {
    const now = performance.now() - began
    if (!measuring && now >= warmup * 1000) {
      measuring = true
      if (!order.untilClosed) before = reckon()
    }
    for (; next < moments.length && (moments[next]?.at ?? 0) <= now; next++) {
      const { room, writer, edit } = moments[next] as (typeof moments)[number]
      const update = parts[writer]?.updates[edit]
      const name = order.rooms[room]?.[writer]?.room ?? ''
      if (!update) continue
      sentAt[slot(room, writer, edit)] = performance.now()
      connections[room]?.[writer]?.send(dialect.say(name, 'update', update))
      if (measuring) sent++
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const after = order.untilClosed ? before : reckon()
  measuring = order.untilClosed ?? false
  const toArrive = next * order.observers
  const ownOnes = connections.reduce((sum, inRoom, room) => {
    let own = 0
    for (let writer = inRoom.length - order.observers; writer < typing; writer++) {
      for (let edit = 0; edit < edits; edit++) {
        if (!Number.isNaN(sentAt[slot(room, writer, edit)] ?? Number.NaN)) own++
      }
    }
    return sum + own
  }, 0)
  const elapsed = (after.at - before.at) / 1000
  if (!order.untilClosed) await new Promise((resolve) => setTimeout(resolve, afterwards))
  const others = (order.rooms[0]?.length ?? 1) - 1
  return {
    sent,
    delivered: sent * others,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    processor: after.server - before.server,
    memory: order.untilClosed ? 0 : memoryOf(pid),
    busy: {
      server: (after.server - before.server) / elapsed,
      load: (after.load - before.load) / elapsed,
      machine: (after.machine - before.machine) / elapsed,
    },
    missing: toArrive - ownOnes - arrived,
    seen: seen.map((clients) => Object.fromEntries(clients)),
    times,
  }
}

/// What a server has of each client, read by somebody who has nothing.
export async function vectorOf(
  dialect: DialectName,
  entrance: Entrance,
): Promise<Readonly<Record<number, number>>> {
  const connection = new Connection(entrance, dialects[dialect])
  try {
    const whole = await connection.enter()
    if (!dialects[dialect].answers) return {}
    return Object.fromEntries(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(whole)))
  } finally {
    connection.end()
  }
}
