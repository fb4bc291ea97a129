import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readUpdate } from '../../../server/rooms/update.ts'
import { nesting } from '../../../server/rooms/value.ts'
import fc from '../../draw.ts'

/// Something that a client can do to a document; `at` is taken round the length of what is there.
const step = fc.oneof(
  fc.record({
    do: fc.constant('type'),
    at: fc.nat(50),
    text: fc.string({ minLength: 1, unit: 'grapheme' }),
  }),
  fc.record({ do: fc.constant('delete'), at: fc.nat(50), text: fc.constant('') }),
  fc.record({ do: fc.constant('embed'), at: fc.nat(50), text: fc.string() }),
  fc.record({ do: fc.constant('bold'), at: fc.nat(50), text: fc.constant('') }),
  fc.record({ do: fc.constant('set'), at: fc.nat(5), text: fc.string() }),
  fc.record({ do: fc.constant('list'), at: fc.nat(5), text: fc.string() }),
  fc.record({ do: fc.constant('entity'), at: fc.nat(5), text: fc.string() }),
)

/// Two people doing these things in turn; gives every update they make and their final states.
function write(steps: readonly { do: string; at: number; text: string }[]): Uint8Array[] {
  const docs = [new Y.Doc({ gc: true }), new Y.Doc({ gc: false })]
  const updates: Uint8Array[] = []
  for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
  steps.forEach(({ do: what, at, text }, i) => {
    const doc = docs[i % 2] as Y.Doc
    const body = doc.getText('body')
    const place = body.length === 0 ? 0 : at % (body.length + 1)
    if (what === 'type') body.insert(place, text)
    if (what === 'delete' && place < body.length) body.delete(place, 1)
    if (what === 'embed') body.insertEmbed(place, { line: text })
    if (what === 'bold' && place < body.length) body.format(place, 1, { bold: true })
    if (what === 'set')
      doc.getMap('m').set(text, [at, text, null, { [`k${text}`]: new Uint8Array([at]) }])
    if (what === 'list') doc.getArray('a').push([at, text])
    if (what === 'entity') doc.getMap('m').set(`e${at}`, new Y.Map([['title', new Y.Text(text)]]))
    if (i % 5 === 4) {
      for (const [j, to] of docs.entries()) {
        Y.applyUpdate(to, Y.encodeStateAsUpdate(docs[1 - j] as Y.Doc))
      }
    }
  })
  const gapped = updates.filter((_, i) => i % 3 !== 1)
  return [
    ...updates,
    ...docs.map((doc) => Y.encodeStateAsUpdate(doc)),
    Y.mergeUpdates(updates),
    // With structs that are not there.
    Y.mergeUpdates(gapped.length > 0 ? gapped : updates),
  ]
}

const session = fc.array(step, { minLength: 1, maxLength: 30 }).map(write)

describe('reading an update', { timeout: 60_000 }, () => {
  it('[U1] finds in every update what Yjs finds in it', () => {
    fc.assert(
      fc.property(session, (updates) => {
        for (const update of updates) {
          const shape = readUpdate(update)
          if ('code' in shape) throw new Error(shape.message)
          const { structs, ds } = Y.decodeUpdate(update)
          expect(shape.structs).toBe(structs.length)
          expect(shape.deletes).toBe([...ds.clients.values()].flat().length)
          const clocks = (client: number, from: number, to: number) =>
            Array.from({ length: to - from }, (_, i) => `${client} ${from + i}`)
          const found = shape.ranges.flatMap(({ client, from, to }) => clocks(client, from, to))
          const held = structs
            .filter((struct) => !(struct instanceof Y.Skip))
            .flatMap(({ id, length }) => clocks(id.client, id.clock, id.clock + length))
          expect(found.sort()).toEqual(held.sort())
        }
      }),
      { numRuns: 200 },
    )
  })

  it('[U1] takes no update that has lost its end or has gained one', () => {
    fc.assert(
      fc.property(
        session,
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 5 }),
        (updates, cut, tail) => {
          const update = updates[cut % updates.length] as Uint8Array
          const short = readUpdate(update.slice(0, cut % update.length))
          expect(short).toHaveProperty('code', 'malformed')
          expect(readUpdate(new Uint8Array([...update, ...tail]))).toHaveProperty('code')
        },
      ),
      { numRuns: 500 },
    )
  })

  it('[U1] whatever it takes, Yjs applies without an error', () => {
    fc.assert(
      fc.property(session, fc.nat(), fc.nat(), fc.nat(255), (updates, which, where, value) => {
        const update = (updates[which % updates.length] as Uint8Array).slice()
        update[where % update.length] = value
        if ('code' in readUpdate(update)) return
        const doc = new Y.Doc()
        Y.applyUpdate(doc, update)
        Y.encodeStateAsUpdate(doc)
      }),
      { numRuns: 3000 },
    )
  })

  it('[U2] takes no V2 update', () => {
    const doc = new Y.Doc()
    doc.getText('body').insert(0, 'hello')
    expect(readUpdate(Y.encodeStateAsUpdateV2(doc))).toHaveProperty('code')
  })
})

it('[U3] refuses a key that would make a value unwritable', () => {
  const doc = new Y.Doc()
  doc.getMap('m').set('x', JSON.parse('{"__proto__":1}'))
  expect(readUpdate(Y.encodeStateAsUpdate(doc))).toHaveProperty('code', 'refused')
})

it('counts how deep brackets nest, not those in strings', () => {
  expect(nesting('{"a":[1,[2]],"b":"[[[[\\"[[["}')).toBe(3)
  expect(nesting('"plain"')).toBe(0)
})
