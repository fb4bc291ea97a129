import { join } from 'node:path'
import { pino } from 'pino'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { Hub, LocalBus } from '../../../server/bus/local.ts'
import { createMetrics } from '../../../server/metrics.ts'
import { beginSeries } from '../../../server/rooms/content.ts'
import { type Frame, readFrame } from '../../../server/rooms/frame.ts'
import type { Close, Peer } from '../../../server/rooms/peer.ts'
import type { Room } from '../../../server/rooms/room.ts'
import { Rooms } from '../../../server/rooms/rooms.ts'
import { SqliteStore } from '../../../server/store/sqlite.ts'
import type { Store } from '../../../server/store/store.ts'
import { close, message, sync } from '../../../src/shared/protocol.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'
import { standIn } from '../standin.ts'
import { type Heard, say, take } from '../wire.ts'
import { clientsOf, notesIn, typed } from './edits.ts'

/// Several nodes on one store, in one process and with one clock.
const series = 'the-lift'
let clock: HandClock
let store: Store
let hub: Hub

/// A connection without a socket.
class Visitor implements Peer {
  readonly present
  readonly heard: Heard[] = []
  readonly #sent: Uint8Array[] = []
  closed: Close | undefined
  challenges = 0
  readonly #room: Room

  constructor(room: Room, id: string, role: 'writer' | 'producer' = 'writer') {
    this.#room = room
    const principal = { kind: 'user', id, name: id, email: '', sessionId: '' } as const
    this.present = { principal, standing: { role, signOffs: [], guest: false } }
    room.join(this)
  }

  send(frame: Uint8Array) {
    this.heard.push(take(frame))
  }

  charge() {}

  sendDocument(frame: Uint8Array) {
    this.send(frame)
  }

  close(why: Close) {
    this.closed ??= why
    this.#room.leave(this)
  }

  challenge() {
    this.challenges++
  }

  hear(bytes: Uint8Array) {
    this.#room.hear(this, readFrame(bytes) as Frame)
  }

  announce() {
    this.hear(new Uint8Array([message.announce]))
  }

  update(bytes: Uint8Array) {
    this.#sent.push(bytes)
    this.hear(say(message.sync, sync.update, bytes))
  }

  step2(bytes: Uint8Array) {
    this.hear(say(message.sync, sync.step2, bytes))
  }

  presence(client: number, at: number, state = '{}') {
    this.#room.hear(this, { kind: 'presence', entries: [{ client, clock: at, state }] })
  }

  async document(): Promise<Uint8Array> {
    const before = this.heard.length
    this.hear(say(message.sync, sync.step1, new Uint8Array([0])))
    return until(() => {
      const answer = this.heard.slice(before).find(({ type }) => type === 'step2')
      return answer?.type === 'step2' ? answer.bytes : undefined
    })
  }

  get acknowledged(): number {
    const counts = this.heard.filter((each) => each.type === 'acknowledged')
    return counts.at(-1)?.count ?? 0
  }

  /// The notes as they are on its screen.
  told(): string {
    const updates = this.heard.flatMap((each) => (each.type === 'update' ? [each.bytes] : []))
    return notesIn(beginning, ...this.#sent, ...updates)
  }

  sees(): number[] {
    const here = new Set<number>()
    for (const each of this.heard) {
      if (each.type !== 'presence') continue
      for (const [client, [, state]] of each.states) {
        if (state === null) here.delete(client)
        else here.add(client)
      }
    }
    return [...here].sort()
  }
}

/// Lets time pass, in small steps, until there is something. It is not the machine's time.
async function until<T>(look: () => T | undefined | false, stepMs = 10, steps = 3000): Promise<T> {
  for (let i = 0; i < steps; i++) {
    const found = look()
    if (found !== undefined && found !== false) return found
    clock.advance(stepMs)
    await new Promise(setImmediate)
  }
  throw new Error('It did not come.')
}

class Node {
  readonly bus = new LocalBus(hub)
  readonly rooms: Rooms

  constructor(name: string, withBus = true) {
    this.rooms = new Rooms({
      store,
      clock,
      log: pino({ level: 'silent' }),
      metrics: createMetrics(),
      idleMs: 3_600_000,
      node: name,
      ...(withBus ? { bus: this.bus } : {}),
    })
    onTestFinished(() => this.rooms.close(close.goingAway))
  }

  async room(): Promise<Room> {
    const lease = await this.rooms.lease(series)
    if (lease.kind !== 'open') throw new Error(lease.reason)
    return lease.room
  }

  async visitor(id: string, role?: 'writer' | 'producer') {
    return new Visitor(await this.room(), id, role)
  }
}

const beginning = beginSeries({ title: 'The Lift', language: 'en', targetSeconds: 90 })

beforeEach(async () => {
  clock = new HandClock()
  hub = new Hub()
  const own = new SqliteStore(join(freshFolder(), 'ninety.sqlite'))
  onTestFinished(() => own.close())
  store = standIn(own, { isShared: true })
  const row = { title: 'The Lift', language: 'en', created: 1, updated: 1 } as const
  const first = { bytes: beginning, user: null }
  await store.createSeries({ id: series, ...row, binned: null, lineage: null }, first)
})

describe('[K1] an edit on one node is told on the others', () => {
  for (const withBus of [true, false]) {
    it(withBus ? 'by the bus' : 'by polling, when there is no bus', async () => {
      const [one, two] = [new Node('one', withBus), new Node('two', withBus)]
      const ada = await one.visitor('ada')
      const ben = await two.visitor('ben')
      const [a] = typed(beginning, 'From one. ')
      ada.update(a as Uint8Array)
      await until(() => ben.told() === 'From one. ', 10, 200)
      const [b] = typed(await ben.document(), 'From two.')
      ben.update(b as Uint8Array)
      await until(() => ada.told().endsWith('From two.'), 10, 200)
      expect(notesIn(await ada.document())).toBe(notesIn(await ben.document()))
    })
  }

  it('and by polling, while the bus is down', async () => {
    const [one, two] = [new Node('one'), new Node('two')]
    const [ada, ben] = [await one.visitor('ada'), await two.visitor('ben')]
    two.bus.setUp(false)
    ada.update(typed(beginning, 'Unheard.')[0] as Uint8Array)
    await until(() => ben.told() === 'Unheard.', 10, 200)
  })

  it('and when the disk refuses an edit here before it was read', async () => {
    const one = new Node('one')
    const shared = store
    let isFull = false
    store = standIn(shared, {
      append(...args) {
        return isFull ? Promise.reject(new Error('ENOSPC')) : shared.append(...args)
      },
    })
    const two = new Node('two')
    const ada = await one.visitor('ada')
    const [ben, cy] = [await two.visitor('ben'), await two.visitor('cy')]
    two.bus.setUp(false)
    ada.announce()
    ada.update(typed(beginning, 'From one.')[0] as Uint8Array)
    await until(() => ada.acknowledged === 1, 10, 50)
    expect(cy.told()).toBe('')
    isFull = true
    ben.update(typed(beginning, 'Not saved.')[0] as Uint8Array)
    await until(() => ben.closed, 10, 50)
    expect(ben.closed).toEqual(close.storage)
    await until(() => cy.told() === 'From one.', 10, 300)
  })

  it('many at once on both, and both end with the same, all acknowledged', async () => {
    const nodes = [new Node('one'), new Node('two'), new Node('three')]
    const people = await Promise.all(nodes.map((node, i) => node.visitor(`person ${i}`)))
    for (const each of people) each.announce()
    const edits = people.map((_, i) =>
      typed(beginning, ...Array.from({ length: 40 }, (_, n) => `${i}.${n} `)),
    )
    for (let n = 0; n < 40; n++) {
      for (const [i, each] of people.entries()) each.update(edits[i]?.[n] as Uint8Array)
      clock.advance(n % 3 === 0 ? 12 : 3)
      await new Promise(setImmediate)
    }
    await until(() => people.every(({ acknowledged }) => acknowledged === 40))
    const all = notesIn(beginning, ...edits.flat())
    await until(() => people.every((each) => each.told() === all), 50)
    const texts = await Promise.all(people.map(async (each) => notesIn(await each.document())))
    expect(new Set(texts)).toEqual(new Set([all]))
    const rows = await store.rows(series, 0)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1))
    expect(rows.length).toBe(121)
  })

  it('also when what lies between was cut because snapshots cover it', async () => {
    const [one, two] = [new Node('one', false), new Node('two', false)]
    const [ada, room] = [await one.visitor('ada'), await one.room()]
    const ben = await two.visitor('ben')
    for (const [n, edit] of typed(beginning, 'a', 'b', 'c', 'd', 'e').entries()) {
      ada.update(edit)
      // Less than it takes the other node to look again.
      await until(() => room.head === n + 2, 1)
      // Twice, so that the older one covers rows that the other node has not read.
      if (n === 2 || n === 3) await room.rest()
    }
    expect((await store.rows(series, 0)).map(({ seq }) => seq)).toEqual([5, 6])
    await until(() => ben.told() === 'abcde', 100)
  })

  it('an edit that the server makes is made on what the others have written', async () => {
    const [one, two] = [new Node('one', false), new Node('two', false)]
    const ada = await one.visitor('ada')
    const other = await two.room()
    ada.update(typed(beginning, 'Written.')[0] as Uint8Array)
    await (await one.room()).settled()
    let seen = ''
    const edited = other.edit(null, (doc) => {
      seen = (doc.getMap('series').get('notes') as Y.Text).toString()
      doc.getMap('series').set('language', 'zh-Hans')
    })
    await until(() => seen !== '')
    await edited
    expect(seen).toBe('Written.')
    let language: unknown
    void other.read((doc) => {
      language = doc.getMap('series').get('language')
    })
    expect(await until(() => language)).toBe('zh-Hans')
    await until(() => ada.heard.some(({ type }) => type === 'update'))
  })
})

describe('[K2] a node looks at the whole log before it judges', () => {
  it('who gives back what they heard elsewhere is not refused', async () => {
    const [one, two] = [new Node('one', false), new Node('two', false)]
    const ada = await one.visitor('ada')
    await two.room()
    ada.announce()
    const [text] = typed(beginning, 'Heard elsewhere.')
    ada.update(text as Uint8Array)
    await until(() => ada.acknowledged === 1, 1)
    for (const [id, role] of [
      ['ben', 'writer'],
      ['pia', 'producer'],
    ] as const) {
      const back = await two.visitor(id, role)
      back.announce()
      back.step2(text as Uint8Array)
      await until(() => back.acknowledged === 1, 1)
      expect(back.closed).toBeUndefined()
    }
  })

  it('who gives back more than that is', async () => {
    const [one, two] = [new Node('one', false), new Node('two', false)]
    const ada = await one.visitor('ada')
    const [text, more] = typed(beginning, 'Known. ', 'Unknown.') as [Uint8Array, Uint8Array]
    ada.update(text)
    await (await one.room()).settled()
    for (const [id, role, why] of [
      ['ben', 'writer', close.notYours],
      ['pia', 'producer', close.readOnly],
    ] as const) {
      const bad = await two.visitor(id, role)
      bad.step2(Y.mergeUpdates([text, more]))
      bad.presence(9, 1)
      await until(() => bad.closed)
      expect(bad.closed).toEqual(why)
    }
    expect(notesIn(await ada.document())).toBe('Known. ')
    expect((await store.aside(series)).map(({ user }) => user)).toEqual(['ben'])
  })

  it('an id that was claimed on another node is its owner’s here', async () => {
    const [one, two] = [new Node('one', false), new Node('two', false)]
    const ada = await one.visitor('ada')
    const [text] = typed(beginning, 'Whose?')
    ada.hear(
      say(
        message.announce,
        undefined,
        new TextEncoder().encode(
          JSON.stringify({ version: 2, clients: clientsOf(text as Uint8Array) }),
        ),
      ),
    )
    const ben = await two.visitor('ben')
    await until(() => store.owners(series, clientsOf(text as Uint8Array)))
    ben.update(text as Uint8Array)
    await until(() => ben.closed)
    expect(ben.closed).toEqual(close.notYours)
  })
})

describe('[K3] who is here is known on every node', () => {
  it('who comes, who was there before, and who goes', async () => {
    const one = new Node('one')
    const ada = await one.visitor('ada')
    ada.presence(1, 1)
    const two = new Node('two')
    const ben = await two.visitor('ben')
    ben.presence(2, 1)
    await until(() => ada.sees().length === 2 && ben.sees().length === 2)
    expect(ben.heard.findLast(({ type }) => type === 'presence')).toBeDefined()
    ada.close(close.goingAway)
    await until(() => ben.sees().join() === '2')
  })

  it('an id belongs to the connection that introduced it, on whichever node', async () => {
    const [one, two] = [new Node('one'), new Node('two')]
    const [ada, again, watcher] = [
      await one.visitor('ada'),
      await two.visitor('ada'),
      await two.visitor('ben'),
    ]
    ada.presence(1, 5, '{"from":"one"}')
    await until(() => watcher.sees().length === 1)
    again.presence(1, 5, '{"from":"two"}')
    again.presence(1, 6, '{"from":"two"}')
    await until(() => ada.challenges > 0)
    expect(JSON.stringify(watcher.heard)).not.toContain('"from":"two"')
    // Its first connection was gone after all.
    ada.close(close.goingAway)
    await until(() => watcher.sees().length === 0)
    again.presence(1, 7, '{"from":"two"}')
    await until(() => watcher.sees().length === 1)
  })

  it('[P2] asks another node for a client once in three seconds', async () => {
    const [one, two] = [new Node('one'), new Node('two')]
    const [ada, foe] = [await one.visitor('ada'), await two.visitor('foe')]
    ada.presence(1, 1)
    await until(() => foe.sees().length === 1)
    for (let at = 2; at < 50; at++) foe.presence(1, at)
    await until(() => ada.challenges > 0)
    await until(() => clock.now() > 1_002_000)
    foe.presence(1, 50)
    foe.presence(1, 51)
    await until(() => clock.now() > 1_002_500)
    expect(ada.challenges).toBe(1)
    await until(() => clock.now() > 1_004_000)
    foe.presence(1, 52)
    await until(() => ada.challenges > 1)
  })

  it('a node that is silent for a minute has nobody', async () => {
    const [one, two] = [new Node('one'), new Node('two')]
    const ada = await one.visitor('ada')
    const ben = await two.visitor('ben')
    ada.presence(1, 1)
    await until(() => ben.sees().length === 1)
    // It is renewed as long as the node speaks.
    await until(() => clock.now() > 1_100_000, 1000)
    expect(ben.sees()).toEqual([1])
    one.bus.setUp(false)
    await until(() => ben.sees().length === 0, 1000)
    one.bus.setUp(true)
    ada.presence(1, 2)
    await until(() => ben.sees().length === 1)
  })
})
