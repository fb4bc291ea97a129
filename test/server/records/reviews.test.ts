import { expect, onTestFinished, test } from 'vitest'
import type * as Y from 'yjs'
import { News } from '../../../server/records/news.ts'
import { Reviews } from '../../../server/records/reviews.ts'
import { fingerprintOf, outlineOf } from '../../../src/shared/derive/outline.ts'
import { reviseField } from '../../../src/shared/document/field.ts'
import type { Author } from '../../../src/shared/domain/author.ts'
import { twoPeople } from '../../shared/document/room.ts'
import { recordsIn } from '../databases.ts'
import { HandClock } from '../handclock.ts'
import { freshFolder } from '../house.ts'

const june: Author = { id: 'u1', name: 'June', link: null }
const guest: Author = { id: 'guest:g1', name: 'Wu', link: 'Platform' }

/// The records of one series with two episodes.
async function house() {
  const records = await recordsIn(freshFolder())
  onTestFinished(() => records.destroy())
  const [writer] = twoPeople()
  const clock = new HandClock()
  const news = new News()
  const said: string[] = []
  news.listen((_, topics) => said.push(topics.join(' ')))
  const library = {
    read: async <T>(_: string, read: (doc: Y.Doc) => T) => ({ value: read(writer.doc) }),
  }
  const reviews = new Reviews(records, news, clock, library)
  const look = (number: number) => {
    const episode = writer.episodes[number - 1]
    if (!episode) throw new Error(`no episode ${number}`)
    return { episode: episode.id, fingerprint: fingerprintOf(outlineOf(episode)) }
  }
  const revise = (name: string, text: string) => {
    const { outlines } = writer.segment(name)
    const field = { in: 'outline', segment: outlines[0]?.id ?? '' } as const
    writer.document.edit(() => reviseField(writer.document, field, text))
  }
  const of = async (person: Author) => {
    const found = await reviews.of('s', person.id)
    if ('code' in found) throw new Error(found.message)
    return found
  }
  return { reviews, look, revise, of, writer, said, clock }
}

const approval = { signOff: 'Producer', verdict: 'approved', note: '' } as const

test('a series asks for one sign-off until somebody says otherwise', async () => {
  const { reviews, of } = await house()
  expect((await of(june)).required).toEqual(['Producer'])
  await reviews.require('s', ['Producer', 'Platform'])
  await reviews.require('s', ['Platform', 'Compliance'])
  expect((await of(june)).required).toEqual(['Platform', 'Compliance'])
})

test('a sign-off names the outline it was given to, and that outline is kept', async () => {
  const { reviews, look, revise, of, said } = await house()
  const first = look(1)
  const done = await reviews.sign('s', june, { ...approval, episodes: [first, look(2)] })
  expect(done).toMatchObject({ signOffs: [{ by: june }, { by: june }] })
  expect(said).toEqual(['reviews activity'])
  expect((await of(june)).outlines).toEqual({})
  revise('red', 'scarlet')
  const { signOffs, outlines } = await of(june)
  expect(signOffs).toContainEqual(expect.objectContaining(first))
  expect(outlines[first.fingerprint]?.parts.map(({ text }) => text)).toEqual([
    'hook',
    'red',
    'blue',
    'end',
  ])
})

test('nothing is signed off when one of several outlines has changed', async () => {
  const { reviews, look, revise, of } = await house()
  const episodes = [look(1), look(2)]
  revise('red2', 'scarlet')
  const done = await reviews.sign('s', june, { ...approval, episodes })
  expect(done).toEqual({ stale: [episodes[1]?.episode] })
  expect((await of(june)).signOffs).toEqual([])
})

test('one takes back what one has said oneself, and nothing else', async () => {
  const { reviews, look, of } = await house()
  const done = await reviews.sign('s', june, { ...approval, episodes: [look(1)] })
  const id = 'signOffs' in done ? (done.signOffs[0]?.id ?? '') : ''
  expect(await reviews.withdraw('s', guest.id, [id])).toBe(0)
  expect(await reviews.withdraw('other', june.id, [id])).toBe(0)
  expect((await of(june)).signOffs).toHaveLength(1)
  expect(await reviews.withdraw('s', june.id, [id])).toBe(1)
  expect((await of(june)).signOffs).toEqual([])
})

test('what is said last is the last, even within one millisecond', async () => {
  const { reviews, look, of } = await house()
  await reviews.sign('s', june, { ...approval, episodes: [look(1)] })
  await reviews.sign('s', guest, { ...approval, verdict: 'changes', episodes: [look(1)] })
  const [first, second] = (await of(june)).signOffs
  expect(second?.by).toEqual(guest)
  expect(second?.at).toBeGreaterThan(first?.at ?? 0)
})

test('each person has their own last look', async () => {
  const { reviews, look, revise, of } = await house()
  const before = look(1)
  await reviews.look('s', june.id, [before])
  revise('red', 'scarlet')
  await reviews.look('s', guest.id, [look(1)])
  expect((await of(june)).seen).toMatchObject([before])
  expect((await of(june)).outlines[before.fingerprint]).toBeDefined()
  expect((await of(guest)).seen).toMatchObject([look(1)])
  await reviews.look('s', june.id, [before])
  expect((await of(june)).seen).toMatchObject([before])
})

test('marks are set, set anew and taken away', async () => {
  const { reviews, look, of, clock } = await house()
  const { episode } = look(1)
  await reviews.mark('s', june, [episode, look(2).episode], true)
  const [first] = (await of(june)).ready
  clock.advance(1000)
  await reviews.mark('s', guest, [episode], true)
  const again = (await of(june)).ready.find((mark) => mark.episode === episode)
  expect(again?.by.name).toBe('Wu')
  expect(again?.at).toBeGreaterThan(first?.at ?? 0)
  await reviews.mark('s', june, [episode], false)
  expect((await of(june)).ready.map((mark) => mark.episode)).toEqual([look(2).episode])
})
