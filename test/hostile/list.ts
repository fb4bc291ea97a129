import { connect } from 'node:net'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { message, sync } from '../../src/shared/protocol.ts'
import { bytes, edit, numbers, presenceOf, say, updateOf } from './bytes.ts'
import { Foe } from './foe.ts'
import type { House } from './house.ts'

/// What an attack has to do with.
export interface Scene {
  readonly house: House
  /// A series with somebody in it: Ada, whose client id is `victim` and who has written.
  readonly series: string
  readonly victim: number
  /// All that the series holds.
  readonly whole: Uint8Array
  /// A connection of Ben's, who may write, in the room.
  ben(): Promise<Foe>
}

/// One entry of the list: what is done, and every way in which it may end. `open` is a connection
/// that goes on, `HTTP` and a status a refused upgrade.
export interface Attack {
  readonly number: number
  readonly name: string
  readonly ends: readonly string[]
  /// It may not be done again and again: something else would refuse it.
  readonly isOnce?: true
  /// Gives how each of the attempts ended.
  run(scene: Scene): Promise<readonly string[]>
}

/// Each said on a connection of its own.
async function each(scene: Scene, frames: readonly (Uint8Array | string)[]): Promise<string[]> {
  const ends: string[] = []
  for (const frame of frames) {
    const foe = await scene.ben()
    await foe.heard()
    foe.say(frame)
    ends.push(isUpdate(frame) ? await foe.judged() : await foe.heard())
    foe.leave()
  }
  return ends
}

function isUpdate(frame: Uint8Array | string): boolean {
  return frame[0] === message.sync && (frame[1] === sync.update || frame[1] === sync.step2)
}

async function outside(
  { house, series }: Scene,
  id = series,
  cookie = house.writers[1]?.cookie ?? '',
  headers: Record<string, string> = {},
): Promise<string> {
  const foe = await new Foe(house.url, id, cookie, { headers }).inside()
  const end = foe.code ?? 'open'
  foe.leave()
  return end
}

async function asReader({ house, series }: Scene, frame: Uint8Array): Promise<string> {
  const foe = await new Foe(house.url, series, house.reader.cookie).inside()
  await foe.heard()
  foe.say(frame)
  const end = await foe.judged()
  foe.leave()
  return end
}

const genuine = edit((doc) => doc.getText('x').insert(0, 'hello'))
const genuine2 = (() => {
  const doc = new Y.Doc()
  doc.getText('x').insert(0, 'hello')
  return Y.encodeStateAsUpdateV2(doc)
})()

function nestedTypes(depth: number): Uint8Array {
  return edit((doc) => {
    let map = doc.getMap('deep')
    for (let i = 0; i < depth; i++) {
      const inner = new Y.Map()
      map.set('x', inner)
      map = inner as Y.Map<unknown>
    }
  })
}

function nestedJson(depth: number): Uint8Array {
  const text = '['.repeat(depth) + ']'.repeat(depth)
  return bytes((encoder) => {
    encoding.writeUint8Array(encoder, new Uint8Array([1, 1, 7, 0, 5, 1, 1, 120]))
    encoding.writeVarString(encoder, text)
    encoding.writeVarUint(encoder, 0)
  })
}

/// Text of this client from `clock` on, at the end of nothing in particular.
function forged(client: number, clock: number, length = 5): Uint8Array {
  return bytes((encoder) => {
    for (const value of [1, 1, client, clock]) encoding.writeVarUint(encoder, value)
    encoding.writeUint8(encoder, 4)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, 'forged')
    encoding.writeVarString(encoder, 'x'.repeat(length))
    encoding.writeVarUint(encoder, 0)
  })
}

const stateOf = ({ whole, victim }: Scene) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, whole)
  return Y.getState(doc.store, victim)
}

/// The 25 kinds of hostile input that other servers are known to have failed on.
export const attacks: readonly Attack[] = [
  {
    number: 1,
    name: 'an upgrade without a session, or with a wrong one',
    ends: ['4401'],
    run: async (scene) => [
      await outside(scene, scene.series, ''),
      await outside(scene, scene.series, 'better-auth.session_token=wrong'),
      await outside(scene, `${scene.series}?token=wrong`),
    ],
  },
  {
    number: 2,
    name: 'another site, or none, with a valid cookie',
    ends: ['HTTP 403'],
    run: async (scene) => [
      await outside(scene, scene.series, undefined, { origin: 'http://evil.test' }),
      await outside(scene, scene.series, undefined, { origin: 'null' }),
      await outside(scene, scene.series, undefined, { host: 'evil.test' }),
    ],
  },
  {
    number: 3,
    name: 'a session that ends while connected',
    ends: ['4401'],
    isOnce: true,
    async run({ house, series }) {
      const { email, password } = house.writers[2] as { email: string; password: string }
      const signIn = await fetch(`${house.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      const cookie = (signIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
      const foe = await new Foe(house.url, series, cookie).inside()
      await fetch(`${house.url}/api/auth/sign-out`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: '{}',
      })
      return [await foe.ended]
    },
  },
  {
    number: 4,
    name: 'names that are none',
    ends: ['HTTP 404', '4404', 'HTTP 400', 'HTTP 431'],
    run: (scene) =>
      Promise.all(
        ['..%2fetc', '%2e%2e', 'a%00b', 'a:b', '*', '__proto__', 'a'.repeat(10_000), ''].map((id) =>
          outside(scene, id),
        ),
      ),
  },
  {
    number: 5,
    name: 'somebody else’s series',
    ends: ['4404'],
    run: async (scene) => [
      await outside(scene, scene.series, scene.house.stranger.cookie),
      await outside(scene, 'nosuchseries'),
    ],
  },
  {
    number: 6,
    name: 'a reader sends an update',
    ends: ['4403'],
    run: async (scene) => [await asReader(scene, updateOf(genuine))],
  },
  {
    number: 7,
    name: 'a reader sends a step 2 with something in it',
    ends: ['4403'],
    run: async (scene) => [await asReader(scene, say(message.sync, sync.step2, genuine))],
  },
  {
    number: 8,
    name: 'a reader sends a step 2 with nothing new in it',
    ends: ['open'],
    run: async (scene) => [
      await asReader(scene, say(message.sync, sync.step2, new Uint8Array([0, 0]))),
      await asReader(scene, say(message.sync, sync.step2, scene.whole)),
    ],
  },
  {
    number: 9,
    name: 'an empty frame, one byte, text',
    ends: ['4400'],
    run: (scene) => each(scene, [new Uint8Array(), new Uint8Array([0]), new Uint8Array([1]), 'hi']),
  },
  {
    number: 10,
    name: 'unknown types',
    ends: ['4400'],
    run: (scene) =>
      each(
        scene,
        [2, 4, 42, 89, 91, 92, 93, 94, 127].map((type) => new Uint8Array([type, 0])),
      ),
  },
  {
    number: 11,
    name: 'numbers without end',
    ends: ['4400'],
    run: (scene) =>
      each(scene, [
        new Uint8Array(40).fill(0xff),
        new Uint8Array([0, ...new Uint8Array(20).fill(0x80), 1]),
        updateOf(new Uint8Array(60).fill(0xff)),
      ]),
  },
  {
    number: 12,
    name: 'a length of 2^30 and nothing behind it',
    ends: ['4400'],
    run: (scene) =>
      each(scene, [
        numbers(message.sync, sync.update, 2 ** 30),
        numbers(message.awareness, 2 ** 30),
        numbers(message.announce, 2 ** 30),
      ]),
  },
  {
    number: 13,
    name: 'an update cut off, at every byte',
    ends: ['4400'],
    run: (scene) =>
      each(
        scene,
        Array.from({ length: genuine.byteLength - 1 }, (_, i) => updateOf(genuine.slice(0, i + 1))),
      ),
  },
  {
    number: 14,
    name: 'something behind the end',
    ends: ['4400'],
    run: (scene) =>
      each(scene, [
        updateOf(new Uint8Array([...genuine, 0])),
        new Uint8Array([...updateOf(genuine), 0]),
        new Uint8Array([...updateOf(genuine), ...updateOf(genuine)]),
      ]),
  },
  {
    number: 15,
    name: 'an update in format V2',
    ends: ['4400', '4422'],
    run: (scene) => each(scene, [updateOf(genuine2), say(message.sync, sync.step2, genuine2)]),
  },
  {
    number: 16,
    name: 'V2 updates of a few bytes that say they hold billions',
    ends: ['4400', '4422'],
    run: (scene) =>
      each(
        scene,
        Array.from({ length: 12 }, (_, i) => {
          const frame = genuine2.slice()
          frame.set([0xff, 0xff, 0xff, 0xff, 0x0f].slice(0, frame.byteLength - i), i)
          return updateOf(frame)
        }),
      ),
  },
  {
    number: 17,
    name: 'clocks beyond anything that can be typed',
    ends: ['4422'],
    run: (scene) =>
      each(scene, [
        updateOf(numbers(1, 1, 7, 0, 0, Number.MAX_SAFE_INTEGER, 0)),
        updateOf(numbers(1, 1, scene.victim, 2 ** 31, 0, 1, 0)),
        updateOf(numbers(0, 1, scene.victim, 1, 0, 2 ** 52)),
      ]),
  },
  {
    number: 18,
    name: 'text under the id of somebody who is typing',
    ends: ['4422'],
    run: (scene) => {
      const clock = stateOf(scene)
      return each(scene, [
        updateOf(forged(scene.victim, clock)),
        say(message.sync, sync.step2, forged(scene.victim, clock)),
        // Overlapping what is there, and far ahead of it.
        updateOf(forged(scene.victim, clock - 1)),
        updateOf(forged(scene.victim, clock + 1000)),
      ])
    },
  },
  {
    number: 19,
    name: 'updates that wait for what never comes: 1 MB, and without end',
    ends: ['open', '4422'],
    async run(scene) {
      const foe = await scene.ben()
      await foe.heard()
      foe.say(updateOf(forged(9001, 1000, 1024 * 1024)))
      const first = await foe.judged()
      for (let i = 0; i < 20 && !foe.code; i++) {
        foe.say(updateOf(forged(9100 + i, 1000, 1024 * 1024)))
        await foe.judged()
        // Not so fast that it would be too much for that reason.
        await new Promise((done) => setTimeout(done, 300))
      }
      const last = await foe.heard()
      foe.leave()
      return [first, last]
    },
  },
  {
    number: 20,
    name: '100,000 deleted ranges',
    ends: ['open'],
    run: (scene) =>
      each(scene, [
        updateOf(
          bytes((encoder) => {
            for (const value of [0, 1, scene.victim, 100_000]) encoding.writeVarUint(encoder, value)
            for (let i = 0; i < 100_000; i++) {
              encoding.writeVarUint(encoder, 1_000_000 + 2 * i)
              encoding.writeVarUint(encoder, 1)
            }
          }),
        ),
      ]),
  },
  {
    number: 21,
    name: 'a million structs, again and again; a state vector of a million clients',
    ends: ['open', '4429', '4422'],
    async run(scene) {
      const million = updateOf(
        bytes((encoder) => {
          for (const value of [1, 1_000_000, 9301, 0]) encoding.writeVarUint(encoder, value)
          for (let i = 0; i < 1_000_000; i++) {
            encoding.writeUint8Array(encoder, new Uint8Array([0, 1]))
          }
          encoding.writeVarUint(encoder, 0)
        }),
      )
      const foe = await scene.ben()
      // Each is waited for longer: in so many seconds it is not too much.
      for (let i = 0; i < 2; i++) foe.say(million)
      const end = await foe.heard()
      foe.leave()
      const [vector] = await each(scene, [say(message.sync, sync.step1, numbers(1_000_000))])
      return [end, vector ?? '']
    },
  },
  {
    number: 22,
    name: 'types nested 20,000 deep, JSON nested 200,000 deep',
    ends: ['4422', '4400', '4500'],
    run: (scene) => each(scene, [updateOf(nestedTypes(20_000)), updateOf(nestedJson(200_000))]),
  },
  {
    number: 23,
    name: 'presence: of others, without end, broken, huge',
    ends: ['open', '4400'],
    run: (scene) =>
      each(scene, [
        presenceOf([scene.victim, 2 ** 30, '{"user":{"name":"Not Ada"}}']),
        presenceOf([scene.victim, 2 ** 30, 'null']),
        presenceOf([9401, Number.MAX_SAFE_INTEGER, '{}']),
        presenceOf(
          ...Array.from({ length: 900 }, (_, i): [number, number, string] => [i, 1, '{}']),
        ),
        say(message.awareness, undefined, numbers(100_000)),
        presenceOf([9402, 1, '{"name":']),
        presenceOf([9403, 1, JSON.stringify('x'.repeat(1024 * 1024))]),
        presenceOf([9404, 1, '{"user":{"color":"red;}body{display:none"}}']),
        presenceOf([9405, 1, '{"__proto__":{"user":{"name":"Ada"}}}']),
      ]),
  },
  {
    number: 24,
    name: 'roots that nobody knows, types in place of others, __proto__',
    ends: ['open', '4422'],
    run: (scene) =>
      each(
        scene,
        [
          edit((doc) => doc.getArray('nobody knows').push([1, { a: null }])),
          edit((doc) => doc.getText('series').insert(0, 'not a map')),
          edit((doc) => doc.getArray('episodes').push([new Y.Map(), 7])),
          edit((doc) => doc.getMap('bodies').set('__proto__', new Y.Text('x'))),
          edit((doc) => doc.getMap('series').set('__proto__', { polluted: true })),
          edit((doc) => doc.getMap('series').set('title', 7)),
          edit((doc) => doc.getMap('segments').set('x', [new Uint8Array(10), 1n])),
          edit((doc) => doc.getMap('x').set('x', { ['__proto__']: new Uint8Array([1]) })),
          edit((doc) => doc.getMap('x').set('doc', new Y.Doc())),
        ].map(updateOf),
      ),
  },
  {
    number: 25,
    name: 'fragments without end, 16 MB and one byte, floods, one that never reads',
    ends: ['1008', '1009', '4429', '1013', '1006'],
    async run(scene) {
      const fragments = await scene.ben()
      for (let i = 0; i < 20_000; i++) fragments.socket.send('x', { fin: false }, () => {})
      const ends = [await fragments.ended]
      const large = await scene.ben()
      large.say(new Uint8Array(16 * 1024 * 1024 + 1))
      ends.push(await large.ended)
      const asking = await scene.ben()
      for (let i = 0; i < 5000; i++) asking.say(new Uint8Array([0, 0, 1, 0]))
      ends.push(await asking.ended)
      const deaf = await scene.ben()
      deaf.socket.pause()
      const { socket } = deaf
      // More than a kernel keeps for a connection at both of its ends: some 37 MB where it may.
      for (let loudness = 0; loudness < 3; loudness++) {
        const loud = await scene.ben()
        const doc = new Y.Doc()
        doc.on('update', (update: Uint8Array) => loud.say(updateOf(update)))
        for (let i = 0; i < 20 && !loud.code; i++) {
          doc.getText('loud').insert(0, 'x'.repeat(1024 * 1024))
          doc.getText('loud').delete(0, 1024 * 1024)
          await loud.heard()
        }
        loud.leave()
      }
      socket.resume()
      ends.push(await deaf.ended)
      return ends
    },
  },
  {
    number: 25,
    name: '1,000 connections that say nothing',
    ends: ['open'],
    async run(scene) {
      const { port } = new URL(scene.house.url)
      const idle = Array.from({ length: 1000 }, () => connect(Number(port), '127.0.0.1'))
      for (const socket of idle) socket.on('error', () => {})
      const end = await outside(scene)
      for (const socket of idle) socket.destroy()
      return [end]
    },
  },
]
