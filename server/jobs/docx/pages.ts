import { sceneNumbers } from '../../../src/shared/derive/scenenumbers.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import type { Line, Span } from '../../../src/shared/domain/line.ts'
import type { Segment } from '../../../src/shared/domain/segment.ts'
import { type XmlElement, xmlElement } from '../../../src/shared/format/xml.ts'
import { bookmarkOf, type Place } from './bookmark.ts'
import { countStyle, houses, markStyle, numberStyle, type Role } from './house.ts'
import { actionMark, episodeMark, segmentMark, speechMark } from './marks.ts'
import { Numbering, type Piece, paragraph } from './runs.ts'
import type { Script } from './script.ts'
import { titlePageText } from './titlepage.ts'

/// The paragraphs of a script, each text in a bookmark that says which it is.

export interface PageOptions {
  /// Without: the script alone, as whoever plays it gets it.
  readonly outline: boolean
  /// The script on the left, its translation on the right.
  readonly bilingual: boolean
}

export function bodyOf(script: Script, options: PageOptions): readonly XmlElement[] {
  const numbering = new Numbering()
  const { title, logline, titlePage } = script
  const front = [
    paragraph('series-title', [said(title, { in: 'series', key: 'title' })], numbering),
    paragraph('series-logline', [said(logline, { in: 'series', key: 'logline' })], numbering),
    ...titlePage.map((entry) => paragraph('title-page', [said(titlePageText(entry))], numbering)),
  ]
  return [
    ...front,
    ...script.episodes.flatMap((episode, i) =>
      episodeOf(script, episode, i + 1, options, numbering),
    ),
  ]
}

/// The whole of an episode.
export function episodeOf(
  script: Pick<Script, 'dress' | 'counted'>,
  episode: Episode,
  number: number,
  options: PageOptions,
  numbering: Numbering,
): readonly XmlElement[] {
  const { id, title, summary, segments } = episode
  const heading = paragraph(
    'episode',
    [
      { mark: episodeMark(script.dress, number, title !== ''), style: markStyle },
      said(title, { in: 'title', episode: id }),
    ],
    numbering,
  )
  let scenes = 0
  return [
    heading,
    ...(options.outline
      ? [paragraph('summary', [said(summary, { in: 'summary', episode: id })], numbering)]
      : []),
    ...segments.flatMap((segment, i) => {
      const count = sceneNumbers(segment.lines, { episode: number, dress: script.dress, scenes })
      scenes = count.scenes
      const blocks = blocksOf(script, segment.lines, script.counted ? count.numbers : [])
      return [
        ...(options.outline ? outlineOf(script, segment, i, numbering) : []),
        ...(options.bilingual
          ? twoColumns(script.dress, blocks, numbering)
          : blocks.map((block) => written(block, numbering))),
      ]
    }),
  ]
}

function outlineOf(
  { dress }: Pick<Script, 'dress'>,
  { id, kind, outlines }: Segment,
  number: number,
  numbering: Numbering,
): readonly XmlElement[] {
  const mark = { mark: segmentMark(dress, kind, number), style: markStyle }
  const start = { spans: [], bookmark: bookmarkOf({ in: 'segment', segment: id }) }
  return [
    paragraph('segment', [start, mark], numbering),
    ...outlines.map((outline) =>
      paragraph('outline', [said(outline.text, { in: 'outline', segment: outline.id })], numbering),
    ),
  ]
}

function said(text: string, place?: Place): Piece {
  const spans: readonly Span[] = text === '' ? [] : [{ text, style: {} }]
  return { spans, ...(place && { bookmark: bookmarkOf(place) }) }
}

/// What makes one paragraph: a line, or in the Chinese dress a name, what is in brackets behind it,
/// and what is said.
interface Block {
  readonly role: Role
  readonly lines: readonly Line[]
  readonly pieces: readonly Piece[]
}

function blocksOf(
  { dress }: Pick<Script, 'dress'>,
  lines: readonly Line[],
  counts: readonly (string | undefined)[],
): readonly Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line
    const speech = dress === 'zh-Hans' ? speechAt(lines, at) : []
    if (speech.length > 1) {
      blocks.push({ role: 'speech', lines: speech, pieces: speechOf(speech) })
      at += speech.length - 1
    } else {
      blocks.push({ role: roleOf(line), lines: [line], pieces: lineOf(dress, line, counts[at]) })
    }
  }
  return blocks
}

function roleOf({ element, dual }: Line): Role {
  return element === 'character' && dual ? `character-${dual}` : element
}

function lineOf(dress: Script['dress'], line: Line, count: string | undefined): readonly Piece[] {
  const words = piece(line)
  const { element, text, sceneNumber } = line
  if (element === 'scene-heading') {
    if (sceneNumber !== undefined) return [{ mark: sceneNumber, style: numberStyle }, tab, words]
    return count === undefined ? [words] : [{ mark: count, style: countStyle }, tab, words]
  }
  if (dress !== 'zh-Hans') return [words]
  if (element === 'action' && text !== '') return [{ mark: actionMark, style: markStyle }, words]
  return element === 'character' ? [words, { mark: speechMark, style: markStyle }] : [words]
}

const tab: Piece = { mark: '\t', style: markStyle }

function piece({ id, spans }: Line): Piece {
  return { spans, bookmark: bookmarkOf({ in: 'line', line: id }) }
}

/// The lines of a speech that stand in one paragraph: 名字（情绪）：台词. Two who speak at once are
/// told apart by the style of their own paragraphs.
function speechAt(lines: readonly Line[], at: number): readonly Line[] {
  const cue = lines[at]
  if (cue?.element !== 'character' || cue.dual || cue.align) return []
  const next = lines[at + 1]
  const tone = next?.element === 'parenthetical' && !next.align ? [next] : []
  const words = lines[at + 1 + tone.length]
  return words?.element === 'dialogue' && !words.align ? [cue, ...tone, words] : [cue]
}

function speechOf(lines: readonly Line[]): readonly Piece[] {
  const colon = { mark: speechMark, style: markStyle }
  return [...lines.slice(0, -1).map(piece), colon, ...lines.slice(-1).map(piece)]
}

function written(
  { role, pieces, lines }: Block,
  numbering: Numbering,
  indent: readonly XmlElement[] = [],
): XmlElement {
  const centred = lines.some(({ align }) => align === 'center')
  const properties = centred ? [xmlElement('w:jc', { 'w:val': 'center' })] : []
  return paragraph(role, pieces, numbering, [...indent, ...properties])
}

/// In a column of less than half the page the indents of the whole page would leave a letter or two
/// to a row.
function indentInColumn(dress: Script['dress'], role: Role): readonly XmlElement[] {
  const { left = 0, right = 0 } = houses[dress][role]
  if (left + right === 0) return []
  return [xmlElement('w:ind', { 'w:left': String(Math.round(left / 4)), 'w:right': '0' })]
}

/// A row for each paragraph, the other language beside it. A segment without lines has none.
function twoColumns(
  dress: Script['dress'],
  blocks: readonly Block[],
  numbering: Numbering,
): readonly XmlElement[] {
  if (blocks.length === 0) return []
  const cell = (content: XmlElement) =>
    xmlElement('w:tc', {}, [
      xmlElement('w:tcPr', {}, [xmlElement('w:tcW', { 'w:w': '2500', 'w:type': 'pct' })]),
      content,
    ])
  const rows = blocks.map((block) => {
    const own = block.lines.map((line): Piece => {
      const bookmark = bookmarkOf({ in: 'translation', line: line.id })
      const { translation = '' } = line
      return { spans: translation === '' ? [] : [{ text: translation, style: {} }], bookmark }
    })
    const between = { mark: speechMark, style: markStyle }
    const pieces = own.length > 1 ? [...own.slice(0, -1), between, ...own.slice(-1)] : own
    const indent = indentInColumn(dress, block.role)
    return xmlElement('w:tr', {}, [
      cell(written(block, numbering, indent)),
      cell(paragraph(block.role, pieces, numbering, indent)),
    ])
  })
  const table = xmlElement('w:tbl', {}, [
    xmlElement('w:tblPr', {}, [
      xmlElement('w:tblW', { 'w:w': '5000', 'w:type': 'pct' }),
      xmlElement('w:tblLayout', { 'w:type': 'fixed' }),
    ]),
    xmlElement('w:tblGrid', {}, [
      xmlElement('w:gridCol', { 'w:w': '4500' }),
      xmlElement('w:gridCol', { 'w:w': '4500' }),
    ]),
    ...rows,
  ])
  // Two tables without a paragraph between them are one to Word.
  return [table, xmlElement('w:p')]
}
