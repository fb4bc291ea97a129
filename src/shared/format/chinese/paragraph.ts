import type { Span, Style } from '../../domain/line.ts'

/// A paragraph of a script before anything is known about it: a line of a text file, a paragraph of
/// a text document.
export interface Paragraph {
  /// Without space at either end.
  readonly spans: readonly Span[]
  /// The spans' text, end to end.
  readonly text: string
  /// The line of the file, or the paragraph, counted from 1.
  readonly at: number
  /// Whether something empty stands before it.
  readonly apart: boolean
  /// It is a heading of this level (`##`, a heading style).
  readonly level?: number
  readonly bullet?: true
}

const sign = /^(?:>\s*)*(?:(#{1,6})(?=\s|第|[【《])\s*|([-*•●·])\s+(?=\S))?/u

/// The paragraphs of a text file, with what Markdown says of them: headings, lists, quotations, and
/// `**` around what is bold. Empty lines are none.
export function textParagraphs(text: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = []
  let apart = false
  for (const [i, row] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n|\u2028|\u2029/)
    .entries()) {
    const line = row.trim()
    const [all, hashes, bullet] = sign.exec(line) ?? ['']
    const spans = emphasised(line.slice(all.length))
    if (spans.length === 0 || /^(?:[-*_=—]\s*){3,}$/u.test(line)) {
      apart = true
      continue
    }
    paragraphs.push({
      ...paragraph(spans, i + 1, apart),
      ...(hashes && { level: hashes.length }),
      ...(bullet && { bullet: true }),
    })
    apart = false
  }
  return paragraphs
}

/// A paragraph of spans, which lose the space at their ends.
export function paragraph(spans: readonly Span[], at: number, apart: boolean): Paragraph {
  const text = spans.map((span) => span.text).join('')
  const from = text.length - text.trimStart().length
  const trimmed = sliceSpans(spans, from, text.trimEnd().length)
  return { spans: trimmed, text: text.trim(), at, apart }
}

/// Code units: what is longer is text and nothing else, however it looks.
export const longestParagraph = 4000

const bold: Style = { bold: true }

/// `**…**` is bold. A single `*` stands for "times" in lists of people.
function emphasised(text: string): readonly Span[] {
  if (text.length > longestParagraph) return [{ text, style: {} }]
  const parts = text.split(/\*\*(?=\S)(.+?)(?<=\S)\*\*/u)
  return parts.flatMap((part, i) =>
    part === '' ? [] : [{ text: part, style: i % 2 === 1 ? bold : {} }],
  )
}

/// The part of spans between two code units of their text.
export function sliceSpans(spans: readonly Span[], from: number, to: number): readonly Span[] {
  const part: Span[] = []
  let start = 0
  for (const { text, style } of spans) {
    const cut = text.slice(Math.max(from - start, 0), Math.max(to - start, 0))
    if (cut !== '') part.push({ text: cut, style })
    start += text.length
  }
  return part
}

/// The part of a paragraph between two code units, without the space at its ends.
export function partOf({ spans, at, apart }: Paragraph, from: number, to?: number): Paragraph {
  return paragraph(sliceSpans(spans, from, to ?? Number.POSITIVE_INFINITY), at, apart)
}
