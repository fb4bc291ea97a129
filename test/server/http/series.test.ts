import { expect, it } from 'vitest'
import { Gate } from '../gate.ts'
import { openHouse } from '../house.ts'
import { lift } from '../lift.ts'

it('lists, makes, bins and restores series', async () => {
  const house = await openHouse()
  const made = await house.json('/api/series', 'POST', { title: ' The Lift ', language: 'en' })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ title: 'The Lift', language: 'en', binned: null })
  const { id } = made.body as { id: string }
  const listed = async (bin = '') => {
    const { body } = await house.json(`/api/series${bin}`)
    return (body as { series: { id: string }[] }).series.map((each) => each.id)
  }
  expect(await listed()).toEqual([id])
  const binned = await house.json(`/api/series/${id}`, 'DELETE')
  expect(binned.body).toMatchObject({ id, binned: expect.any(String) })
  expect(await listed()).toEqual([])
  expect(await listed('?bin=true')).toEqual([id])
  expect((await house.json(`/api/series/${id}`)).status).toBe(200)
  await house.json(`/api/series/${id}/restore`, 'POST')
  expect(await listed()).toEqual([id])
})

it('makes a series that has its first episode and its lineage', async () => {
  const house = await openHouse()
  const person = await house.person(await house.series())
  const series = person.doc.getMap('series')
  expect(person.doc.getMap('episodes').size).toBe(1)
  expect(series.get('schemaVersion')).toBe(1)
  expect(series.get('targetSeconds')).toBe(90)
  expect(series.get('lineage')).toEqual(expect.any(String))
})

it('what is typed in a series that is in the bin is kept', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.person(series)
  await house.json(`/api/series/${series}`, 'DELETE')
  ana.type('Still writing.')
  const bo = await house.person(series)
  await bo.when(() => bo.notes.toString() === 'Still writing.')
})

it('a rename reaches whoever is writing, and keeps what they type in the title', async () => {
  const house = await openHouse()
  const series = await house.series('The Lift')
  const ana = await house.person(series)
  const title = () => String(ana.doc.getMap('series').get('title'))
  const renamed = await house.json(`/api/series/${series}`, 'PATCH', { title: 'The Last Lift' })
  expect(renamed.body).toMatchObject({ title: 'The Last Lift' })
  await ana.when(() => title() === 'The Last Lift')
})

it('the list follows what is typed into a title', async () => {
  const house = await openHouse()
  const series = await house.series('The Lift')
  const ana = await house.person(series)
  const bo = await house.person(series)
  ana.doc.transact(() => {
    ana.doc.getMap('series').set('language', 'zh-Hans')
    ana.rename('电梯')
  })
  await bo.when(() => String(bo.doc.getMap('series').get('title')) === '电梯')
  await expect
    .poll(async () => (await house.json(`/api/series/${series}`)).body)
    .toMatchObject({ title: '电梯', language: 'zh-Hans' })
})

it('a rename that cannot be stored is an error, and not shown', async () => {
  const gate = new Gate()
  const house = await openHouse({ wrapStore: gate.wrap })
  const series = await house.series('The Lift')
  gate.failNext()
  const { status } = await house.json(`/api/series/${series}`, 'PATCH', { title: 'Gone' })
  expect(status).toBe(500)
  const { body } = await house.json(`/api/series/${series}`)
  expect(body).toMatchObject({ title: 'The Lift' })
})

it('takes a file in and gives the same out', async () => {
  const house = await openHouse()
  const answer = await house.ada.fetch(`/api/series/import?name=lift.fountain`, {
    method: 'POST',
    body: lift,
  })
  expect(answer.status).toBe(201)
  const { series, losses } = (await answer.json()) as { series: { id: string }; losses: unknown[] }
  expect(losses).toEqual([])
  expect(series).toMatchObject({ title: 'The Lift', language: 'en' })
  const exported = await house.ada.fetch(`/api/series/${series.id}/export?format=fountain`)
  expect(exported.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''The%20Lift.fountain",
  )
  expect(await exported.text()).toBe(lift)
})

it('whatever a series is called, its file can be saved', async () => {
  const house = await openHouse()
  const nameOf = async (title: string) => {
    const answer = await house.ada.fetch(`/api/series/${await house.series(title)}/export`)
    expect([title, answer.status]).toEqual([title, 200])
    return answer.headers.get('content-disposition')?.split("''")[1]
  }
  const long = 'x'.repeat(99)
  expect(await nameOf(`${long}😀 and on`)).toBe(`${long}%F0%9F%98%80.fountain`)
  expect(await nameOf('a\r\nset-cookie: b')).toBe('a%20set-cookie%20b.fountain')
  expect(await nameOf(`Ada's "Lift" (2)`)).toBe('Ada%27s%20Lift%20%282%29.fountain')
})

it('names a script without a title after its file, and says what cannot be imported', async () => {
  const house = await openHouse()
  const take = async (name: string, body: BodyInit) => {
    const query = new URLSearchParams({ name })
    const answer = await house.ada.fetch(`/api/series/import?${query}`, { method: 'POST', body })
    return { status: answer.status, body: (await answer.json()) as unknown }
  }
  expect((await take('末班车.txt', '△夜，车停了。')).body).toMatchObject({
    series: { title: '末班车', language: 'zh-Hans' },
  })
  expect(await take('picture.png', 'x')).toMatchObject({
    status: 400,
    body: { error: { code: 'format.unknown' } },
  })
  expect(await take('noise.fountain', new Uint8Array([0, 1, 2, 0xff, 0]))).toMatchObject({
    status: 422,
    body: { error: { code: 'file.unreadable' } },
  })
  expect(await take('large.fountain', 'x'.repeat(16 * 1024 * 1024 + 1))).toMatchObject({
    status: 413,
  })
})

it('answers what it cannot do with a code and a sentence', async () => {
  const house = await openHouse()
  expect(await house.json('/api/series/nobody')).toEqual({
    status: 404,
    body: { error: { code: 'series.unknown', message: 'There is no such series.' } },
  })
  expect(await house.json('/api/series', 'POST', { title: '  ', language: 'en' })).toMatchObject({
    status: 400,
    body: { error: { code: 'request.bad' } },
  })
  for (const [path, method] of [
    ['/api/series/nobody', 'DELETE'],
    ['/api/series/nobody/restore', 'POST'],
    ['/api/series/nobody/export', 'GET'],
  ] as const) {
    expect((await house.json(path, method)).status).toBe(404)
  }
  expect((await house.json('/api/nothing')).status).toBe(404)
})

it('does nothing for another site', async () => {
  const house = await openHouse()
  const answer = await house.ada.fetch(`/api/series/import?name=x.fountain`, {
    method: 'POST',
    body: 'x',
    headers: { origin: 'http://evil.test', 'content-type': 'text/plain' },
  })
  expect(answer.status).toBe(403)
  expect((await house.json('/api/series')).body).toEqual({ series: [] })
})

it('describes itself', async () => {
  const house = await openHouse()
  const { body } = await house.json('/api/openapi.json')
  expect(Object.keys((body as { paths: object }).paths)).toEqual(
    expect.arrayContaining(['/api/series', '/api/series/{id}', '/api/series/import']),
  )
  expect(await house.json('/healthz')).toEqual({ status: 200, body: { status: 'ok' } })
  expect(await house.json('/readyz')).toEqual({ status: 200, body: { status: 'ready' } })
})
