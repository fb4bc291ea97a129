import { expect, it } from 'vitest'
import { openHouse } from '../house.ts'

const feature = [
  'Title: The Lift',
  '',
  ...Array.from({ length: 12 }, (_, i) => [
    `INT. FLOOR ${i} - NIGHT`,
    '',
    'The doors open on a corridor that nobody has swept. '.repeat(8),
    '',
    'ANA',
    'This is not my floor.',
    '',
  ]).flat(),
].join('\n')

interface Line {
  readonly preview?: {
    readonly title: string
    readonly formats: readonly string[]
    readonly cast: readonly string[]
    readonly seconds: readonly number[]
    readonly openings: readonly { readonly at: number; readonly text: string }[]
    readonly proposal: {
      readonly way: string
      readonly ways: readonly string[]
      readonly cuts: readonly { readonly at: number; readonly begins: string }[]
    }
  }
  readonly file?: { readonly name: string; readonly size: number; readonly losses: unknown[] }
  readonly error?: { readonly code: string; readonly message: string }
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

it('says what is in a file and makes a series as it was chosen', async () => {
  const house = await openHouse()
  const preview = async (query = '') => {
    const path = `/api/series/import/preview?name=lift.fountain${query}`
    const answer = await house.ada.fetch(path, { method: 'POST', body: feature })
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    return linesOf(await answer.text()).at(-1)?.preview
  }
  const found = await preview('&target=60')
  expect(found).toMatchObject({ title: 'The Lift', formats: ['fountain'], cast: ['ANA'] })
  expect(found?.openings[0]).toEqual({ at: 0, text: 'INT. FLOOR 0 - NIGHT' })
  expect(found?.seconds).toHaveLength(48)
  expect(found?.proposal.way).toBe('scenes')
  const whole = await preview('&way=none')
  expect(whole?.proposal.cuts.filter(({ begins }) => begins === 'episode')).toHaveLength(1)
  expect((await house.json('/api/series')).body).toEqual({ series: [] })

  const form = new FormData()
  form.set('file', new File([feature], 'lift.fountain'))
  const cuts = [
    { at: 0, begins: 'episode', why: 'start', title: 'Up' },
    { at: 0, begins: 'beat', why: 'start' },
    { at: 24, begins: 'episode', why: 'chosen', title: 'Down' },
    { at: 24, begins: 'hook', why: 'chosen' },
  ]
  form.set('choices', JSON.stringify({ title: 'The Long Lift', targetSeconds: 120, cuts }))
  const path = '/api/series/import?name=lift.fountain'
  const made = await house.ada.fetch(path, { method: 'POST', body: form })
  expect(made.status).toBe(201)
  const { series } = (await made.json()) as { series: { id: string; title: string } }
  expect(series.title).toBe('The Long Lift')
  const text = await (await house.ada.fetch(`/api/series/${series.id}/export`)).text()
  expect(text).toContain('Target: 120')
  const titles = [...text.matchAll(/^# Episode (\d): (.*)$/gm)].map(([, n, title]) => [n, title])
  expect(titles).toEqual([
    ['1', 'Up'],
    ['2', 'Down'],
  ])
  expect(text.indexOf('INT. FLOOR 5')).toBeLessThan(text.indexOf('# Episode 2'))
  expect(text.indexOf('INT. FLOOR 6')).toBeGreaterThan(text.indexOf('# Episode 2'))
})

it('refuses a form without a file, and choices that are none', async () => {
  const house = await openHouse()
  const post = async (form: FormData) => {
    const path = '/api/series/import?name=lift.fountain'
    const answer = await house.ada.fetch(path, { method: 'POST', body: form })
    return [answer.status, ((await answer.json()) as Line).error?.code]
  }
  const without = new FormData()
  without.set('choices', '{}')
  expect(await post(without)).toEqual([400, 'request.bad'])
  const wrong = new FormData()
  wrong.set('file', new File([feature], 'lift.fountain'))
  wrong.set('choices', '{"cuts":[{"at":-1}]}')
  expect(await post(wrong)).toEqual([400, 'request.bad'])
  const many = new FormData()
  many.set('file', new File([feature], 'lift.fountain'))
  for (let i = 0; i < 30; i++) many.append('more', '')
  expect(await post(many)).toEqual([400, 'request.bad'])
  const path = '/api/series/import?name=lift.fountain'
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=a']) {
    const headers = { 'content-type': type }
    const broken = await house.ada.fetch(path, { method: 'POST', body: '--a\r\nx', headers })
    expect(broken.status).toBe(400)
  }
  expect((await house.json('/api/series')).body).toEqual({ series: [] })
})

it('tells how far a file has got, then gives it, then says why there is none', async () => {
  const house = await openHouse()
  const id = await house.series('The Lift')
  const answer = await house.ada.fetch(`/api/series/${id}/export/told?format=fountain&paper=a4`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const end = bytes.indexOf(10, bytes.lastIndexOf('}'.charCodeAt(0), bytes.indexOf(35)))
  const head = new TextDecoder().decode(bytes.subarray(0, end))
  const file = linesOf(head).at(-1)?.file
  expect(file).toMatchObject({ name: 'The Lift.fountain', losses: [] })
  expect(bytes.length - end - 1).toBe(file?.size)

  const none = await house.ada.fetch(`/api/series/${id}/export/told?format=runes`)
  expect(linesOf(await none.text()).at(-1)?.error?.code).toBe('format.unknown')
})
