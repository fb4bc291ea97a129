import { expect, test } from 'vitest'
import { fingerprintOf, outlineOf } from '../../../src/shared/derive/outline.ts'
import { readOutlines } from '../../../src/shared/document/outlines.ts'
import { type House, openHouse } from '../house.ts'

/// A series of three episodes; `looks` gives the fingerprint of each as it stands.
async function threeEpisodes(house: House) {
  const segment = (outline: string) => ({ outline, lines: [] })
  const row = await house.library.import(
    {
      title: 'The Lift',
      logline: '',
      language: 'en',
      titlePage: [],
      episodes: [1, 2, 3].map((n) => ({
        title: n === 2 ? '=1+1' : `Episode ${n}`,
        summary: '',
        hook: segment(`Hook ${n}`),
        beats: [segment(`Beat ${n}`)],
        cliffhanger: segment(`End ${n}`),
      })),
    },
    house.ada.userId,
  )
  const looks = async () => {
    const found = await house.library.read(row.id, readOutlines)
    if ('code' in found) throw new Error(found.message)
    return found.value.map((episode) => ({
      episode: episode.id,
      fingerprint: fingerprintOf(outlineOf(episode)),
    }))
  }
  return { path: `/api/series/${row.id}/reviews`, id: row.id, looks }
}

const approval = { signOff: 'Producer', verdict: 'approved' }

test('a producer approves, sees it, and takes it back', async () => {
  const house = await openHouse()
  const { path, id, looks } = await threeEpisodes(house)
  const june = await house.member(id, 'producer', ['Producer'], 'June')
  const episodes = await looks()
  const done = await june.json(`${path}/signoffs`, 'POST', { ...approval, episodes })
  expect(done.status).toBe(201)
  const { signOffs } = done.body as { signOffs: { id: string }[] }
  expect(signOffs).toHaveLength(3)
  expect((await house.json(path)).body).toMatchObject({
    me: house.ada.userId,
    required: ['Producer'],
    signOffs: [{ by: { name: 'June', link: null }, verdict: 'approved', note: '' }, {}, {}],
    seen: [],
  })
  const ids = signOffs.map((each) => each.id).join(',')
  expect((await june.fetch(`${path}/signoffs/${ids}`, { method: 'DELETE' })).status).toBe(204)
  expect((await house.json(path)).body).toMatchObject({ signOffs: [] })
})

test('an outline that has changed is answered with what to look at again', async () => {
  const house = await openHouse()
  const { path, id, looks } = await threeEpisodes(house)
  const june = await house.member(id, 'producer', ['Producer'])
  const [first, second] = await looks()
  const episodes = [first, { ...second, fingerprint: first?.fingerprint }]
  const { status, body } = await june.json(`${path}/signoffs`, 'POST', { ...approval, episodes })
  expect(status).toBe(409)
  expect(body).toMatchObject({ error: { code: 'review.stale' }, episodes: [second?.episode] })
  expect((await house.json(path)).body).toMatchObject({ signOffs: [] })
})

test('a sign-off is given by those to whom its name was granted', async () => {
  const house = await openHouse()
  const { path, id, looks } = await threeEpisodes(house)
  const [look] = await looks()
  const post = (caller: typeof house.ada, body: object) =>
    caller.json(`${path}/signoffs`, 'POST', { episodes: [look], ...body })
  const platform = await house.member(id, 'viewer', ['Platform'])
  const producer = await house.member(id, 'producer')
  expect((await post(house.ada, approval)).status).toBe(403)
  expect((await post(producer, approval)).status).toBe(403)
  expect((await post(producer, { verdict: 'approved', signOff: null })).status).toBe(403)
  expect((await post(producer, { verdict: 'changes', signOff: null, note: 'Who?' })).status).toBe(
    201,
  )
  expect(await post(platform, { ...approval, signOff: 'Platform' })).toMatchObject({
    status: 409,
    body: { error: { code: 'review.notRequired' } },
  })
  const required = ['Producer', 'Platform']
  const settings = { method: 'PUT', body: JSON.stringify({ required }) }
  const headers = { 'content-type': 'application/json' }
  expect((await house.ada.fetch(`${path}/settings`, { ...settings, headers })).status).toBe(204)
  expect((await post(platform, { ...approval, signOff: 'Platform' })).status).toBe(201)
})

test('what a guest says carries the name and the link it came by', async () => {
  const house = await openHouse()
  const { path, id, looks } = await threeEpisodes(house)
  const guest = await house.guest(id, { name: 'Wu', signOff: 'Producer' })
  const [look] = await looks()
  const done = await guest.json(`${path}/signoffs`, 'POST', { ...approval, episodes: [look] })
  expect(done.body).toMatchObject({ signOffs: [{ by: { name: 'Wu', link: 'Wu' } }] })
})

test('names of sign-offs are given once each, and at least one', async () => {
  const house = await openHouse()
  const { path } = await threeEpisodes(house)
  for (const required of [[], ['A', 'A'], [' ']]) {
    const { status } = await house.json(`${path}/settings`, 'PUT', { required })
    expect(status).toBe(400)
  }
})

test('the table opens in a spreadsheet, and runs nothing there', async () => {
  const house = await openHouse()
  const { path, id, looks } = await threeEpisodes(house)
  const june = await house.member(id, 'producer', ['Producer'], 'June')
  const [look] = await looks()
  await june.json(`${path}/signoffs`, 'POST', { ...approval, episodes: [look] })
  const answer = await house.ada.fetch(`${path}/export.csv`)
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''The%20Lift")
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  const [head = '', first, second] = text.split('\r\n')
  expect(head.startsWith('\ufeff"Episode","Title","Status"')).toBe(true)
  expect(first).toMatch(/^1,"Episode 1","Final","",.*"approved by June, \d{4}-\d\d-\d\d"/)
  expect(second).toContain('"\'=1+1"')
  const chinese = await house.ada.fetch(`${path}/export.csv?language=zh-Hans`)
  expect(await chinese.text()).toContain('"集数","标题"')
})
