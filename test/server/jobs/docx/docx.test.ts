import { describe, expect, it } from 'vitest'
import { docx } from '../../../../server/jobs/docx/format.ts'
import { textOf } from '../../../../src/shared/domain/line.ts'
import { readFountain } from '../../../../src/shared/format/fountain/read.ts'
import type { Reading } from '../../../../src/shared/format/reading.ts'
import type { Screenplay } from '../../../../src/shared/format/screenplay.ts'
import { writeZip } from '../../../../src/shared/format/zip.ts'
import { part } from './desk.ts'

async function read(bytes: Uint8Array): Promise<Reading> {
  const reading = await docx.read(bytes)
  if ('code' in reading) throw new Error(reading.code)
  return reading
}

/// A file from elsewhere: paragraphs as they stand in the XML.
function foreign(body: string, styles = ''): Uint8Array {
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const office =
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
  const parts = {
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${office}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles xmlns:w="${word}">${styles}</w:styles>`,
  }
  const encoder = new TextEncoder()
  return writeZip(Object.entries(parts).map(([name, xml]) => [name, encoder.encode(xml)]))
}

function p(text: string, properties = ''): string {
  const runs = text === '' ? '' : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`
}

const style = (name: string) => `<w:pStyle w:val="${name}"/>`
const indent = (left: number) => `<w:ind w:left="${left}"/>`

function rows({ episodes }: Screenplay): string[] {
  return episodes.flatMap(({ hook, beats, cliffhanger }) =>
    [hook, ...beats, cliffhanger].flatMap(({ lines }) =>
      lines.map(({ element, spans }) => `${element}: ${textOf(spans)}`),
    ),
  )
}

describe('a Word file of ours', () => {
  it('gives back the screenplay, and names what it leaves behind', async () => {
    const { screenplay } = readFountain(`Title: The last ferry
Logline: She misses it.
Author: Ana

# Episode 1: The pier

= Mira misses the boat.

## Hook

= She runs.
= And falls.

EXT. PIER - NIGHT #12A#

Mira *runs* along
the **pier**.

MIRA
(out of breath)
Wait for me.

JON ^
No.

>THE END<

## Beat

= A stranger waits.

## Cliffhanger

~A song

# Episode 2

Nothing yet.
`)
    const full: Screenplay = { ...screenplay, targetSeconds: 60, notes: 'Ours alone.' }
    const { bytes, losses } = await docx.write(full)
    expect(losses.map(({ code }) => code)).toEqual(['docx.notes', 'docx.target'])
    const reading = await read(bytes)
    expect(reading.losses).toEqual([])
    expect(reading.screenplay).toEqual({ ...screenplay })
  })

  it('in the Chinese dress has name, mood and words in one paragraph', async () => {
    const { screenplay } = readFountain(`Title: 末班渡轮

# 第1集：码头

## 钩子

.夜 外 码头

小满沿着码头奔跑。

@小满
（喘气）
等等我！

@小满
`)
    const { bytes } = await docx.write(screenplay)
    const xml = part(bytes, 'word/document.xml').replace(/<[^>]*>/g, '')
    expect(xml).toContain('小满（喘气）：等等我！')
    expect(xml).toContain('△小满沿着码头奔跑。')
    expect((await read(bytes)).screenplay).toEqual(screenplay)
    const production = await docx.write(screenplay, { dialect: 'time-first' })
    expect(rows((await read(production.bytes)).screenplay)).toContain('dialogue: 等等我！')
  })

  it('without outlines does not hide them in the file either', async () => {
    const { screenplay } = readFountain(
      '# Episode 1\n\n= Secret A.\n\n## Hook\n\n= Secret B.\n\nHi.',
    )
    const { bytes, losses } = await docx.write(screenplay, { outline: 'no' })
    expect(losses.map(({ code }) => code)).toEqual(['docx.summaries', 'docx.outlines'])
    for (const name of ['word/document.xml', 'customXml/item1.xml']) {
      expect(part(bytes, name)).not.toContain('Secret')
    }
    const [episode] = (await read(bytes)).screenplay.episodes
    expect(episode?.hook.lines).toHaveLength(1)
  })
})

describe('a script from elsewhere', () => {
  const expected = [
    'scene-heading: INT. LIFT - NIGHT',
    'action: The doors close. Mira looks at the panel and counts the floors.',
    'character: MIRA',
    'parenthetical: (quietly)',
    'dialogue: Somebody is in here.',
    'action: The light goes out.',
    'transition: CUT TO:',
  ]
  const texts = expected.map((row) => row.slice(row.indexOf(':') + 2))

  it('is told by its styles', async () => {
    const names = ['Scene Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue']
    const styles = [...names, 'Transition'].map(
      (name) =>
        `<w:style w:type="paragraph" w:styleId="X${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`,
    )
    const order = ['SceneHeading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Action']
    const body = texts.map((text, i) => p(text, style(`X${order[i] ?? 'Transition'}`)))
    const { screenplay, losses } = await read(foreign(body.join(''), styles.join('')))
    expect(rows(screenplay)).toEqual(expected)
    expect(losses).toEqual([])
  })

  it('is told by its indents', async () => {
    const body = [...texts, ...texts].map((text, i) =>
      p(text, indent([0, 0, 2880, 2160, 1440, 0, 5000][i % 7] ?? 0)),
    )
    expect(rows((await read(foreign(body.join('')))).screenplay)).toEqual([
      ...expected,
      ...expected,
    ])
  })

  it('is told by tabs, and by empty paragraphs alone', async () => {
    const tabbed = [...texts, ...texts].map((text, i) => {
      const tabs = '<w:r><w:tab/></w:r>'.repeat([0, 0, 4, 3, 2, 0, 6][i % 7] ?? 0)
      return p(text).replace('</w:pPr>', `</w:pPr>${tabs}`)
    })
    expect(rows((await read(foreign(tabbed.join('')))).screenplay)).toEqual([
      ...expected,
      ...expected,
    ])
    const spaced = texts.flatMap((text, i) => ([2, 3].includes(i) ? [p(text)] : [p(text), p('')]))
    expect(rows((await read(foreign(spaced.join('')))).screenplay)).toEqual(expected)
  })

  it('with episodes and names before colons', async () => {
    const lines = ['EPISODE 1: The lift', 'INT. LIFT - NIGHT', 'The doors close.']
    const more = ['MIRA: (quietly) Somebody is in here.', 'EPISODE 2', 'The light goes out.']
    const { screenplay, losses } = await read(
      foreign([...lines, ...more].map((t) => p(t)).join('')),
    )
    expect(screenplay.episodes.map(({ title }) => title)).toEqual(['The lift', ''])
    expect(rows(screenplay)).toEqual([
      ...expected.slice(0, 1),
      'action: The doors close.',
      ...expected.slice(2, 6),
    ])
    expect(losses).toMatchObject([{ code: 'docx.guessed', at: 4 }])
  })

  it('in Chinese is told as Chinese text is', async () => {
    const lines = ['第1集', '1-1 夜 内 电梯', '人物：小满', '△门关上。', '小满（低声）：有人。']
    const { screenplay } = await read(foreign(lines.map((text) => p(text)).join('')))
    expect(screenplay.language).toBe('zh-Hans')
    expect(rows(screenplay)).toEqual([
      'scene-heading: 1-1 夜 内 电梯',
      'general: 人物：小满',
      'action: 门关上。',
      'character: 小满',
      'parenthetical: （低声）',
      'dialogue: 有人。',
    ])
  })

  it('loses nothing in silence: boxes, notes, comments, tracked changes', async () => {
    const box =
      '<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'
    const tracked =
      '<w:p><w:del w:author="A"><w:r><w:delText>Old.</w:delText></w:r></w:del><w:ins w:author="A"><w:r><w:t>New.</w:t></w:r></w:ins></w:p>'
    const table = `<w:tbl><w:tr><w:tc>${p('Left.')}</w:tc><w:tc>${p('Right.')}</w:tc></w:tr></w:tbl>`
    const { screenplay, losses } = await read(
      foreign(`${p('Here.')}<w:p>${box}</w:p>${tracked}${table}`),
    )
    expect(rows(screenplay)).toEqual([
      'action: Here.',
      'action: New.',
      'action: Left.',
      'action: Right.',
    ])
    expect(losses).toMatchObject([
      { code: 'docx.box', message: expect.stringContaining('In a box') },
      { code: 'docx.tracked' },
    ])
  })

  it('that is none is refused with a sentence', async () => {
    const files = [
      [new Uint8Array(), 'docx.not-word'],
      [new TextEncoder().encode('%PDF-1.4'), 'docx.not-word'],
      [new TextEncoder().encode('PK\u0003\u0004 cut short'), 'zip.damaged'],
      [writeZip([['a.txt', new Uint8Array(3)]]), 'docx.not-word'],
      [foreign('<w:p>').subarray(0, 200), 'zip.damaged'],
      [foreign('<w:p>'), 'xml.damaged'],
      [foreign('<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300)), 'xml.too-deep'],
    ] as const
    for (const [bytes, code] of files) expect(await docx.read(bytes)).toMatchObject({ code })
  })
})

it('a paragraph of nothing but spaces between two words takes no longer than others', async () => {
  const long = `a${' '.repeat(150_000)}b`
  const file = foreign(p(long) + p('She waits.'))
  const start = performance.now()
  const { screenplay } = await read(file)
  // Looked at from each of its spaces, it would be half a minute.
  expect(performance.now() - start).toBeLessThan(8000)
  expect(rows(screenplay)[0]?.length).toBeGreaterThan(150_000)
})
