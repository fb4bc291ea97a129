import { expect, it } from 'vitest'
import { talkOf as notesIn } from '../../../server/jobs/notes.ts'
import { beginFrom } from '../../../server/rooms/content.ts'
import { longestComment, mostComments, mostThreads } from '../../../src/shared/domain/thread.ts'
import { readFdx } from '../../../src/shared/format/fdx/read.ts'
import { isXml, parseXml, type XmlElement, type XmlNode } from '../../../src/shared/format/xml.ts'
import { type House, openHouse } from '../house.ts'

const script = `<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Type="Scene Heading"><Text>INT. LIFT - NIGHT</Text></Paragraph>
    <Paragraph Type="Action"><Text>The lift stops. Hard.</Text></Paragraph>
    <Paragraph Type="Character"><Text>MAI</Text></Paragraph>
    <Paragraph Type="Dialogue">
      <ScriptNote ID="3" WriterName="Ada"><Paragraph><Text>Too soon?</Text></Paragraph></ScriptNote>
      <Text>Press it.</Text>
    </Paragraph>
  </Content>
  <ScriptNotes>
    <ScriptNote DateTime="2021-04-09T10:00:00" ID="7" Range="22,27" WriterName="Bea">
      <Paragraph><Text>Which lift?</Text></Paragraph>
    </ScriptNote>
    <ScriptNote ID="8" Range="34,43"><Paragraph><Text>Both lines.</Text></Paragraph></ScriptNote>
    <ScriptNote ID="9" Range="0,0"/>
  </ScriptNotes>
</FinalDraft>
`

interface Talk {
  readonly threads: readonly {
    readonly id: string
    readonly at: { readonly parts?: readonly { readonly quote: string }[] }
    readonly comments: readonly {
      readonly id: string
      readonly body: string
      readonly said: number
      readonly by: { readonly id: string; readonly name: string }
    }[]
  }[]
}

async function take(house: House, name: string, bytes: BodyInit): Promise<string> {
  const path = `/api/series/import?name=${encodeURIComponent(name)}`
  const answer = await house.ada.fetch(path, { method: 'POST', body: bytes })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { readonly series: { readonly id: string } }).series.id
}

async function made(house: House, id: string, query: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await house.ada.fetch(`/api/series/${id}/export?${query}`)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

async function file(house: House, id: string, query = ''): Promise<string> {
  return new TextDecoder().decode(await made(house, id, `format=fdx${query}`))
}

/// The tree of a file without the white space that lays it out, and without the title page: a file
/// that has none is called after itself.
function tree(xml: string): XmlElement {
  const parsed = parseXml(xml.replaceAll(/>\s+</g, '><'))
  if (!isXml(parsed)) throw new Error(parsed.message)
  const isPage = (child: XmlNode) => typeof child !== 'string' && child.name === 'TitlePage'
  return { ...parsed, children: parsed.children.filter((child) => !isPage(child)) }
}

const talkOf = async (house: House, id: string) =>
  (await house.json(`/api/series/${id}/threads`)).body as Talk

it('notes of a Final Draft file are comments on their words, and go back as the notes they were', async () => {
  const house = await openHouse()
  const id = await take(house, 'lift.fdx', script)
  const { threads } = await talkOf(house, id)
  const told = threads.map(({ at, comments }) => [
    at.parts?.map(({ quote }) => quote).join('|'),
    comments[0]?.by.name,
    comments[0]?.body,
  ])
  expect(told.sort()).toEqual([
    ['Hard.|MAI', 'Final Draft', 'Both lines.'],
    ['Press it.', 'Ada', 'Too soon?'],
    ['lift', 'Bea', 'Which lift?'],
  ])
  const bea = threads.find(({ comments }) => comments[0]?.by.name === 'Bea')
  expect(bea?.comments[0]?.said).toBe(Date.UTC(2021, 3, 9, 10))
  expect(tree(await file(house, id))).toEqual(tree(script))
})

it('what is said since goes along, also by way of an archive, and what was taken back does not', async () => {
  const house = await openHouse()
  const id = await take(house, 'lift.fdx', script)
  const before = await talkOf(house, id)
  const of = (name: string) => before.threads.find(({ comments }) => comments[0]?.by.name === name)
  const path = `/api/series/${id}/threads`
  await house.json(`${path}/${of('Bea')?.id}/replies`, 'POST', { body: 'The old one.' })
  const gone = of('Ada')
  const { status } = await house.json(
    `${path}/${gone?.id}/comments/${gone?.comments[0]?.id}`,
    'DELETE',
  )
  expect(status).toBe(200)
  const at = of('Bea')?.at
  await house.json(path, 'POST', { at, body: 'Is it ours?' })
  const out = await file(house, id)
  const notes = tree(out).children.flatMap((child) =>
    typeof child !== 'string' && child.name === 'ScriptNotes' ? child.children : [],
  )
  expect(out).not.toContain('Too soon?')
  expect(notes).toHaveLength(4)
  expect(out.match(/Which lift\?/g)).toHaveLength(1)
  expect(out).toContain('Ada: The old one.')
  expect(out).toContain('Is it ours?')
  const fresh = notes.find((note) => JSON.stringify(note).includes('Is it ours?'))
  expect(fresh).toMatchObject({ attributes: { Range: '22,26', WriterName: 'Ada' } })
  expect(await file(house, id, '&comments=no')).toContain('Too soon?')

  const other = await openHouse()
  const restored = await take(other, 'lift.zip', await made(house, id, 'format=archive'))
  expect(tree(await file(other, restored))).toEqual(tree(out))
})

/// A file that lists these notes.
const noted = (notes: string) =>
  script.replace(/ *<ScriptNotes>.*<\/ScriptNotes>\n/s, `<ScriptNotes>${notes}</ScriptNotes>`)
const note = (attributes: string, text: string) =>
  `<ScriptNote ${attributes}><Paragraph><Text>${text}</Text></Paragraph></ScriptNote>`

it('a note that is longer than a comment is read on in its order, and goes back as it was', async () => {
  const house = await openHouse()
  const long = Array.from({ length: 6000 }, (_, i) => `${i}`).join(' ')
  const given = noted(note('Range="22,27" WriterName="Bea"', long))
  const id = await take(house, 'lift.fdx', given)
  const { threads } = await talkOf(house, id)
  const bea = threads.find(({ comments }) => comments[0]?.by.name === 'Bea')
  expect(bea?.comments.length).toBeGreaterThan(6)
  expect(bea?.comments.map(({ body }) => body).join('')).toBe(long)
  expect(tree(await file(house, id))).toEqual(tree(given))
  const other = await openHouse()
  const restored = await take(other, 'lift.zip', await made(house, id, 'format=archive'))
  expect(tree(await file(other, restored))).toEqual(tree(given))
})

it('a note that looks as if it named somebody goes back as it was', async () => {
  const house = await openHouse()
  const given = noted(note('Range="22,27" WriterName="Bea"', 'Ask @[Ben] first.'))
  const id = await take(house, 'lift.fdx', given)
  expect(tree(await file(house, id))).toEqual(tree(given))
})

it('an answer to a note that was taken back is its own author’s', async () => {
  const house = await openHouse()
  const id = await take(house, 'lift.fdx', noted(note('Range="22,27" WriterName="Bea"', 'Why?')))
  const path = `/api/series/${id}/threads`
  const { threads } = await talkOf(house, id)
  const bea = threads.find(({ comments }) => comments[0]?.by.name === 'Bea')
  await house.json(`${path}/${bea?.id}/replies`, 'POST', { body: 'It pays off.' })
  await house.json(`${path}/${bea?.id}/comments/${bea?.comments[0]?.id}`, 'DELETE')
  const out = await file(house, id)
  expect(out).toContain('It pays off.')
  expect(out).not.toContain('Why?')
  expect(out).not.toContain('Bea')
})

it('a note on more words than a comment can name stays on all of them', async () => {
  const house = await openHouse()
  const lines = Array.from({ length: 70 }, (_, i) => `The lift goes past floor ${i}.`)
  const paragraphs = lines.map(
    (line) => `<Paragraph Type="Action"><Text>${line}</Text></Paragraph>`,
  )
  const length = lines.join('\n').length
  const given = `<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>${paragraphs.join('')}</Content>
  <ScriptNotes>${note(`Range="0,${length}"`, 'Too high.')}</ScriptNotes>
</FinalDraft>`
  const id = await take(house, 'lift.fdx', given)
  expect(tree(await file(house, id))).toEqual(tree(given))
})

it('notes that are more than a series has room for stay notes of the file', () => {
  const reading = readFdx(script)
  if ('code' in reading) throw new Error(reading.message)
  const { screenplay, notes = [] } = reading
  const document = beginFrom(screenplay)
  const most = Array(mostThreads).fill(notes[0])
  const { talk, losses } = notesIn(document, screenplay, [...most, ...notes])
  expect(talk.threads).toHaveLength(mostThreads)
  expect(losses).toMatchObject([
    { code: 'fdx.more-notes', message: expect.stringMatching(/: 3\./) },
  ])
  const endless = { line: 0, text: 'No. '.repeat(longestComment * mostComments) }
  expect(notesIn(document, screenplay, [endless])).toMatchObject({ talk: { threads: [] } })
})
