import { plain, type Span, sameStyle } from '../../shared/domain/line.ts'
import type { ScreenplayLine } from '../../shared/format/screenplay.ts'
import { cutSpans, type Paragraph, paragraphOf, trimSpans } from './paragraph.ts'

/// Paragraphs that have words, each with how many empty ones stood before it.
export interface Row extends Paragraph {
  readonly blanks: number
}

/// The lines of a plain text as paragraphs.
export function paragraphsOfText(text: string): Paragraph[] {
  return text
    .split('\n')
    .map((line) => paragraphOf(line === '' ? [] : [{ text: line, style: plain }], { indent: 0 }))
}

export function rowsOf(paragraphs: readonly Paragraph[]): Row[] {
  const rows: Row[] = []
  let blanks = 0
  for (const paragraph of paragraphs) {
    if (paragraph.text === '') blanks++
    else {
      rows.push({ ...paragraph, blanks })
      blanks = 0
    }
  }
  return rows
}

export function lineOf(
  element: ScreenplayLine['element'],
  spans: readonly Span[],
  rest: Omit<ScreenplayLine, 'element' | 'spans'> = {},
): ScreenplayLine {
  return { element, spans, ...rest }
}

/// A part of a row as a line; nothing where there are no words in it.
export function partOf(
  row: Pick<Row, 'spans'>,
  element: ScreenplayLine['element'],
  from: number,
  to?: number,
): ScreenplayLine[] {
  const spans = trimSpans(cutSpans(row.spans, from, to))
  return spans.length === 0 ? [] : [lineOf(element, spans)]
}

/// The longest span that another is added to, in code units: adding to it is copying it.
const longestSpan = 4000

/// Lines of a page that were one paragraph before they were broken to fit it. Many may be joined one
/// by one: each time costs no more than what is added.
export function joinSpans(a: readonly Span[], b: readonly Span[]): readonly Span[] {
  const last = a[a.length - 1]?.text ?? ''
  const first = b[0]?.text ?? ''
  const isHan =
    /[\p{sc=Han}，。！？、；：…—”’）】》]$/u.test(last.slice(-2)) &&
    /^[\p{sc=Han}“‘（【《]/u.test(first)
  // What was cut at its hyphen has its hyphen.
  const gap = isHan || /[\p{L}]-$/u.test(last.slice(-3)) ? [] : [{ text: ' ', style: plain }]
  const joined = [...a]
  for (const span of [...gap, ...b]) {
    const end = joined[joined.length - 1]
    if (end && sameStyle(end.style, span.style) && end.text.length < longestSpan) {
      joined[joined.length - 1] = { text: end.text + span.text, style: end.style }
    } else joined.push(span)
  }
  return joined
}
