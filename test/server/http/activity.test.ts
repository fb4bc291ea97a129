import { expect, test } from 'vitest'
import { fingerprintOf, outlineOf } from '../../../src/shared/derive/outline.ts'
import { binEpisode, createEpisode, restoreEpisode } from '../../../src/shared/document/episodes.ts'
import { reviseField } from '../../../src/shared/document/field.ts'
import { readOutlines } from '../../../src/shared/document/outlines.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { HandClock } from '../handclock.ts'
import { openHouse } from '../house.ts'

interface Told {
  readonly seen: number | null
  readonly deeds: readonly {
    readonly what: string
    readonly episode: string
    readonly by: { readonly name: string }
    readonly at: number
    readonly text: string
  }[]
}

/// A house whose clock stands, a series in it, and what a person writes there.
async function room() {
  const clock = new HandClock()
  // Nothing gathers: it would wait for a clock that stands.
  const house = await openHouse({ clock, windowMs: 0 })
  const id = await house.series()
  const path = `/api/series/${id}/activity`
  /// What is told of after a room has been quiet.
  const told = async (caller = house.ada, since?: number) => {
    clock.advance(30_000)
    await house.household.activity.settled()
    const query = since === undefined ? '' : `?since=${since}`
    return (await caller.json(path + query)).body as Told
  }
  /// Changes the document for somebody; resolves when it is on disk.
  const edit = async <T>(user: string, change: (document: SeriesDocument) => T): Promise<T> => {
    const lease = await house.rooms.lease(id)
    if (lease.kind !== 'open') throw new Error(lease.reason)
    const made: T[] = []
    await lease.room.edit(user, (doc) => {
      const document = new SeriesDocument(doc)
      made.push(change(document))
      document.destroy()
    })
    lease.release()
    return made[0] as T
  }
  /// Writes the first hook's outline; gives back the episode.
  const write = (user: string, outline: string) =>
    edit(user, (document) => {
      const [episode] = document.reading.series.episodes
      const segment = episode?.segments[0]?.outlines[0]?.id ?? ''
      document.edit(() => reviseField(document, { in: 'outline', segment }, outline))
      return episode?.id ?? ''
    })
  return { house, id, path, clock, told, edit, write }
}

test('whose outline changed is told when they have stopped', async () => {
  const { house, id, told, write } = await room()
  const mira = await house.member(id, 'writer', [], 'Mira')
  const episode = await write(mira.userId, 'A key.')
  await write(mira.userId, 'A key, and a ring.')
  const { deeds } = await told()
  expect(deeds).toMatchObject([{ what: 'outline', episode, by: { name: 'Mira' } }])
})

test('what is typed in the script, or taken back at once, is not told', async () => {
  const { house, told, write } = await room()
  await write(house.ada.userId, 'A key.')
  await write(house.ada.userId, '')
  expect((await told()).deeds).toEqual([])
})

test('episodes that come and go are told', async () => {
  const { house, told, edit } = await room()
  const { userId } = house.ada
  const episode = await edit(userId, (document) => createEpisode(document, 1))
  expect((await told()).deeds).toMatchObject([{ what: 'added', episode, by: { name: 'Ada' } }])
  await edit(userId, (document) => binEpisode(document, episode))
  expect((await told()).deeds[0]).toMatchObject({ what: 'binned', episode })
  await edit(userId, (document) => restoreEpisode(document, episode))
  expect((await told()).deeds[0]).toMatchObject({ what: 'restored', episode })
})

test('what a room has not told when it is left is told then', async () => {
  const { house, path, write } = await room()
  await write(house.ada.userId, 'A key.')
  await house.rooms.close({ code: 1012, reason: 'the server restarts' })
  await house.household.activity.settled()
  expect(((await house.json(path)).body as Told).deeds).toMatchObject([{ what: 'outline' }])
})

test('sign-offs, marks and threads are told with what was said', async () => {
  const { house, id, told } = await room()
  const june = await house.member(id, 'producer', ['Producer'], 'June')
  const found = await house.library.read(id, readOutlines)
  if ('code' in found) throw new Error(found.message)
  const [outlined] = found.value
  if (!outlined) throw new Error('no episode')
  const look = { episode: outlined.id, fingerprint: fingerprintOf(outlineOf(outlined)) }
  const base = `/api/series/${id}`
  await house.ada.fetch(`${base}/reviews/ready`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ episodes: [look.episode], ready: true }),
  })
  await june.json(`${base}/reviews/signoffs`, 'POST', {
    episodes: [look],
    signOff: 'Producer',
    verdict: 'changes',
    note: 'Who is he?',
  })
  await june.json(`${base}/threads`, 'POST', {
    at: { on: 'episode', episode: look.episode },
    body: 'Lovely.',
  })
  const { deeds } = await told()
  expect(new Set(deeds.map(({ what, by, text }) => `${by.name} ${what} ${text}`))).toEqual(
    new Set(['Ada ready ', 'June changes Who is he?', 'June thread Lovely.']),
  )
})

test('each person is told from where they were', async () => {
  const { house, id, path, told, clock, write } = await room()
  const june = await house.member(id, 'producer', [], 'June')
  await write(house.ada.userId, 'A key.')
  expect((await told()).deeds).toHaveLength(1)
  const upTo = clock.now()
  const body = JSON.stringify({ upTo: upTo + 1e9 })
  const headers = { 'content-type': 'application/json' }
  await house.ada.fetch(`${path}/seen`, { method: 'POST', body, headers })
  expect(await told()).toMatchObject({ seen: upTo, deeds: [] })
  expect((await told(house.ada, 0)).deeds).toHaveLength(1)
  expect(await told(june)).toMatchObject({ seen: null, deeds: [{}] })
})
