import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createMetrics } from '../../../server/metrics.ts'
import { beginSeries } from '../../../server/rooms/content.ts'
import { type Frame, readFrame } from '../../../server/rooms/frame.ts'
import type { Close, Peer } from '../../../server/rooms/peer.ts'
import type { Room } from '../../../server/rooms/room.ts'
import { Rooms } from '../../../server/rooms/rooms.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import type { Store } from '../../../server/store/store.ts'
import type { Role } from '../../../src/shared/domain/access.ts'
import { close, message, sync } from '../../../src/shared/protocol.ts'
import { Gate } from '../gate.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'
import { standIn } from '../standin.ts'
import { type Heard, say, take } from '../wire.ts'

/// The series that every hall has, and what it begins with.
export const series = 'the-lift'
export const beginning = beginSeries({ title: 'The Lift', language: 'en', targetSeconds: 90 })

/// A connection without a socket.
export class Visitor implements Peer {
  present: Peer['present']
  readonly heard: Heard[] = []
  closed: Close | undefined
  readonly #room: Room

  constructor(room: Room, id: string, role: Role) {
    this.#room = room
    const principal = { kind: 'user', id, name: id, email: '', sessionId: '' } as const
    this.present = { principal, standing: { role, signOffs: [], guest: false } }
    room.join(this)
  }

  /// Becomes something else to the series.
  restand(role: Role) {
    this.present = { ...this.present, standing: { role, signOffs: [], guest: false } }
    this.#room.restand(this)
  }

  send(frame: Uint8Array) {
    if (!this.closed) this.heard.push(take(frame))
  }

  sendDocument(frame: Uint8Array) {
    this.send(frame)
  }

  close(why: Close) {
    this.closed ??= why
    this.#room.leave(this)
  }

  charge() {}
  challenge() {}

  announce() {
    this.#say(new Uint8Array([message.announce]))
    return this
  }

  update(bytes: Uint8Array) {
    this.#say(say(message.sync, sync.update, bytes))
  }

  step2(bytes: Uint8Array) {
    this.#say(say(message.sync, sync.step2, bytes))
  }

  step1() {
    this.#say(say(message.sync, sync.step1, new Uint8Array([0])))
  }

  /// How many of its updates it has been told are on disk.
  get acknowledged(): number {
    return Math.max(0, ...this.heard.map((each) => (each.type === 'acknowledged' ? each.count : 0)))
  }

  #say(bytes: Uint8Array) {
    this.#room.hear(this, readFrame(bytes) as Frame)
  }
}

/// A room without sockets, on a real store and with a clock that is moved by hand.
export interface Hall {
  readonly clock: HandClock
  readonly gate: Gate
  /// What is behind the gate, and its file.
  readonly store: Store
  readonly file: string
  readonly rooms: Rooms
  readonly room: Room
  /// Lets go of the room: nothing but its visitors keeps it then.
  leave(): void
  visitor(id: string, role?: Role): Visitor
  /// A room of the same series that has read it from disk at this moment.
  reread(): Promise<Room>
  /// Lets time pass, in small steps, until there is something. It is not the machine's time.
  until<T>(look: () => T | undefined | false): Promise<T>
  /// Lets so many milliseconds pass, and everything be done that can be.
  pass(ms?: number): Promise<void>
}

/// `isShared`: other nodes write in the store. `wrap` stands between it and the gate. A room that
/// nobody is in is kept for `idleMs`.
export async function openHall({
  isShared = false,
  wrap = (store: Store) => store,
  idleMs = 3_600_000,
} = {}): Promise<Hall> {
  const clock = new HandClock()
  const gate = new Gate()
  const file = join(freshFolder(), 'ninety.sqlite')
  const store = new SqliteStore(file)
  onTestFinished(() => store.close())
  const row = { title: 'The Lift', language: 'en', created: 1, updated: 1 } as const
  const first = { bytes: beginning, user: null }
  await store.createSeries({ id: series, ...row, binned: null, lineage: null }, first)
  const open = async () => {
    const rooms = new Rooms({
      store: gate.wrap(wrap(isShared ? standIn(store, { isShared }) : store)),
      clock,
      log: pino({ level: 'silent' }),
      metrics: createMetrics(),
      idleMs,
    })
    onTestFinished(() => {
      gate.release()
      return rooms.close(close.goingAway)
    })
    const lease = await rooms.lease(series)
    if (lease.kind !== 'open') throw new Error(lease.reason)
    return { rooms, ...lease }
  }
  const { rooms, room, release } = await open()
  const step = async () => {
    clock.advance(10)
    await new Promise(setImmediate)
  }
  return {
    clock,
    gate,
    store,
    file,
    rooms,
    room,
    leave: release,
    visitor: (id, role = 'writer') => new Visitor(room, id, role),
    reread: async () => (await open()).room,
    async until(look) {
      for (let i = 0; i < 3000; i++) {
        const found = look()
        if (found !== undefined && found !== false) return found
        await step()
      }
      throw new Error('It did not come.')
    },
    async pass(ms = 300) {
      for (let left = ms; left > 0; left -= 10) await step()
    },
  }
}
