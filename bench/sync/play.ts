/// Rooms full of writers, each typing a character at a time, and how long it takes until others have
/// it. Whoever came stays until the end, so that several servers can be measured in turns.

import * as Y from 'yjs'
import { readUpdate } from '../../server/rooms/update.ts'
import { quantile } from '../table.ts'
import { Connection, type Entrance } from './connection.ts'
import { type Dialect, type DialectName, dialects } from './dialect.ts'
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
  /// How many edits each writer has, over all turns.
  readonly edits: number
  /// The server.
  readonly pid: number
}

export interface Turn {
  /// Seconds in which all warms up, and that are measured then.
  readonly warmup: number
  readonly seconds: number
  /// The server is going to be killed: it ends when the connections do.
  readonly untilClosed?: true
  /// Gives every single time, with its moment.
  readonly keep?: true
}

export interface Played {
  /// Edits in the time that is measured, and how often they were to be delivered.
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
  readonly busy: Busy
  /// Edits that had not arrived a while after the last was sent.
  readonly missing: number
  /// For each room, up to where somebody else has seen each client.
  readonly seen: readonly Readonly<Record<number, number>>[]
  /// Where they were to be kept: when an edit arrived (milliseconds since 1970), after how many
  /// milliseconds.
  readonly times: readonly (readonly [at: number, latency: number])[]
}

interface Busy {
  readonly server: number
  readonly load: number
  readonly machine: number
}

/// Milliseconds in which the last edits may still arrive.
const afterwards = 1_500

export class Cast {
  readonly #play: Play
  readonly #dialect: Dialect
  readonly #parts: Rehearsal['parts']
  readonly #connections: Connection[][] = []
  readonly #sentAt: Float64Array
  readonly #seen: Map<number, number>[]
  #edit = 0
  #arrived = 0
  #toArrive = 0
  #measuring = false
  #keep = false
  #latencies: number[] = []
  #times: [number, number][] = []

  private constructor(play: Play, parts: Rehearsal['parts']) {
    this.#play = play
    this.#dialect = dialects[play.dialect]
    this.#parts = parts
    this.#sentAt = new Float64Array(play.rooms.length * play.typing * play.edits).fill(Number.NaN)
    this.#seen = play.rooms.map(() => new Map())
  }

  /// Brings the series into each room, and everybody in.
  static async enter(play: Play, { base, parts }: Rehearsal): Promise<Cast> {
    const cast = new Cast(play, parts)
    try {
      await cast.#begin(base)
    } catch (error) {
      cast.leave()
      throw error
    }
    return cast
  }

  leave(): void {
    for (const connection of this.#connections.flat()) connection.end()
  }

  /// Everybody types for a while.
  async take(turn: Turn): Promise<Played> {
    this.#latencies = []
    this.#times = []
    this.#keep = turn.keep ?? false
    this.#measuring = turn.untilClosed ?? false
    const moments = this.#moments(turn.warmup + turn.seconds)
    const everyone = this.#connections.flat()
    const began = performance.now()
    // No edit is left out, however late it goes: what a client types later hangs on it.
    const isOver = () => (turn.untilClosed ?? false) && everyone.some(({ isOpen }) => !isOpen)
    let before = turn.untilClosed ? undefined : this.#reckon()
    let [next, sent] = [0, 0]
    while (!isOver() && next < moments.length) {
      const now = performance.now() - began
      if (!this.#measuring && now >= turn.warmup * 1000) {
        this.#measuring = true
        before = this.#reckon()
      }
      for (; next < moments.length && (moments[next]?.at ?? 0) <= now; next++) {
        const { room, writer, edit } = moments[next] as Moment
        this.#send(room, writer, edit)
        if (this.#measuring) sent++
      }
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const after = turn.untilClosed ? undefined : this.#reckon()
    this.#measuring = false
    if (after) await new Promise((resolve) => setTimeout(resolve, afterwards))
    const spent = (key: keyof Reckoning) => (after?.[key] ?? 0) - (before?.[key] ?? 0)
    const seconds = spent('at') / 1000
    return {
      sent,
      delivered: sent * ((this.#play.rooms[0]?.length ?? 1) - 1),
      p50: quantile(this.#latencies, 0.5),
      p99: quantile(this.#latencies, 0.99),
      processor: spent('server'),
      memory: after ? memoryOf(this.#play.pid) : Number.NaN,
      busy: {
        server: spent('server') / seconds,
        load: spent('load') / seconds,
        machine: spent('machine') / seconds,
      },
      missing: this.#toArrive - this.#arrived,
      seen: this.#seen.map((clients) => Object.fromEntries(clients)),
      times: this.#times,
    }
  }

  async #begin(base: Uint8Array): Promise<void> {
    const { rooms, observers } = this.#play
    for (const entrances of rooms) {
      const first = new Connection(entrances[0] as Entrance, this.#dialect)
      this.#connections.push([first])
      await first.enter()
      first.say('update', base)
      if (!this.#dialect.answers) continue
      while ((await first.read()).byteLength < 0.9 * base.byteLength);
    }
    const others = rooms.flatMap((entrances, room) =>
      entrances.slice(1).map((entrance) => ({ entrance, room })),
    )
    // A few at a time, as people come.
    for (let i = 0; i < others.length; i += 20) {
      await Promise.all(
        others.slice(i, i + 20).map(async ({ entrance, room }) => {
          const connection = new Connection(entrance, this.#dialect)
          this.#connections[room]?.push(connection)
          await connection.enter()
        }),
      )
    }
    for (const [room, inRoom] of this.#connections.entries()) {
      for (let i = inRoom.length - observers; i < inRoom.length; i++) this.#observe(room, i)
    }
  }

  #observe(room: number, person: number) {
    const observer = this.#connections[room]?.[person]
    if (!observer) return
    const { typing } = this.#play
    const had = new Map<number, number>()
    const seen = this.#seen[room] ?? new Map<number, number>()
    observer.onFrame = (frame) => {
      const now = performance.now()
      const heard = observer.hear(frame)
      if (!heard || heard.what === 'step1') return
      const shape = readUpdate(heard.bytes)
      if ('code' in shape) throw new Error(`A server said what cannot be read: ${shape.message}`)
      for (const { client, from, to } of shape.ranges) {
        const writer = client - firstClient
        if (writer < 0 || writer >= typing || writer === person) continue
        const known = had.get(client) ?? 0
        for (let edit = Math.max(from, known); edit < to; edit++) {
          this.#arrived++
          if (this.#measuring)
            this.#note(now, now - (this.#sentAt[this.#slot(room, writer, edit)] ?? 0))
        }
        had.set(client, Math.max(known, to))
        seen.set(client, Math.max(seen.get(client) ?? 0, to))
      }
    }
  }

  #note(now: number, latency: number) {
    this.#latencies.push(latency)
    if (this.#keep) this.#times.push([performance.timeOrigin + now, latency])
  }

  #slot(room: number, writer: number, edit: number): number {
    return (room * this.#play.typing + writer) * this.#play.edits + edit
  }

  #send(room: number, writer: number, edit: number) {
    const update = this.#parts[writer]?.updates[edit]
    const connection = this.#connections[room]?.[writer]
    if (!update || !connection) throw new Error('The writers have run out of edits.')
    const { length } = this.#connections[room] ?? []
    const { observers } = this.#play
    this.#toArrive += observers - (writer >= (length ?? 0) - observers ? 1 : 0)
    this.#sentAt[this.#slot(room, writer, edit)] = performance.now()
    connection.say('update', update)
  }

  /// Everybody at their own moment within the beat, and not quite evenly.
  #moments(seconds: number): readonly Moment[] {
    const { rooms, typing, rate, edits } = this.#play
    const moments: Moment[] = []
    let state = 4680
    const chance = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    const count = Math.min(Math.floor(seconds * rate), edits - this.#edit)
    for (let beat = 0; beat < count; beat++) {
      for (let room = 0; room < rooms.length; room++) {
        for (let writer = 0; writer < typing; writer++) {
          const at = ((beat + chance()) * 1000) / rate
          moments.push({ at, room, writer, edit: this.#edit + beat })
        }
      }
    }
    this.#edit += count
    return moments.sort((a, b) => a.at - b.at)
  }

  #reckon(): Reckoning {
    const { user, system } = process.cpuUsage()
    return {
      server: processorOf(this.#play.pid),
      load: (user + system) / 1e6,
      machine: machineBusy(),
      at: performance.now(),
    }
  }
}

interface Moment {
  readonly at: number
  readonly room: number
  readonly writer: number
  readonly edit: number
}

/// Seconds of processor so far, at a time in milliseconds.
interface Reckoning extends Busy {
  readonly at: number
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
