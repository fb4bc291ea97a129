import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { fingerprintOf, outlineOf } from '../../../src/shared/derive/outline.ts'
import { readOutlines } from '../../../src/shared/document/outlines.ts'
import { type House, openHouse } from '../house.ts'
import { lift } from '../lift.ts'

interface Talk {
  readonly threads: readonly {
    readonly at: unknown
    readonly resolved: { readonly name: string } | null
    readonly comments: readonly { readonly body: string; readonly by: { readonly name: string } }[]
  }[]
}

interface Said {
  readonly required: unknown
  readonly ready: readonly { readonly by: { readonly name: string } }[]
  readonly signOffs: readonly {
    readonly id: string
    readonly at: number
    readonly by: { readonly id: string; readonly name: string }
  }[]
  readonly outlines: unknown
  readonly members?: readonly { readonly name: string }[]
}

/// A review without what is another server's.
function said({ required, ready, signOffs, outlines }: Said) {
  const named = <T extends { readonly by: { readonly name: string } }>({ by, ...rest }: T) => {
    return { ...rest, id: undefined, by: by.name }
  }
  return { required, ready: ready.map(named), signOffs: signOffs.map(named), outlines }
}

async function take(house: House, name: string, bytes: Uint8Array) {
  const path = `/api/series/import?name=${encodeURIComponent(name)}`
  const answer = await house.ada.fetch(path, { method: 'POST', body: new Uint8Array(bytes) })
  const body = (await answer.json()) as {
    readonly series?: { readonly id: string }
    readonly losses?: unknown
    readonly error?: { readonly code: string; readonly reason?: string }
  }
  return { status: answer.status, ...body }
}

async function exported(house: House, id: string, format: string): Promise<Uint8Array> {
  const answer = await house.ada.fetch(`/api/series/${id}/export?format=${format}`)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

async function aSeries(house: House): Promise<string> {
  const { series } = await take(house, 'lift.fountain', new TextEncoder().encode(lift))
  const id = series?.id ?? ''
  const ben = await house.member(id, 'producer', [], 'Ben')
  const said = { at: { on: 'episode', episode: 'e' }, body: `Slower, @[${house.ada.userId}].` }
  const begun = await ben.json(`/api/series/${id}/threads`, 'POST', said)
  const thread = (begun.body as { id: string }).id
  await house.json(`/api/series/${id}/threads/${thread}/replies`, 'POST', { body: 'Done.' })
  await house.json(`/api/series/${id}/threads/${thread}`, 'PATCH', { resolved: true })
  return id
}

it('a series comes back from its archive on another server, comments and all', async () => {
  const house = await openHouse()
  const id = await aSeries(house)
  const zip = await exported(house, id, 'archive')
  const names = Object.keys(unzipSync(zip)).sort()
  expect(names).toEqual([
    'The Lift.fdx',
    'The Lift.fountain',
    'The Lift.json',
    'The Lift.pdf',
    'comments.json',
    'document.yjs',
    'ninety.json',
    'review.json',
  ])

  const other = await openHouse()
  const { series, losses } = await take(other, 'The Lift 2031-01-01.zip', zip)
  expect(losses).toEqual([])
  const restored = series?.id ?? ''
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  expect(text(await exported(other, restored, 'fountain'))).toBe(
    text(await exported(house, id, 'fountain')),
  )
  const { threads } = (await other.json(`/api/series/${restored}/threads`)).body as Talk
  expect(threads).toMatchObject([
    { at: { on: 'episode', episode: 'e' }, resolved: { name: 'Ada' } },
  ])
  expect(threads[0]?.comments.map(({ by, body }) => [by.name, body])).toEqual([
    ['Ben', 'Slower, @Ada.'],
    ['Ada', 'Done.'],
  ])
})

it('what was signed off comes back: who, when, of which outline, and gives nobody a right', async () => {
  const house = await openHouse()
  const id = await aSeries(house)
  const june = await house.member(id, 'producer', ['Producer'], 'June')
  const path = `/api/series/${id}/reviews`
  const found = await house.library.read(id, readOutlines)
  if ('code' in found) throw new Error(found.message)
  const episodes = found.value.map((episode) => {
    return { episode: episode.id, fingerprint: fingerprintOf(outlineOf(episode)) }
  })
  const post = (say: object) => june.json(`${path}/signoffs`, 'POST', { episodes, ...say })
  const { reviews } = house.household
  await reviews.require(id, ['Producer', 'Platform'])
  const ada = { id: house.ada.userId, name: 'Ada', link: null }
  await reviews.mark(id, ada, [episodes[0]?.episode ?? ''], true)
  const asked = { signOff: null, verdict: 'changes', note: 'Darker.' }
  expect((await post(asked)).status).toBe(201)
  expect((await post({ signOff: 'Producer', verdict: 'approved' })).status).toBe(201)
  const again = (await post({ signOff: 'Producer', verdict: 'approved', note: 'Again.' }))
    .body as Said
  await june.fetch(`${path}/signoffs/${again.signOffs[0]?.id}`, { method: 'DELETE' })
  const before = (await house.json(path)).body as Said
  expect(before.signOffs).toHaveLength(3 * episodes.length - 1)

  const other = await openHouse()
  const { series, losses } = await take(other, 'lift.zip', await exported(house, id, 'archive'))
  expect(losses).toEqual([])
  const after = (await other.json(`/api/series/${series?.id}/reviews`)).body as Said
  expect(said(after)).toEqual(said(before))
  expect(after.signOffs.every(({ by }) => by.id.startsWith('archive:'))).toBe(true)
  const { members } = (await other.json(`/api/series/${series?.id}/members`)).body as Said
  expect(members?.map(({ name }) => name)).toEqual(['Ada'])
})

it('sign-offs that nobody can have given are left out with a word', async () => {
  const house = await openHouse()
  const id = await aSeries(house)
  const entries = unzipSync(await exported(house, id, 'archive'))
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const sound = {
    ...{ episode: 'e', signOff: 'Producer', verdict: 'approved', fingerprint: 'a'.repeat(32) },
    ...{ note: '', by: 'June', at: 8.64e15 },
  }
  const signOffs = [
    sound,
    { ...sound, verdict: 'blessed' },
    { ...sound, signOff: null },
    { ...sound, fingerprint: 'b' },
    { ...sound, note: 'x'.repeat(5000) },
  ]
  const outline = { title: '', summary: '', parts: [] }
  const review = {
    required: ['Producer'],
    ready: [],
    signOffs,
    outlines: { [sound.fingerprint]: outline },
  }
  const made = (value: unknown) =>
    take(house, 'lift.zip', zipSync({ ...entries, 'review.json': text(value) }))
  const { series, losses } = await made(review)
  expect(losses).toMatchObject([{ code: 'archive.review', message: expect.stringContaining('4') }])
  const after = (await house.json(`/api/series/${series?.id}/reviews`)).body as Said
  expect(after.signOffs).toHaveLength(1)
  expect(after.signOffs[0]?.at).toBeLessThanOrEqual(Date.now())
  expect(after.outlines).toEqual({})
  const told = { ...outline, title: 'The lift' }
  const strange = { ...outline, title: 'Nobody signed this' }
  const named = { ...sound, fingerprint: fingerprintOf(told) }
  const outlines = { [fingerprintOf(told)]: told, [fingerprintOf(strange)]: strange }
  const twice = await made({ ...review, required: ['A', 'A '], signOffs: [named], outlines })
  const once = (await house.json(`/api/series/${twice.series?.id}/reviews`)).body as Said
  expect(once.required).toEqual(['A'])
  expect(once.outlines).toEqual({ [named.fingerprint]: told })
  expect((await made({ required: 1 })).losses).toMatchObject([{ code: 'archive.review' }])
  const { 'review.json': _, ...older } = entries
  expect((await take(house, 'lift.zip', zipSync(older))).losses).toEqual([])
})

it('an archive that is none, or was tampered with, is refused whole', async () => {
  const house = await openHouse()
  const id = await aSeries(house)
  const zip = await exported(house, id, 'archive')
  const entries = unzipSync(zip)
  const document = entries['document.yjs'] ?? new Uint8Array()
  const listed = async () => (await house.json('/api/series')).body
  const before = await listed()
  const head = (archive: unknown) => new TextEncoder().encode(JSON.stringify({ archive }))
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['archive.stranger', zipSync({ 'a.txt': head(1) })],
    ['archive.newer', zipSync({ ...entries, 'ninety.json': head(99) })],
    ['archive.damaged', zipSync({ ...entries, 'document.yjs': document.slice(0, -9) })],
    ['archive.damaged', zipSync({ ...entries, 'document.yjs': head(0) })],
    ['zip.damaged', zip.slice(0, zip.length / 2)],
  ]
  for (const [reason, bytes] of cases) {
    const { status, error } = await take(house, 'lift.zip', bytes)
    expect([status, error?.code, error?.reason]).toEqual([422, 'file.unreadable', reason])
  }
  expect(await listed()).toEqual(before)
  const silent = zipSync({ ...entries, 'comments.json': head(0) })
  expect((await take(house, 'lift.zip', silent)).losses).toMatchObject([
    { code: 'archive.comments' },
  ])
})

it('a series called like the files of an archive comes back too', async () => {
  const house = await openHouse()
  for (const title of ['ninety', 'Comments', 'document', 'Review']) {
    const named = new TextEncoder().encode(lift.replace('The Lift', title))
    const { series } = await take(house, 'lift.fountain', named)
    const zip = await exported(house, series?.id ?? '', 'archive')
    const names = Object.keys(unzipSync(zip)).map((name) => name.toLowerCase())
    expect(new Set(names).size).toBe(8)
    expect(await take(house, 'lift.zip', zip)).toMatchObject({ status: 201, losses: [] })
  }
})

it('comments of an archive come whole or with a word, however many, and never from the future', async () => {
  const house = await openHouse()
  const id = await aSeries(house)
  const entries = unzipSync(await exported(house, id, 'archive'))
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const at = { on: 'episode', episode: 'e' }
  const comment = { by: 'Ben\0', body: 'Slower.\0', said: 8.64e15, edited: null }
  const thread = { at, resolved: null, comments: Array(500).fill(comment) }
  const made = (threads: number) =>
    take(
      house,
      'lift.zip',
      zipSync({ ...entries, 'comments.json': text({ threads: Array(threads).fill(thread) }) }),
    )
  const few = await made(4)
  expect([few.status, few.losses]).toEqual([201, []])
  const path = `/api/series/${few.series?.id}/threads`
  const { threads } = (await house.json(path)).body as {
    readonly threads: readonly { readonly comments: readonly unknown[] }[]
  }
  expect(threads.map(({ comments }) => comments.length)).toEqual([500, 500, 500, 500])
  const first = threads[0]?.comments[0] as { readonly said: number } | undefined
  expect(first).toMatchObject({ body: 'Slower.\ufffd', by: { name: 'Ben\ufffd' } })
  expect(first?.said).toBeLessThanOrEqual(Date.now())
  const many = await made(41)
  expect([many.status, many.losses]).toMatchObject([201, [{ code: 'archive.comments' }]])
})

it('a series whose comments cannot be kept is not there at all', async () => {
  const house = await openHouse()
  const zip = await exported(house, await aSeries(house), 'archive')
  const before = (await house.json('/api/series')).body
  await house.household.records.schema.dropTable('comment').execute()
  expect((await take(house, 'lift.zip', zip)).status).toBe(500)
  expect((await house.json('/api/series')).body).toEqual(before)
})
