import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { copyOf } from '../../../server/rooms/copy.ts'
import { notesIn, typed, typedAs } from './edits.ts'
import { beginning, type Hall, openHall } from './hall.ts'

/// Whoever exports a series reads what is on disk, however busy the room is.

const notesOf = (doc: Y.Doc) => String(doc.getMap('series').get('notes'))

/// Ada types without a pause: whenever some of it is on disk, more is on its way.
function typing(hall: Hall) {
  const ada = hall.visitor('ada').announce()
  const edits = typed(beginning, ...Array.from({ length: 2000 }, () => 'x'))
  let sent = 0
  const typeOn = () => {
    ada.update(edits[sent++] as Uint8Array)
  }
  const { append } = hall.store
  hall.store.append = async (...args) => {
    const head = await append.apply(hall.store, args)
    typeOn()
    return head
  }
  typeOn()
  return () => sent
}

it('all that had come is read while more is on its way', async () => {
  const hall = await openHall()
  const sent = typing(hall)
  await hall.until(() => sent() > 20)
  const [before, reading] = [sent(), hall.room.read(notesOf)]
  const read = await hall.until(settledOf(reading))
  expect(read.length).toBeGreaterThanOrEqual(before)
  expect(read.length).toBeLessThan(before + 5)
})

it('what is on disk is read where a commit does not end', async () => {
  const hall = await openHall()
  const ada = hall.visitor('ada').announce()
  const [one, two] = typedAs(1, beginning, 'On disk. ', 'Not yet.') as [Uint8Array, Uint8Array]
  ada.update(one)
  await hall.until(() => ada.acknowledged === 1)
  hall.gate.hold()
  ada.update(two)
  await hall.until(() => hall.gate.appends === 2)
  expect(await hall.until(settledOf(hall.room.read(notesOf)))).toBe('On disk. ')
  // So is the whole of it, in slices.
  const look = <T>(read: (doc: Y.Doc) => T) => hall.room.read(read)
  const copy = copyOf(look, () => new Promise<void>((done) => setImmediate(done)))
  expect(notesIn(await hall.until(settledOf(copy)))).toBe('On disk. ')
  hall.gate.release()
  await hall.until(() => ada.acknowledged === 2)
  expect(await hall.until(settledOf(hall.room.read(notesOf)))).toBe('On disk. Not yet.')
})

it('what is on disk is read where a commit has failed', async () => {
  const hall = await openHall()
  const ada = hall.visitor('ada').announce()
  const [one, two] = typedAs(1, beginning, 'On disk. ', 'Not yet.') as [Uint8Array, Uint8Array]
  ada.update(one)
  await hall.until(() => ada.acknowledged === 1)
  hall.gate.failNext()
  ada.update(two)
  expect(await hall.until(settledOf(hall.room.read(notesOf)))).toBe('On disk. ')
  expect(ada.closed?.code).toBe(4500)
})

it('the list says the title that somebody gave while others type on', async () => {
  const hall = await openHall()
  const sent = typing(hall)
  await hall.until(() => sent() > 20)
  const renamed = hall.room
    .edit('ada', (doc) => {
      doc.getMap('series').set('language', 'zh-Hans')
    })
    .then(() => hall.room.headingWritten())
    .then(() => true)
  await hall.until(settledOf(renamed))
  expect((await hall.store.findSeries('the-lift'))?.language).toBe('zh-Hans')
})

/// What a promise has come to, once it has. Throws where it was rejected.
function settledOf<T>(promise: Promise<T>): () => T | undefined {
  let value: T | undefined
  let failure: unknown
  promise.then(
    (done) => {
      value = done
    },
    (error: unknown) => {
      failure = error
    },
  )
  return () => {
    if (failure) throw failure
    return value
  }
}
