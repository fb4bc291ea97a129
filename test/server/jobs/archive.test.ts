import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { type House, openHouse } from '../house.ts'
import { lift } from '../lift.ts'

interface Talk {
  readonly threads: readonly {
    readonly at: unknown
    readonly resolved: { readonly name: string } | null
    readonly comments: readonly { readonly body: string; readonly by: { readonly name: string } }[]
  }[]
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
  for (const title of ['ninety', 'Comments', 'document']) {
    const named = new TextEncoder().encode(lift.replace('The Lift', title))
    const { series } = await take(house, 'lift.fountain', named)
    const zip = await exported(house, series?.id ?? '', 'archive')
    const names = Object.keys(unzipSync(zip)).map((name) => name.toLowerCase())
    expect(new Set(names).size).toBe(7)
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
