import { formatTime } from '../../derive/clock.ts'
import { episodeTime } from '../../derive/runtime.ts'
import type { Episode } from '../../domain/episode.ts'
import type { Language } from '../../domain/language.ts'
import { plain, type Span, type Style } from '../../domain/line.ts'
import { outlineText, type Segment } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import type { Words } from '../../i18n/catalogue.ts'
import { bind } from './bind.ts'
import { type Block, part } from './block.ts'
import { type Book, type Paper, pitch, type Row, type Ruler } from './book.ts'
import { airy, chineseMeasures, head, type Measures, screenplayMeasures } from './measures.ts'
import { paginate } from './paginate.ts'
import { type Box, plainSpans } from './paragraph.ts'

export interface OutlineSheet {
  readonly paper: Paper
  readonly dress: Language
  /// Each episode begins a page.
  readonly pages: boolean
}

interface Setting {
  readonly words: Words
  readonly ruler: Ruler
}

/// The outline of a season on paper: what a producer reads and writes on. The right margin is left
/// wide for that.
export function layOutline(series: Series, options: OutlineSheet, setting: Setting): Book {
  const { paper, dress } = options
  const measures = sheetMeasures(paper, dress)
  const { ruler } = setting
  const { title, logline } = series
  const box = measures.elements.action.box
  const paragraph = (spans: readonly Span[], more: Partial<Block> = {}): Block => ({
    parts: [part('text', { spans, box }, ruler)],
    space: 0,
    divides: 'paragraph',
    ...more,
  })
  const blocks: Block[] = []
  if (title.trim() !== '') blocks.push(paragraph(styled(title.trim(), { bold: true })))
  if (logline.trim() !== '') blocks.push(paragraph(plainSpans(logline.trim()), { space: 1 }))
  for (const [i, episode] of series.episodes.entries()) {
    const own = episodeBlocks(series, episode, i, box, setting)
    const [first, ...rest] = own
    if (first) blocks.push({ ...first, ...(options.pages && i > 0 && { newPage: true }) }, ...rest)
  }
  const sheets = paginate(blocks, { rows: measures.rows, ruler })
  const pages = sheets.map((sheet, i) => {
    const running: Row = {
      spans: plainSpans(i === 0 ? '' : `${i + 1}.`),
      y: head.y,
      x: box.left,
      width: paper.width - box.left - 72,
      align: 'right',
      size: 12,
    }
    const name: Row = { ...running, spans: plainSpans(title), align: 'left', aside: true }
    return bind(sheet, measures, paper, i === 0 ? [] : [name, running])
  })
  return { paper, title, language: series.language, pages }
}

/// Narrower than a script, to leave a margin to write in.
function sheetMeasures(paper: Paper, dress: Language): Measures {
  const usual =
    dress === 'zh-Hans'
      ? chineseMeasures(paper, undefined)
      : airy(screenplayMeasures(paper, undefined))
  const left = 72
  const width = Math.floor((paper.width - left - 126) / 12) * 12
  const box: Box = { left, width, align: 'left', hang: 0 }
  const action = { box, space: 0 }
  return { ...usual, elements: { ...usual.elements, action } }
}

function episodeBlocks(
  series: Series,
  episode: Episode,
  i: number,
  box: Box,
  { words, ruler }: Setting,
): readonly Block[] {
  const time = episodeTime(episode, series)
  const number = words('episode', { number: i + 1 })
  const title = episode.title.trim()
  const named = title === '' ? number : words('episode.named', { number: i + 1, title })
  const length = `${formatTime(time.seconds)} / ${formatTime(time.target)}`
  const heading: Block = {
    parts: [
      part(
        'text',
        { spans: [...styled(named, { bold: true }), ...plainSpans(`   ${length}`)], box },
        ruler,
      ),
    ],
    space: 2,
    divides: 'never',
    keeps: true,
    bookmark: named,
  }
  const bar: Block = { parts: [], space: 0, divides: 'never', keeps: true, bar: time }
  const by = [...(episode.writers ?? []).map(({ name }) => name), episode.due ?? ''].filter(Boolean)
  const facts = [...by, ...(episode.unlock ? [words('board.unlock')] : [])]
  const about = [facts.join(' · '), episode.summary.trim()].filter(Boolean)
  const hang = hangOf(
    episode.segments.map((segment, at) => labelOf(segment, at, words)),
    ruler,
  )
  return [
    heading,
    bar,
    ...about.map(
      (text): Block => ({
        parts: [part('text', { spans: plainSpans(text), box }, ruler, { aside: true })],
        space: 0,
        divides: 'paragraph',
      }),
    ),
    ...episode.segments.map((segment, at): Block => {
      const label = labelOf(segment, at, words)
      const spans = [...padded(label, hang, ruler), ...plainSpans(saidOf(segment))]
      return {
        parts: [part('text', { spans, box: { ...box, hang } }, ruler)],
        space: at === 0 ? 1 : 0,
        divides: 'paragraph',
      }
    }),
  ]
}

function labelOf({ kind }: Segment, at: number, words: Words): string {
  return kind === 'beat' ? words('segment.beat.number', { number: at }) : words(`segment.${kind}`)
}

/// The outline, then what the room has noted: how it feels, its kinds, the seconds planned.
function saidOf(segment: Segment): string {
  const { emotion, tags, seconds } = segment
  const noted = [
    ...(emotion === undefined
      ? []
      : [emotion > 0 ? `+${emotion}` : String(emotion).replace('-', '−')]),
    ...tags,
    ...(seconds === undefined ? [] : [formatTime(seconds)]),
  ]
  const outline = outlineText(segment).trim() || '–'
  return noted.length === 0 ? outline : `${outline} [${noted.join(', ')}]`
}

const bold: Style = { bold: true }

/// Points that the text stands to the right of the label.
function hangOf(labels: readonly string[], ruler: Ruler): number {
  return Math.max(...labels.map((label) => ruler(label, bold))) + 2 * pitch
}

/// A label with spaces behind it, up to where the text begins.
function padded(label: string, hang: number, ruler: Ruler): readonly Span[] {
  const space = ruler(' ', plain)
  const count = Math.max(1, Math.round((hang - ruler(label, bold)) / space))
  return [...styled(label, bold), ...plainSpans(' '.repeat(count))]
}

function styled(text: string, style: Style): readonly Span[] {
  return plainSpans(text).map((span) => ({ ...span, style }))
}
