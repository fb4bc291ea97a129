import { describe, expect, it } from 'vitest'
import { reviseLines } from '../../../src/shared/document/revise.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { textOf } from '../../../src/shared/domain/line.ts'
import { fdx } from '../../../src/shared/format/fdx/fdx.ts'
import { readFdx } from '../../../src/shared/format/fdx/read.ts'
import { tidied } from '../../../src/shared/format/fdx/tree.ts'
import { writeFdx, writeFdxFile } from '../../../src/shared/format/fdx/write.ts'
import type { Reading } from '../../../src/shared/format/reading.ts'
import type {
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
} from '../../../src/shared/format/screenplay.ts'
import { isXml, parseXml, type XmlElement } from '../../../src/shared/format/xml.ts'
import { documentOf, portraitOf, screenplayIn } from './portrait.ts'

/// A script as Final Draft would save it, with most of what it can have.
const saved = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">

  <Content>
    <Paragraph Number="1" Type="Scene Heading">
      <SceneProperties Color="#FFFFFFFF0000" Length="3/8" Page="1" Title="Down">
        <Summary>
          <Paragraph Alignment="Left"><Text Size="12">Mai is stuck.</Text></Paragraph>
          <Paragraph Alignment="Left"><Text Size="12">So is Bo.</Text></Paragraph>
        </Summary>
      </SceneProperties>
      <Text>int. lift - night</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <Text Font="Courier Final Draft" RevisionID="0" Style="">The lift stops. </Text>
      <Text Font="Courier Final Draft" RevisionID="2" Style="Bold+Underline">Hard</Text>
      <Text Font="Courier Final Draft" RevisionID="0" Style="AllCaps">.</Text>
    </Paragraph>
    <Bookmark Name="here"/>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>MAI</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Press it.</Text></Paragraph>
        <Paragraph Type="Character"><Text>BO (V.O.)</Text></Paragraph>
        <Paragraph Type="Parenthetical"><Text>(calm)</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Don’t press it.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Alignment="Center" StartsNewPage="Yes" Type="Action">
      <ScriptNote ID="3" WriterName="Ada"><Paragraph><Text>Too soon?</Text></Paragraph></ScriptNote>
      <Text>Dark.</Text>
    </Paragraph>
    <Paragraph Type="Action"/>
    <Paragraph Type="Telephone">
      <Text>Hello? Hello?</Text>
    </Paragraph>
    <Paragraph Type="Cast List">
      <Text>MAI, BO</Text>
    </Paragraph>
    <Paragraph Number="2" Type="Scene Heading">
      <Text>OMITTED</Text>
      <OmittedScene>
        <Paragraph Type="Scene Heading"><Text>EXT. ROOF - DAY</Text></Paragraph>
      </OmittedScene>
    </Paragraph>
    <Paragraph Type="Transition">
      <Text>CUT TO BLACK.</Text>
    </Paragraph>
  </Content>

  <ElementSettings Type="Telephone">
    <Behavior PaginateAs="Dialogue" ReturnKey="Action" Shortcut="8"/>
  </ElementSettings>
  <TitlePage>
    <Content>
      <Paragraph Alignment="Center" Type="General"/>
      <Paragraph Alignment="Center" Type="General"><Text Style="Underline">Going Down</Text></Paragraph>
      <Paragraph Alignment="Center" Type="General"/>
      <Paragraph Alignment="Center" Type="General"><Text>Written by</Text></Paragraph>
      <Paragraph Alignment="Center" Type="General"/>
      <Paragraph Alignment="Center" Type="General"><Text>Ada Okafor</Text></Paragraph>
      <Paragraph Alignment="Left" Type="General"><Text>ada@example.org
12 Mill Lane</Text></Paragraph>
    </Content>
  </TitlePage>
  <Revisions ActiveSet="2"><Revision Color="#0000FFFF" ID="2" Mark="*" Name="Pink"/></Revisions>
  <ScriptNotes>
    <ScriptNote DateTime="2031-04-09T10:00" Name="Title" Range="22,26" WriterName="Bea">
      <Paragraph><Text>Which </Text><Text>lift?</Text></Paragraph>
      <Paragraph><Text>The old one.</Text></Paragraph>
    </ScriptNote>
  </ScriptNotes>
</FinalDraft>
`

describe('a file of Final Draft’s', () => {
  const { screenplay, losses, notes } = read(saved)
  const lines = linesOf(screenplay)

  it('is one episode with one beat', () => {
    expect(screenplay.episodes).toHaveLength(1)
    expect(screenplay.episodes[0]?.beats).toHaveLength(1)
    expect(screenplay.title).toBe('Going Down')
    expect(screenplay.titlePage).toEqual([
      { key: 'Credit', values: ['Written by'] },
      { key: 'Author', values: ['Ada Okafor'] },
      { key: 'Contact', values: ['ada@example.org', '12 Mill Lane'] },
    ])
  })

  it('has its paragraphs as lines, and only those of the script', () => {
    expect(lines.map(({ element, spans }) => [element, textOf(spans)])).toEqual([
      ['scene-heading', 'int. lift - night'],
      ['action', 'The lift stops. Hard.'],
      ['character', 'MAI'],
      ['dialogue', 'Press it.'],
      ['character', 'BO (V.O.)'],
      ['parenthetical', '(calm)'],
      ['dialogue', 'Don’t press it.'],
      ['action', 'Dark.'],
      ['action', ''],
      ['dialogue', 'Hello? Hello?'],
      ['general', 'MAI, BO'],
      ['scene-heading', 'OMITTED'],
      ['transition', 'CUT TO BLACK.'],
    ])
  })

  it('keeps styles, numbers, sides and what is centred', () => {
    expect(lines[1]?.spans).toEqual([
      { text: 'The lift stops. ', style: {} },
      { text: 'Hard', style: { bold: true, underline: true } },
      { text: '.', style: {} },
    ])
    expect(lines.map(({ sceneNumber }) => sceneNumber).filter(Boolean)).toEqual(['1', '2'])
    expect(lines.map(({ dual }) => dual).filter(Boolean)).toEqual(['left', 'right'])
    expect(lines[7]?.align).toBe('center')
  })

  it('says what does not show, with its place', () => {
    expect(losses.map(({ code, at }) => [code, at])).toEqual([
      ['fdx.type', 34],
      ['fdx.type', 37],
      ['fdx.summary', 5],
      ['fdx.omitted', 40],
      ['fdx.page-break', 29],
      ['fdx.revision', 14],
      ['fdx.look', 14],
      ['fdx.script-notes', undefined],
      ['fdx.title-lines', undefined],
    ])
  })

  it('gives its notes with the line and the words they are on', () => {
    expect(notes?.map(({ key: _, ...note }) => note)).toEqual([
      { line: 7, text: 'Too soon?', author: 'Ada' },
      {
        line: 1,
        range: [4, 8],
        text: 'Title\nWhich lift?\nThe old one.',
        author: 'Bea',
        date: '2031-04-09T10:00',
      },
    ])
  })

  it('comes out of a document as it went in', () => {
    expect(tree(throughDocument(screenplay))).toEqual(tree(saved))
  })

  it('has its scenes as beats where it is divided, their summaries as outlines', () => {
    const reading = readFdx(saved, { divide: 'scenes', targetSeconds: 1, seconds: () => 1 })
    if ('code' in reading) throw new Error(reading.message)
    const { episodes } = reading.screenplay
    expect(episodes.map(({ beats }) => beats.map(({ outline }) => outline))).toEqual([
      ['Mai is stuck.\nSo is Bo.'],
      [''],
    ])
  })
})

describe('what is changed after it came in', () => {
  const { screenplay, notes } = read(saved)

  it('changes nothing else, and notes stay on their words', () => {
    const edited = withLine(screenplay, 1, (line) => ({
      ...line,
      spans: [
        { text: 'The old lift stops. ', style: {} },
        { text: 'Hard', style: { bold: true, underline: true } },
        { text: '.', style: {} },
      ],
    }))
    const expected = saved
      .replace(
        '>The lift stops. </Text>',
        '>The </Text><Text Font="Courier Final Draft" Style="">old </Text>' +
          '<Text Font="Courier Final Draft" RevisionID="0" Style="">lift stops. </Text>',
      )
      .replace('Range="22,26"', 'Range="26,30"')
    expect(tree(throughDocument(edited))).toEqual(tree(expected))
  })

  it('takes notes along with the lines they are on', () => {
    const edited = withLine(screenplay, 0, (line) => ({
      ...line,
      spans: [{ text: 'INT. OLD LIFT - NIGHT', style: {} }],
    }))
    expect(throughDocument(edited)).toContain('Range="26,30"')
  })

  it('keeps what is beside the text of a line that becomes another element', () => {
    const edited = withLine(screenplay, 9, (line) => ({ ...line, element: 'action' }))
    const out = tree(throughDocument(edited))
    expect(JSON.stringify(out)).not.toContain('"Type":"Telephone"},"children":[{"name":"Text"')
    expect(read(throughDocument(edited)).screenplay.episodes[0]?.beats[0]?.lines[9]?.element).toBe(
      'action',
    )
  })

  it('a line that is joined to another brings its notes and what its paragraph has', () => {
    const listed =
      '<ScriptNote Range="50,56"><Paragraph><Text>Louder.</Text></Paragraph></ScriptNote>'
    const noted = saved.replace('</ScriptNotes>', `${listed}</ScriptNotes>`)
    const document = new SeriesDocument(documentOf(read(noted).screenplay))
    expect(joinLines(document, 1)).toBe('int. lift - nightThe lift stops. Hard.')
    const once = writeFdx(screenplayIn(document.doc))
    expect(once).toContain('Range="21,25"')
    expect(once).toContain('RevisionID="2" Style="Bold+Underline">Hard<')
    expect(once).toContain('Title="Down"')
    // What is joined twice, and to an empty line in between, comes along too.
    const lines = document.reading.series.episodes[0]?.segments[1]?.lines ?? []
    const dark = lines.findIndex(({ text }) => text === 'Dark.')
    joinLines(document, dark + 1)
    expect(joinLines(document, dark + 1)).toBe('Dark.Hello? Hello?')
    const twice = read(writeFdx(screenplayIn(document.doc)))
    expect(twice.notes).toMatchObject([
      { line: dark, text: 'Too soon?' },
      { line: 0, range: [21, 25] },
      { line: dark, range: [5, 11], text: 'Louder.' },
    ])
    expect(portraitOf(documentOf(twice.screenplay), 'fdx')).toEqual(portraitOf(document.doc, 'fdx'))
    document.destroy()
  })

  it('a note whose line is gone goes along as one on no line, with a word', () => {
    const { episodes } = screenplay
    const gone = {
      ...screenplay,
      episodes: episodes.map((episode) => ({
        ...episode,
        beats: episode.beats.map((beat) => ({ ...beat, lines: beat.lines.toSpliced(1, 1) })),
      })),
    }
    const { text, losses } = writeFdxFile(gone)
    expect(losses).toMatchObject([{ code: 'fdx.loose-notes' }])
    const again = read(text)
    expect(again.notes).toMatchObject([{ text: 'Too soon?' }])
    expect(again.losses.map(({ code }) => code)).toContain('fdx.unanchored')
    expect(text).toContain('<Text>The old one.</Text>')
  })

  it('what a room says on the script is written beside the notes it came with, none twice', () => {
    const [first, second] = notes ?? []
    const said = (text: string, by = 'Ada') => ({ text, by, at: Date.UTC(2031, 3, 9, 10) })
    const point = (line: number, at: number) => ({ line, at })
    const asBefore = [
      { key: first?.key ?? '', said: [said('Too soon?')] },
      {
        key: second?.key ?? '',
        said: [said(second?.text ?? '', 'Bea')],
        from: point(1, 4),
        to: point(1, 8),
      },
    ]
    expect(tree(writeFdx(screenplay, asBefore))).toEqual(tree(saved))
    const since = read(
      writeFdx(screenplay, [
        { key: first?.key ?? '', said: [] },
        { key: second?.key ?? '', said: [said('Which?', 'Bea'), said('The new one.')] },
        { said: [said('Here.\nAnd there.')], from: point(9, 0), to: point(9, 4) },
        { said: [said('Where?')] },
      ]),
    )
    expect(since.notes?.map(({ key: _, ...note }) => note)).toEqual([
      { ...second, key: undefined, text: 'Which?\nAda: The new one.' },
      {
        line: 9,
        range: [0, 4],
        text: 'Here.\nAnd there.',
        author: 'Ada',
        date: '2031-04-09T10:00:00',
      },
    ])
    expect(since.losses.map(({ code }) => code)).toContain('fdx.unanchored')
  })

  it('a note inside a paragraph whose words are in another line now is on them there', () => {
    const [first] = notes ?? []
    const own = first?.line ?? 0
    const said = [{ text: 'Too soon?', by: 'Ada', at: 0 }]
    const on = (line: number) => [
      { key: first?.key ?? '', said, from: { line, at: 0 }, to: { line, at: 4 } },
    ]
    expect(tree(writeFdx(screenplay, on(own)))).toEqual(tree(saved))
    const moved = writeFdx(screenplay, on(9))
    expect(moved.match(/Too soon\?/g)).toHaveLength(1)
    expect(read(moved).notes).toMatchObject([
      {},
      { line: 9, range: [0, 4], text: 'Too soon?', author: 'Ada' },
    ])
  })

  it('writes another title where the title stands', () => {
    const out = throughDocument({ ...screenplay, title: 'Going Up' })
    expect(tree(out)).toEqual(tree(saved.replace('Going Down', 'Going Up')))
  })
})

describe('a season', () => {
  const line = (element: ScreenplayLine['element'], text: string): ScreenplayLine => ({
    element,
    spans: [{ text, style: {} }],
  })
  const episode = (title: string): ScreenplayEpisode => ({
    title,
    summary: 'Two people, one lift.\nNobody comes.',
    hook: { outline: 'The lift stops.', lines: [line('scene-heading', 'INT. LIFT - NIGHT')] },
    beats: [
      {
        outline: '',
        lines: [line('on-screen-text', 'FIVE YEARS LATER')],
        emotion: -3,
        tags: ['x'],
      },
      { outline: 'They talk.\n\nAt last.', lines: [{ ...line('lyric', 'la la'), seconds: 4 }] },
    ],
    cliffhanger: { outline: '', lines: [] },
    due: '2031-04-09',
    unlock: true,
  })
  const season: Screenplay = {
    title: 'Going Down',
    logline: 'A lift, a lie.',
    language: 'en',
    targetSeconds: 75,
    settings: { pace: 'fast' },
    titlePage: [{ key: 'Author', values: ['Ada Okafor'] }],
    cast: [{ name: 'MAI', notes: 'Liar.', aliases: ['May'] }],
    episodes: [episode('Stuck'), episode('')],
  }

  it('stands in the outline levels of Final Draft', () => {
    const paragraphs = tree(writeFdx(season)).children.flatMap((child) =>
      typeof child !== 'string' && child.name === 'Content' ? child.children : [],
    ) as readonly XmlElement[]
    const shown = paragraphs.map(({ attributes, children }) => {
      const run = children.find((child) => typeof child !== 'string' && child.name === 'Text')
      return [attributes.Type, typeof run === 'object' ? (run.children[0] ?? '') : '']
    })
    expect(shown.slice(0, 12)).toEqual([
      ['Outline 1', 'Episode 1: Stuck'],
      ['Outline Body', 'Two people, one lift.'],
      ['Outline Body', 'Nobody comes.'],
      ['Outline 2', 'Hook'],
      ['Outline Body', 'The lift stops.'],
      ['Scene Heading', 'INT. LIFT - NIGHT'],
      ['Outline 2', 'Beat'],
      ['On-Screen Text', 'FIVE YEARS LATER'],
      ['Outline 2', 'Beat'],
      ['Outline Body', 'They talk.'],
      ['Outline Body', ''],
      ['Outline Body', 'At last.'],
    ])
  })

  it('comes back with all it has', () => {
    const before = documentOf(season)
    const { screenplay, losses } = read(writeFdx(screenplayIn(before)))
    expect(portraitOf(documentOf(screenplay))).toEqual(portraitOf(before))
    expect(losses.map(({ code }) => code)).toEqual(['fdx.title-lines'])
  })

  it('keeps its shape where another program has thrown our notes away', () => {
    const out = writeFdx(season).replace(/<Ninety>[^<]*<\/Ninety>/g, '')
    const { episodes } = read(out).screenplay
    expect(episodes.map(({ title, summary }) => [title, summary])).toEqual(
      season.episodes.map(({ title, summary }) => [title, summary]),
    )
    expect(episodes[0]?.hook.outline).toBe('The lift stops.')
    expect(episodes[0]?.beats.map(({ outline }) => outline)).toEqual(['', 'They talk.\n\nAt last.'])
  })

  it('believes the page where it was changed after a note of ours was made', () => {
    const odd = { ...season, episodes: [{ ...episode(' Stuck '), summary: '' }] }
    const out = writeFdx(odd).replace('Episode 1:  Stuck ', 'Episode 1: Free')
    const { screenplay, losses } = read(out)
    expect(screenplay.episodes[0]?.title).toBe('Free')
    expect(losses.map(({ code }) => code)).toContain('fdx.stale')
  })

  it('is read from acts that are called episodes', () => {
    const out = writeFdx({ ...season, language: 'zh-Hans' })
      .replaceAll('Type="Outline 1"', 'Type="New Act"')
      .replace('第2集', '第二集 出去')
    expect(read(out).screenplay.episodes.map(({ title }) => title)).toEqual(['Stuck', '出去'])
  })
})

describe('files that are something else', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)

  it.each([
    ['nothing', '', 'fdx.nothing'],
    ['a PDF', '%PDF-1.7 …', 'fdx.pdf'],
    ['a zip', 'PK\u0003\u0004', 'fdx.zip'],
    ['another XML', '<html><body/></html>', 'fdx.stranger'],
    ['no script', '<FinalDraft/>', 'fdx.empty'],
    ['half a file', saved.slice(0, 900), 'xml.damaged'],
    ['entities', `<!DOCTYPE x [<!ENTITY a "b">]>${saved.slice(56)}`, 'xml.entities'],
    ['depths', `<FinalDraft><Content>${'<Paragraph>'.repeat(5000)}`, 'xml.too-deep'],
  ])('%s', async (_, text, code) => {
    expect(await fdx.read(bytes(text))).toMatchObject({
      code,
      message: expect.stringMatching(/\.$/),
    })
  })

  it('damaged notes of ours are left out with a word', () => {
    const out = writeFdx({ ...read(saved).screenplay, logline: 'x' }).replace(
      '{"logline',
      '{logline',
    )
    expect(read(out).losses.map(({ code }) => code)).toContain('fdx.facts')
  })

  it('what is too large to stand beside a line, too', () => {
    const image = `<Image>${'A'.repeat(150_000)}</Image>`
    const large = saved.replace('<Text>Dark.</Text>', `${image}<Text>Dark.</Text>`)
    const { screenplay, losses } = read(large)
    expect(losses.filter(({ code }) => code === 'fdx.left-out')).toMatchObject([{ at: 29 }])
    expect(linesOf(screenplay)[7]).toEqual({
      element: 'action',
      spans: [{ text: 'Dark.', style: {} }],
      align: 'center',
    })
  })

  it('what is too large to come along is left out with a word', () => {
    const images = `<Images><Image>${'A'.repeat(1_500_000)}</Image></Images>`
    const { screenplay, losses } = read(saved.replace('</FinalDraft>', `${images}</FinalDraft>`))
    expect(losses.map(({ code }) => code)).toContain('fdx.left-out')
    expect(tree(throughDocument(screenplay))).toEqual(tree(saved))
  })
})

function read(source: string): Reading {
  const reading = readFdx(source)
  if ('code' in reading) throw new Error(reading.message)
  return reading
}

function linesOf({ episodes }: Screenplay): readonly ScreenplayLine[] {
  return episodes.flatMap(({ beats }) => beats.flatMap(({ lines }) => lines))
}

function throughDocument(screenplay: Screenplay): string {
  return writeFdx(screenplayIn(documentOf(screenplay)))
}

/// Joins a line of the beat to the one before it.
function joinLines(document: SeriesDocument, at: number): string | undefined {
  const beat = document.reading.series.episodes[0]?.segments[1]
  const group = beat && document.reading.group(beat.id)
  if (!group) throw new Error('There is no beat.')
  const lines = beat.lines.flatMap((line, i) => {
    if (i === at) return []
    const next = beat.lines[i + 1]
    return [i + 1 === at && next ? { ...line, spans: [...line.spans, ...next.spans] } : line]
  })
  document.edit(() => reviseLines(document, group, lines))
  return document.reading.segment(beat.id)?.lines[at - 1]?.text
}

function withLine(
  screenplay: Screenplay,
  index: number,
  change: (line: ScreenplayLine) => ScreenplayLine,
): Screenplay {
  return {
    ...screenplay,
    episodes: screenplay.episodes.map((episode) => ({
      ...episode,
      beats: episode.beats.map((beat) => ({
        ...beat,
        lines: beat.lines.map((line, i) => (i === index ? change(line) : line)),
      })),
    })),
  }
}

function tree(xml: string): XmlElement {
  const parsed = parseXml(xml)
  if (!isXml(parsed)) throw new Error(parsed.message)
  return tidied(parsed, new Map())
}
