import { expect, test } from 'vitest'
import { contextLength, most, type Subject } from '../../../src/shared/document/subject.ts'
import type { Talk } from '../../../src/shared/document/talk.ts'
import { longestComment, mentionOf } from '../../../src/shared/domain/thread.ts'
import type { Caller } from '../caller.ts'
import { openHouse } from '../house.ts'

const passage: Subject = {
  on: 'passage',
  episode: 'e1',
  segment: 's1',
  parts: [
    {
      in: { body: 's1' },
      quote: 'the lift stops',
      runs: [
        [7, 0, 10],
        [9, 3, 4],
      ],
      before: '',
      after: '.\n',
    },
  ],
}
const episode: Subject = { on: 'episode', episode: 'e1' }

/// What one person does in the threads of a series.
function at(caller: Caller, series: string) {
  const path = `/api/series/${series}/threads`
  const talk = async () => (await caller.json(path)).body as Talk
  const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id
  return {
    talk,
    begin: async (subject: unknown, body: string) => {
      const answer = await caller.json(path, 'POST', { at: subject, body })
      return { ...answer, id: idOf(answer) }
    },
    reply: (thread: string, body: string) =>
      caller.json(`${path}/${thread}/replies`, 'POST', { body }),
    resolve: (thread: string, resolved: boolean) =>
      caller.json(`${path}/${thread}`, 'PATCH', { resolved }),
    edit: (thread: string, comment: string, body: string) =>
      caller.json(`${path}/${thread}/comments/${comment}`, 'PATCH', { body }),
    remove: (thread: string, comment: string) =>
      caller.json(`${path}/${thread}/comments/${comment}`, 'DELETE'),
    read: (upTo: number, thread?: string) =>
      caller.json(`${path}/read`, 'POST', { upTo, ...(thread ? { thread } : {}) }),
    /// Each thread as its comments: `name: body`.
    said: async () =>
      (await talk()).threads.map(({ comments }) =>
        comments.map(({ by, body }) => `${by.name}: ${body}`),
      ),
  }
}

async function room() {
  const house = await openHouse()
  const series = await house.series()
  const june = await house.member(series, 'writer', [], 'June')
  const paul = await house.member(series, 'producer', [], 'Paul')
  const vera = await house.member(series, 'viewer', [], 'Vera')
  const gus = await house.guest(series, { name: 'Gus' })
  return {
    house,
    series,
    ids: { june: june.userId, paul: paul.userId },
    ada: at(house.ada, series),
    june: at(june, series),
    paul: at(paul, series),
    vera: at(vera, series),
    gus: at(gus, series),
  }
}

test('a thread is about what it was begun on, and has who said what, guests by name and link', async () => {
  const { paul, june, gus } = await room()
  const { status, id } = await paul.begin(passage, '  Why does it stop?  ')
  expect(status).toBe(201)
  expect((await june.reply(id, 'Because.')).status).toBe(201)
  expect((await gus.reply(id, 'Ah.')).status).toBe(201)
  const { threads, me } = await gus.talk()
  expect(threads).toHaveLength(1)
  expect(threads[0]).toMatchObject({ id, at: passage, resolved: null, unread: 2 })
  expect(await june.said()).toEqual([['Paul: Why does it stop?', 'June: Because.', 'Gus: Ah.']])
  expect(threads[0]?.comments[2]?.by).toMatchObject({ id: me, name: 'Gus' })
})

test('what cannot be a subject, and a comment that says nothing or too much, is refused', async () => {
  const { june } = await room()
  const [part] = passage.on === 'passage' ? passage.parts : []
  const wrong: unknown[] = [
    { on: 'episode' },
    { on: 'series', episode: 'e1' },
    { ...passage, parts: [] },
    { ...passage, parts: [{ ...part, quote: 'short' }] },
    { ...passage, parts: [{ ...part, before: 'x'.repeat(contextLength + 1) }] },
    { ...passage, parts: Array(most.parts + 1).fill(part) },
  ]
  for (const subject of wrong) {
    const { status, body } = await june.begin(subject, 'Hm.')
    expect([status, body]).toMatchObject([400, { error: { code: 'request.bad' } }])
  }
  expect((await june.begin(episode, '   ')).status).toBe(400)
  expect((await june.begin(episode, 'x'.repeat(longestComment + 1))).status).toBe(400)
  expect(await june.said()).toEqual([])
})

test('a thread is resolved and opened again; an answer opens it too', async () => {
  const { paul, june } = await room()
  const { id } = await paul.begin(episode, 'Too long.')
  expect((await june.resolve(id, true)).status).toBe(200)
  expect((await paul.talk()).threads[0]?.resolved).toMatchObject({ name: 'June' })
  await paul.resolve(id, false)
  expect((await paul.talk()).threads[0]?.resolved).toBeNull()
  await june.resolve(id, true)
  await paul.reply(id, 'Still too long.')
  expect((await paul.talk()).threads[0]?.resolved).toBeNull()
  expect((await june.resolve('nobodyknows123', true)).status).toBe(404)
})

test('one changes and takes back what one has said; an owner takes back what anybody has', async () => {
  const { ada, paul, june, gus } = await room()
  const { id } = await paul.begin(episode, 'One')
  await gus.reply(id, 'Two')
  const [first, second] = (await june.talk()).threads[0]?.comments ?? []
  const [one, two] = [first?.id ?? '', second?.id ?? '']
  expect((await june.edit(id, one, 'Uno')).status).toBe(403)
  expect((await ada.edit(id, one, 'Uno')).status).toBe(403)
  expect((await june.remove(id, two)).status).toBe(403)
  expect((await paul.edit(id, one, 'Uno')).status).toBe(200)
  expect((await paul.talk()).threads[0]?.comments[0]).toMatchObject({
    body: 'Uno',
    edited: expect.any(Number),
  })
  expect((await gus.remove(id, two)).status).toBe(200)
  expect(await june.said()).toEqual([['Paul: Uno']])
  expect((await gus.edit(id, two, 'Back')).status).toBe(404)
  expect((await ada.remove(id, one)).status).toBe(200)
  expect(await june.said()).toEqual([])
})

test('each person has their own unread, by thread and in all', async () => {
  const { paul, june, gus } = await room()
  const { id: first } = await paul.begin(episode, 'One')
  const { id: second } = await paul.begin(passage, 'Two')
  expect((await paul.talk()).unread).toBe(0)
  const { unread, threads } = await june.talk()
  expect(unread).toBe(2)
  await june.read(threads[0]?.comments[0]?.said ?? 0, first)
  expect((await june.talk()).unread).toBe(1)
  expect((await gus.talk()).unread).toBe(2)
  await paul.reply(first, 'One more')
  expect((await june.talk()).threads.map((thread) => thread.unread)).toEqual([1, 1])
  const said = (await june.talk()).threads.flatMap(({ comments }) => comments.map((c) => c.said))
  await june.read(Math.max(...said))
  expect((await june.talk()).unread).toBe(0)
  // An older word arriving late takes nothing back.
  await june.read(1)
  await june.read(1, second)
  expect((await june.talk()).unread).toBe(0)
  await june.reply(second, 'Mine')
  expect((await june.talk()).unread).toBe(0)
  expect((await paul.talk()).unread).toBe(1)
})

test('a viewer reads what is said and says nothing', async () => {
  const { vera, june } = await room()
  const { id } = await june.begin(episode, 'One')
  expect(await vera.said()).toEqual([['June: One']])
  expect((await vera.begin(episode, 'Hm')).status).toBe(403)
  expect((await vera.reply(id, 'Hm')).status).toBe(403)
  expect((await vera.resolve(id, true)).status).toBe(403)
  const { unread, threads } = await vera.talk()
  expect(unread).toBe(1)
  await vera.read(threads[0]?.comments[0]?.said ?? 0)
  expect((await vera.talk()).unread).toBe(0)
})

test('people are named by their ids, and everybody learns the names but no addresses', async () => {
  const { ids, june, gus } = await room()
  await june.begin(episode, `Ask ${mentionOf(ids.paul)} and ${mentionOf('stranger')}.`)
  const { people } = await gus.talk()
  expect(people).toContainEqual({ id: ids.paul, name: 'Paul', isMember: true })
  expect(people).toContainEqual({ id: ids.june, name: 'June', isMember: true })
  expect(JSON.stringify(people)).not.toContain('@')
  expect(people.map(({ id }) => id)).not.toContain('stranger')
})

test('threads of one series are not those of another', async () => {
  const { house, june, series } = await room()
  const { id } = await june.begin(episode, 'One')
  const comment = (await june.talk()).threads[0]?.comments[0]?.id ?? ''
  const other = at(house.ada, await house.series('Other'))
  expect(await other.said()).toEqual([])
  expect((await other.reply(id, 'x')).status).toBe(404)
  expect((await other.resolve(id, true)).status).toBe(404)
  expect((await other.remove(id, comment)).status).toBe(404)
  const stranger = at(await house.account('Sam'), series)
  expect((await stranger.begin(episode, 'x')).status).toBe(404)
})

test('whoever has the series open hears that something was said', async () => {
  const { house, series, june } = await room()
  const wire = await house.wire(series)
  wire.announce()
  await wire.next('standing')
  const { id } = await june.begin(episode, 'One')
  expect((await wire.next('news')).topics).toContain('threads')
  await june.resolve(id, true)
  expect((await wire.next('news')).topics).toContain('threads')
})
