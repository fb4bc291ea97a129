import { zipSync } from 'fflate'
import { expect, it, vi } from 'vitest'
import { type House, openHouse } from '../house.ts'

vi.setConfig({ testTimeout: 120_000 })

const text = (value: string) => new TextEncoder().encode(value)

const fdx = (inside: string, before = '') =>
  text(
    `<?xml version="1.0" encoding="UTF-8"?>${before}<FinalDraft DocumentType="Script" Version="5"><Content>${inside}</Content></FinalDraft>`,
  )
const paragraph = '<Paragraph Type="Action"><Text>It stops.</Text></Paragraph>'
const entities = Array.from({ length: 20 }, (_, i) =>
  i === 0 ? '<!ENTITY a0 "ha">' : `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`,
).join('')
const word = (xml: Uint8Array) =>
  zipSync({ '[Content_Types].xml': text('<Types/>'), 'word/document.xml': xml })
const deep = (open: string, close: string) => open.repeat(50_000) + close.repeat(50_000)
const pdf = text('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')

/// What nobody writes by hand.
const files: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['entities.fdx', fdx(paragraph, `<!DOCTYPE a [${entities}]>`)],
  ['deep.fdx', fdx(deep('<Paragraph>', '</Paragraph>'))],
  ['short.fdx', fdx(paragraph.repeat(50)).slice(0, 900)],
  ['pages.fdx', pdf],
  ['bomb.docx', word(new Uint8Array(60_000_000))],
  ['deep.docx', word(text(`<w:document>${deep('<w:p>', '</w:p>')}</w:document>`))],
  ['short.docx', word(text('<w:document/>')).slice(0, 60)],
  ['pages.docx', pdf],
  ['deep.json', text(deep('[', ']'))],
  ['short.json', text('{"ninety": {"episodes": [{"title": "St')],
  ['bomb.zip', zipSync({ 'ninety.json': new Uint8Array(60_000_000) })],
  ['noise.fountain', Uint8Array.from({ length: 4000 }, (_, i) => (i * 89) % 7)],
  ['noise.txt', Uint8Array.from({ length: 4000 }, (_, i) => (i * 89) % 5)],
  ['picture.png', text('PNG')],
  ...['fountain', 'fdx', 'docx', 'txt', 'json', 'zip'].map(
    (ending) => [`nothing.${ending}`, new Uint8Array()] as const,
  ),
]

interface Failure {
  readonly error?: { readonly code: string; readonly message: string }
}

async function post(house: House, path: string, name: string, bytes: Uint8Array) {
  const answer = await house.ada.fetch(`${path}?name=${name}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
  })
  const last = (await answer.text()).trimEnd().split('\n').at(-1) ?? ''
  return { status: answer.status, error: (JSON.parse(last) as Failure).error }
}

it('what no script is gets a sentence each, and nothing is imported', async () => {
  const house = await openHouse()
  for (const [name, bytes] of files) {
    const { status, error } = await post(house, '/api/series/import', name, bytes)
    expect([name, status >= 400 && status < 500, error?.message]).toEqual([
      name,
      true,
      expect.stringMatching(/^[A-Z].*\.$/s),
    ])
    const looked = await post(house, '/api/series/import/preview', name, bytes)
    expect([name, looked.error?.code]).toEqual([name, error?.code])
  }
  expect((await house.json('/api/series')).body).toEqual({ series: [] })
})

it('a file that is too large is refused, one that takes long is called off, others write on', async () => {
  const house = await openHouse()
  const series = await house.series()
  const [ana, bo] = [await house.person(series), await house.person(series)]
  const large = new Uint8Array(50 * 1024 * 1024).fill(97)
  expect(await post(house, '/api/series/import', 'large.fountain', large)).toMatchObject({
    status: 413,
    error: { code: 'file.large' },
  })
  const long = text('INT. LIFT - NIGHT\n\nANA\nHello?\n\n'.repeat(150_000))
  const stop = new AbortController()
  const { signal } = stop
  const path = '/api/series/import/preview?name=long.fountain'
  const looking = house.ada.fetch(path, { method: 'POST', body: long, signal }).then(
    (answer) => answer.text(),
    () => 'called off',
  )
  const said = 'Written while a file is being read.'
  ana.type(said)
  await bo.when(() => bo.notes.toString() === said)
  expect((await house.json('/healthz')).status).toBe(200)
  stop.abort()
  await looking.catch(() => {})
  const next = await post(house, '/api/series/import/preview', 'a.fountain', text('INT. LIFT\n'))
  expect(next.error).toBe(undefined)
})
