import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { standIn } from '../standin.ts'
import { notesIn, typed } from './edits.ts'
import { beginning, openHall, series } from './hall.ts'

/// Whoever is told that something is saved must be able to throw away what they hold.

const [mine] = typed(beginning, 'Mine.') as [Uint8Array]
const nothing = new Uint8Array([0, 0])

/// An update that is read well and cannot be taken in: shared types nested too deep.
function poison(): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, beginning)
  const before = Y.encodeStateVector(doc)
  let at = doc.getMap('series')
  doc.transact(() => {
    for (let depth = 0; depth < 40; depth++) at = at.set('deep', new Y.Map())
  })
  return Y.encodeStateAsUpdate(doc, before)
}

describe('[R2] [A2] a reader who gives back what is in memory and not on disk', () => {
  it('is not told that it is saved when the disk then takes nothing', async () => {
    const hall = await openHall()
    const ada = hall.visitor('ada').announce()
    hall.gate.hold()
    ada.update(mine)
    await hall.until(() => hall.gate.appends === 1)
    // A writer a moment ago, who may only read when their page comes back.
    const again = hall.visitor('ada', 'producer').announce()
    again.step2(mine)
    await hall.pass()
    expect(again.acknowledged).toBe(0)
    hall.gate.fill(true)
    hall.gate.release()
    await hall.until(() => ada.closed)
    await hall.pass()
    expect(again.acknowledged).toBe(0)
    expect(again.closed?.code).toBe(4403)
  })

  it('nor when what it came with is refused', async () => {
    const hall = await openHall()
    const [ada, foe] = [hall.visitor('ada').announce(), hall.visitor('foe')]
    foe.update(mine)
    foe.update(poison())
    hall.gate.holdLoads()
    await hall.until(() => hall.gate.loads === 2)
    const again = hall.visitor('foe', 'producer').announce()
    again.step2(mine)
    hall.gate.release()
    await hall.until(() => foe.closed)
    await hall.pass()
    expect(again.acknowledged).toBe(0)
    expect(again.closed?.code).toBe(4403)
    expect(ada.closed).toBeUndefined()
  })

  it('is told so when it is on disk', async () => {
    const hall = await openHall()
    hall.gate.hold()
    hall.visitor('ada').update(mine)
    await hall.until(() => hall.gate.appends === 1)
    const again = hall.visitor('ada', 'producer').announce()
    again.step2(mine)
    hall.gate.release()
    await hall.until(() => again.acknowledged === 1)
    expect(again.closed).toBeUndefined()
  })

  it('and is heard although the log was read meanwhile for another reason', async () => {
    const hall = await openHall({ isShared: true })
    const [theirs] = typed(beginning, 'From another node.') as [Uint8Array]
    hall.gate.hold()
    hall.visitor('ada').update(mine)
    await hall.until(() => hall.gate.appends === 1)
    const pia = hall.visitor('pia', 'producer').announce()
    pia.step2(theirs)
    await hall.store.append(series, [{ bytes: theirs, user: 'ben' }], 2)
    hall.gate.release()
    await hall.until(() => pia.acknowledged === 1)
  })
})

describe('[O5] what a reader gives back and is kept aside', () => {
  it('is not acknowledged, nor is anything after it', async () => {
    const hall = await openHall({ isShared: true })
    await hall.store.setHealing(series, hall.clock.now() + 60_000)
    const pia = hall.visitor('pia', 'producer').announce()
    pia.step2(mine)
    pia.step2(nothing)
    await hall.pass()
    pia.step2(nothing)
    await hall.pass()
    expect(pia.acknowledged).toBe(0)
    expect((await hall.store.aside(series)).length).toBe(1)
    expect(pia.closed).toBeUndefined()
  })

  it('also when its reader becomes a writer while it is kept', async () => {
    const keeping = Promise.withResolvers<void>()
    let asked = 0
    const hall = await openHall({
      isShared: true,
      wrap: (store) =>
        standIn(store, {
          async keepAside(...args) {
            asked++
            await keeping.promise
            return store.keepAside(...args)
          },
        }),
    })
    await hall.store.setHealing(series, hall.clock.now() + 60_000)
    const pia = hall.visitor('pia', 'producer').announce()
    pia.step2(mine)
    await hall.until(() => asked === 1)
    pia.restand('writer')
    const [more] = typed(beginning, 'More.') as [Uint8Array]
    pia.update(more)
    keeping.resolve()
    await hall.until(() => pia.closed)
    expect(pia.closed?.code).toBe(4500)
    expect(pia.acknowledged).toBe(0)
    // As a writer they give it back.
    const again = hall.visitor('pia').announce()
    again.step2(mine)
    again.update(more)
    await hall.until(() => again.acknowledged === 2)
    const { store } = hall
    const rows = await store.rows(series, 1)
    expect([...notesIn(beginning, ...rows.map(({ bytes }) => bytes))].sort().join('')).toBe(
      [...'Mine.More.'].sort().join(''),
    )
  })
})

it('[U10] [U11] an update that says again what is on disk needs no disk', async () => {
  const hall = await openHall()
  const ada = hall.visitor('ada').announce()
  ada.update(mine)
  await hall.until(() => ada.acknowledged === 1)
  hall.gate.fill(true)
  ada.update(mine)
  await hall.until(() => ada.acknowledged === 2)
  expect(hall.gate.appends).toBe(1)
})

it('[L3] [O5] who is here is asked again when a room goes back to a disk that has lost something', async () => {
  const hall = await openHall()
  const [ada, ben] = [hall.visitor('ada').announce(), hall.visitor('ben').announce()]
  ada.update(mine)
  const [one, two] = typed(beginning, 'One. ', 'Not saved.') as [Uint8Array, Uint8Array]
  ben.update(one)
  await hall.until(() => ada.acknowledged + ben.acknowledged === 2)
  const db = new DatabaseSync(hall.file)
  db.prepare('UPDATE log SET bytes = ? WHERE seq = 2').run(new Uint8Array([1, 2, 3]))
  db.close()
  hall.gate.fill(true)
  await hall.pass()
  ben.update(two)
  const asked = () => ada.heard.filter(({ type }) => type === 'step1').length
  await hall.until(() => asked() === 2)
  hall.gate.fill(false)
  await hall.pass(2000)
  ada.step2(mine)
  await hall.until(() => ada.acknowledged === 2)
  ada.step1()
  const answer = await hall.until(() => ada.heard.find(({ type }) => type === 'step2'))
  expect(answer.type === 'step2' && notesIn(answer.bytes)).toContain('Mine.')
})
