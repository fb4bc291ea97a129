import * as encoding from 'lib0/encoding'
import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { message, sync } from '../../../src/shared/protocol.ts'
import { Caller } from '../caller.ts'
import { behind } from '../databases.ts'
import { openHouse } from '../house.ts'
import { say } from '../wire.ts'
import { notesIn, typed } from './edits.ts'

const update = (bytes: Uint8Array) => say(message.sync, sync.update, bytes)

function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/// An update with these varints, for what no Yjs would make.
const numbers = (...values: number[]) =>
  bytes((encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value)
  })

function edit(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}

const genuine = edit((doc) => doc.getText('x').insert(0, 'hello'))

function nestedValue(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

function nestedTypes(depth: number): Uint8Array {
  return edit((doc) => {
    let map = doc.getMap('deep')
    for (let i = 0; i < depth; i++) {
      const inner = new Y.Map()
      map.set('x', inner)
      map = inner
    }
  })
}

const malformed: Record<string, Frame> = {
  'an empty frame': new Uint8Array(),
  'a text frame': 'hello',
  'an unknown message type': new Uint8Array([42]),
  'a server’s message': new Uint8Array([message.acknowledged, 1]),
  'a sync message alone': new Uint8Array([message.sync]),
  'an unknown sync type': say(message.sync, 7, new Uint8Array()),
  'an overlong number': new Uint8Array(Array.from({ length: 40 }, () => 0xff)),
  'a length of 2^30 and nothing behind it': numbers(message.sync, sync.update, 2 ** 30),
  'a truncated update': update(genuine.slice(0, -1)),
  'bytes behind an update': update(new Uint8Array([...genuine, 0])),
  'bytes behind the message': new Uint8Array([...update(genuine), 0]),
  'two messages in one frame': new Uint8Array([...update(genuine), ...update(genuine)]),
  'a V2 update': update(
    (() => {
      const doc = new Y.Doc()
      doc.getText('x').insert(0, 'hello')
      return Y.encodeStateAsUpdateV2(doc)
    })(),
  ),
  'a state vector that ends early': say(message.sync, sync.step1, new Uint8Array([3, 1])),
  'content of an unknown kind': update(numbers(1, 1, 7, 0, 31)),
  'an item that hangs on itself': update(new Uint8Array([1, 1, 7, 0, 0x84, 7, 0, 1, 120, 0])),
  'a delete of no length': update(numbers(0, 1, 7, 1, 3, 0)),
  'presence that is no JSON': say(
    message.awareness,
    undefined,
    bytes((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, 5)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, '{"name":')
    }),
  ),
  'presence of 1 MB': say(
    message.awareness,
    undefined,
    bytes((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, 5)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, JSON.stringify('x'.repeat(1024 * 1024)))
    }),
  ),
  'presence of 100,000 clients': say(message.awareness, undefined, numbers(100_000)),
}

const refused: Record<string, () => Uint8Array> = {
  'a clock of 2^53 - 1': () => update(numbers(1, 1, 7, 0, 0, Number.MAX_SAFE_INTEGER, 0)),
  'a delete of 2^52': () => update(numbers(0, 1, 7, 1, 0, 2 ** 52)),
  'a state vector of a million clients': () => say(message.sync, sync.step1, numbers(1_000_000)),
  'a value nested 200,000 deep': () =>
    update(
      bytes((encoder) => {
        encoding.writeUint8Array(encoder, new Uint8Array([1, 1, 7, 0, 8, 1, 1, 120, 1]))
        for (let i = 0; i < 200_000; i++)
          encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
      }),
    ),
  'an embed nested 100 deep': () =>
    update(edit((doc) => doc.getText('x').insertEmbed(0, { deep: nestedValue(100) }))),
  'shared types nested 3,000 deep': () => update(nestedTypes(3000)),
  'a key __proto__ that makes a value unwritable': () =>
    update(edit((doc) => doc.getMap('x').set('x', { ['__proto__']: new Uint8Array([1]) }))),
  'a document in the document': () =>
    update(edit((doc) => doc.getMap('x').set('doc', new Y.Doc()))),
}

/// Says each of these in a room of its own, and gives with which codes the connections were closed
/// that said it. Everybody else goes on, there and elsewhere, and the disk holds what memory holds.
async function codesFor(frames: Readonly<Record<string, Frame | (() => Frame)>>) {
  const house = await openHouse()
  const far = await house.person(await house.series())
  const codes: Record<string, number> = {}
  const memories = new Map<string, Uint8Array>()
  for (const [name, frame] of Object.entries(frames)) {
    const series = await house.series()
    const before = await house.person(series)
    before.type('Before. ')
    const bad = await (await house.member(series, 'writer')).wire(series)
    bad.say(typeof frame === 'function' ? frame() : frame)
    codes[name] = (await bad.closed).code
    before.type('After.')
    far.type('Fine here. ')
    const witness = await house.person(series)
    await witness.when(() => witness.notes.toString() === 'Before. After.')
    memories.set(series, Y.encodeStateAsUpdate(witness.doc))
    before.leave()
    witness.leave()
  }
  await house.close()
  const again = await openHouse({}, house.dataDir)
  for (const [series, memory] of memories) {
    const reread = await again.person(series)
    expect(Y.encodeStateAsUpdate(reread.doc)).toEqual(memory)
    reread.leave()
  }
  return codes
}

type Frame = Uint8Array | string

const all = (frames: object, code: number) =>
  Object.fromEntries(Object.keys(frames).map((name) => [name, code]))

it('[M2] what cannot be read closes the connection that said it with 4400', async () => {
  expect(await codesFor(malformed)).toEqual(all(malformed, 4400))
})

it('[U3] an update that would harm the room closes its connection with 4422', async () => {
  expect(await codesFor(refused)).toEqual(all(refused, 4422))
})

it('[M3] a frame above 16 MB is not taken', async () => {
  const large = { large: new Uint8Array(16 * 1024 * 1024 + 1) }
  expect(await codesFor(large)).toEqual(all(large, 1009))
})

it('[M3] a whole season in one update is', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.wire(series)
  ana.announce()
  ana.step1()
  const start = (await ana.next('step2')).bytes
  const text = 'She opens the door. '.repeat(200_000)
  const [season] = typed(start, text)
  ana.update(season as Uint8Array)
  expect((await ana.next('acknowledged')).count).toBe(1)
  const bo = await house.wire(series)
  bo.step1()
  expect(notesIn((await bo.next('step2')).bytes)).toBe(text)
})

it.each(['update', 'step2'] as const)(
  '[U9] an edit that waits for another is kept (%s)',
  async (how) => {
    const house = await openHouse()
    const series = await house.series()
    const ana = await house.wire(series)
    ana.announce()
    ana.step1()
    const start = (await ana.next('step2')).bytes
    const [first, second] = typed(start, 'one ', 'two')
    ana[how](second as Uint8Array)
    expect((await ana.next('acknowledged')).count).toBe(1)
    await house.close()
    expect(await behind(house.dataDir, 'SELECT max(seq) AS head FROM log')).toEqual([{ head: 2 }])
    const again = await openHouse({}, house.dataDir)
    // It must be the same person: nobody else writes under that client id.
    const back = await new Caller(again.url, house.ada.headers).wire(series)
    back.update(first as Uint8Array)
    await back.settled()
    back.step1()
    expect(notesIn((await back.next('step2')).bytes)).toBe('one two')
  },
)

it('a delete set of 100,000 ranges and 100,000 tiny structs do not stop the others', async () => {
  const house = await openHouse()
  const series = await house.series()
  const odd = await house.wire(series)
  odd.announce()
  odd.update(
    bytes((encoder) => {
      for (const value of [0, 1, 7, 100_000]) encoding.writeVarUint(encoder, value)
      for (let i = 0; i < 100_000; i++) {
        encoding.writeVarUint(encoder, 2 * i)
        encoding.writeVarUint(encoder, 1)
      }
    }),
  )
  odd.update(
    bytes((encoder) => {
      for (const value of [1, 100_000, 8, 0]) encoding.writeVarUint(encoder, value)
      for (let i = 0; i < 100_000; i++) encoding.writeUint8Array(encoder, new Uint8Array([0, 1]))
      encoding.writeVarUint(encoder, 0)
    }),
  )
  let count = 0
  while (count < 2) count = (await odd.next('acknowledged')).count
  const ana = await house.person(series)
  ana.type('Still here.')
  expect(ana.notes.toString()).toContain('Still here.')
})

describe('[C1] [C2] what is refused before there is a connection', () => {
  const refusals: [name: string, path: string, headers: Record<string, string>, status: number][] =
    [
      ['another site', '/sync/SERIES', { origin: 'http://evil.test' }, 403],
      ['no site at all', '/sync/SERIES', { origin: 'null' }, 403],
      ['another name for this machine', '/sync/SERIES', { host: 'evil.test' }, 403],
      ['a path upwards', '/sync/../etc', {}, 404],
      ['an escaped path upwards', '/sync/%2e%2e', {}, 404],
      ['a NUL', '/sync/a%00b', {}, 404],
      ['a colon', '/sync/a:b', {}, 404],
      ['a star', '/sync/*', {}, 404],
      ['10 kB', `/sync/${'a'.repeat(10_000)}`, {}, 404],
      ['nothing', '/sync/', {}, 404],
      ['another endpoint', '/socket', {}, 404],
    ]
  it('another site, another name, and whatever is no series', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ask = (path: string, headers: Record<string, string>) => {
      const url = house.url.replace('http', 'ws') + path.replace('SERIES', series)
      const socket = new WebSocket(url, { headers })
      onTestFinished(() => socket.terminate())
      return new Promise((done) => {
        socket.on('error', done)
        socket.once('unexpected-response', (_, response) => done(response.statusCode))
        socket.once('open', () => done('open'))
      })
    }
    const got: unknown[] = []
    for (const [name, path, headers] of refusals) got.push([name, await ask(path, headers)])
    expect(got).toEqual(refusals.map(([name, , , status]) => [name, status]))
  })

  it('but not a page of this server, nor a name like a property of every object', async () => {
    const house = await openHouse()
    const origin = house.url
    const same = await house.ada.socket(await house.series(), { headers: { origin } })
    await same.next('step1')
    const proto = await house.ada.socket('__proto__')
    expect((await proto.closed).code).toBe(4404)
  })
})
