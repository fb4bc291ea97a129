/// Eight people at work and those who look on. Writers are real Y.Docs that hear each other; readers
/// come and go, and all but one of them only receive.

import { setTimeout as wait } from 'node:timers/promises'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { message } from '../../src/shared/protocol.ts'
import { Dice } from '../../test/fuzz/dice.ts'
import { Connection, type Entrance } from '../sync/connection.ts'
import { dialects } from '../sync/dialect.ts'
import { rehearse } from '../sync/edits.ts'
import type { Beginning, Order, Tally } from './company.ts'
import { Hand, textOf } from './hand.ts'

const dialect = dialects.ninety
/// Milliseconds after which the reader who has been there longest leaves and another comes.
const turnover = 1_000
/// Milliseconds in which everybody must agree once nobody types.
const patience = 15_000

/// A connection with a document.
class Member {
  readonly doc = new Y.Doc()
  readonly connection: Connection
  sent = 0
  acknowledged = 0

  constructor(entrance: Entrance) {
    this.connection = new Connection(entrance, dialect)
  }

  async enter(): Promise<this> {
    Y.applyUpdate(this.doc, await this.connection.enter(), this)
    this.connection.onFrame = (frame) => this.#hear(frame)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.sent++
      this.connection.say('update', update)
    })
    // What was told between the answer and this turn.
    Y.applyUpdate(this.doc, await this.connection.read(), this)
    return this
  }

  #hear(frame: Uint8Array) {
    const heard = dialect.hear(frame)
    if (heard && heard.what !== 'step1') return Y.applyUpdate(this.doc, heard.bytes, this)
    const decoder = decoding.createDecoder(frame)
    if (decoding.readVarUint(decoder) === message.acknowledged) {
      this.acknowledged = decoding.readVarUint(decoder)
    }
  }
}

let writers: readonly Member[] = []
let looker: Member | undefined
let readers: Connection[] = []
let comings = 0
let closed = 0
let edits = 0
let typing = true

async function begin(beginning: Beginning): Promise<void> {
  const { writers: entrances, episodes, rate, seed, reader, readers: count } = beginning
  const { base } = await rehearse(episodes, 1, 0)
  const [first] = entrances
  if (!first) throw new Error('Nobody is there.')
  const member = new Connection(first, dialect)
  await member.enter()
  member.say('update', base)
  while ((await member.read()).byteLength < 0.9 * base.byteLength);
  member.end()
  const here: Member[] = []
  for (const entrance of entrances) here.push(await new Member(entrance).enter())
  writers = here
  for (const { connection } of writers) watch(connection)
  looker = await new Member(reader).enter()
  for (let i = 1; i < count; i++) await come(reader)
  void comeAndGo(reader)
  for (const [i, { doc }] of writers.entries()) {
    void type(new Hand(doc, new Dice(seed + i)), 1000 / rate)
  }
}

function watch(connection: Connection): void {
  void connection.closed.then(() => {
    if (typing && !leaving.has(connection)) closed++
  })
}

const leaving = new WeakSet<Connection>()

async function come(entrance: Entrance): Promise<void> {
  const connection = new Connection(entrance, dialect)
  await connection.enter()
  watch(connection)
  readers.push(connection)
  comings++
}

async function comeAndGo(entrance: Entrance): Promise<void> {
  while (typing) {
    await wait(turnover)
    const oldest = readers.shift()
    if (oldest) leaving.add(oldest)
    oldest?.end()
    await come(entrance)
  }
}

async function type(hand: Hand, beat: number): Promise<void> {
  let next = performance.now()
  while (typing) {
    next += beat
    await wait(Math.max(0, next - performance.now()))
    hand.move()
    edits++
  }
}

function tally(): Tally {
  const doc = writers[0]?.doc
  return { edits, text: doc ? Buffer.byteLength(textOf(doc)) : 0, comings, closed }
}

async function finish(): Promise<readonly string[]> {
  typing = false
  const all = looker ? [...writers, looker] : writers
  const until = performance.now() + patience
  let wrong = disagreements(all)
  while (wrong.length > 0 && performance.now() < until) {
    await wait(200)
    wrong = disagreements(all)
  }
  for (const { connection } of all) connection.end()
  for (const connection of readers) connection.end()
  readers = []
  return wrong
}

function disagreements(all: readonly Member[]): string[] {
  const [first] = all
  const text = first ? textOf(first.doc) : ''
  const wrong: string[] = []
  for (const [i, { doc, sent, acknowledged }] of all.entries()) {
    if (textOf(doc) !== text) wrong.push(`Member ${i + 1} holds another text.`)
    if (acknowledged < sent) wrong.push(`Member ${i + 1}: ${acknowledged} of ${sent} are saved.`)
  }
  return wrong
}

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'begin') return begin(order.beginning)
  return order.do === 'tally' ? tally() : finish()
}

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.(answer ?? null),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
