import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Copy, copyOf } from '../../../server/rooms/copy.ts'

/// Chance that comes out the same every time.
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/// Two writers in one document, who type, strike out, make things and remove them again.
function writers(seed: number) {
  const roll = dice(seed)
  const doc = new Y.Doc()
  const other = new Y.Doc()
  other.clientID = 7 + seed
  doc.on('update', (update: Uint8Array, by: unknown) => {
    if (by !== other) Y.applyUpdate(other, update, doc)
  })
  other.on('update', (update: Uint8Array, by: unknown) => {
    if (by !== doc) Y.applyUpdate(doc, update, other)
  })
  const write = () => {
    const at = roll(2) === 0 ? doc : other
    const bodies = at.getMap<Y.Text>('bodies')
    const text = at.getText('t')
    switch (roll(5)) {
      case 0:
        text.insert(roll(text.length + 1), 'word ')
        break
      // Behind one another, so that structs are put together.
      case 1:
        for (let i = 0; i < 5; i++) text.insert(text.length, 'x')
        break
      case 2: {
        const from = roll(text.length + 1)
        text.delete(from, roll(text.length - from + 1) >> 2)
        break
      }
      case 3:
        bodies.set(`b${roll(5)}`, new Y.Text('A line.'))
        break
      case 4:
        bodies.delete(`b${roll(5)}`)
        break
    }
  }
  return { doc, write }
}

const shown = (doc: Y.Doc) => ({
  text: doc.getText('t').toString(),
  bodies: doc.getMap('bodies').toJSON(),
  vector: Y.encodeStateVector(doc),
  deleted: Y.createDeleteSetFromStructStore(doc.store),
})

it('is the whole document, whatever is written while it is made', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { doc, write } = writers(seed)
    for (let i = 0; i < 300; i++) write()
    const copy = new Copy(doc)
    // No time: a few structs at a time.
    while (!copy.step(-1)) write()
    write()
    const whole = copy.end(doc)
    const read = new Y.Doc()
    if (whole) Y.applyUpdate(read, whole)
    expect(read.store.pendingStructs, `seed ${seed}`).toBeNull()
    const [ours, theirs] = [read, doc].map((each) => {
      each.getText('t')
      each.getMap('bodies')
      return shown(each)
    })
    expect(ours?.text, `seed ${seed}`).toBe(theirs?.text)
    expect(ours?.bodies, `seed ${seed}`).toEqual(theirs?.bodies)
    expect(ours?.vector, `seed ${seed}`).toEqual(theirs?.vector)
    expect(Y.equalDeleteSets(ours?.deleted as never, theirs?.deleted as never)).toBe(true)
  }
})

it('takes its time over many writers with a few words each, too', () => {
  const doc = new Y.Doc()
  for (let client = 1; client <= 500; client++) {
    const away = new Y.Doc()
    away.clientID = client
    away.getText('t').insert(0, 'A word.')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(away))
  }
  const copy = new Copy(doc)
  let slices = 1
  while (!copy.step(-1)) slices++
  expect(slices).toBeGreaterThan(10)
  expect(copy.end(doc)).toEqual(Y.encodeStateAsUpdate(doc))
})

it('of a document that nobody changes is what Yjs writes', async () => {
  const { doc, write } = writers(4680)
  for (let i = 0; i < 300; i++) write()
  const whole = await copyOf(
    async (look) => look(doc),
    async () => {},
  )
  expect(whole).toEqual(Y.encodeStateAsUpdate(doc))
})

it('has what waits for something that has not come', () => {
  const { doc } = writers(1)
  const away = new Y.Doc()
  away.getText('t').insert(0, 'One. ')
  const before = Y.encodeStateVector(away)
  away.getText('t').insert(5, 'Two.')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(away, before))
  const copy = new Copy(doc)
  copy.step()
  const read = new Y.Doc()
  Y.applyUpdate(read, copy.end(doc) ?? new Uint8Array())
  Y.applyUpdate(read, Y.encodeStateAsUpdate(away))
  expect(read.getText('t').toString()).toBe('One. Two.')
})

it('is of what is on disk when that was read again meanwhile', async () => {
  const [old, fresh] = [new Y.Doc(), new Y.Doc()]
  old.getText('t').insert(0, 'Not saved.')
  fresh.getText('t').insert(0, 'Saved.')
  const docs = [old, fresh, fresh, fresh]
  const whole = await copyOf(
    async (look) => look(docs.shift() ?? fresh),
    async () => {},
  )
  const read = new Y.Doc()
  Y.applyUpdate(read, whole)
  expect(read.getText('t').toString()).toBe('Saved.')
})
