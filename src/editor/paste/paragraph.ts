import type { Element } from '../../shared/domain/element.ts'
import type { Span } from '../../shared/domain/line.ts'

/// A paragraph of what is pasted, before anybody knows what it is in a script.
export interface Paragraph {
  /// Without the space at its ends. Holds "\n" only where `element` is known.
  readonly spans: readonly Span[]
  /// The spans' text, end to end.
  readonly text: string
  /// Columns (tenths of an inch) between the edge of the page and the text.
  readonly indent: number
  readonly align?: 'center' | 'right'
  /// What the source itself calls it.
  readonly element?: Element
}

/// A part of spans, by code units of their text.
export function cutSpans(spans: readonly Span[], from: number, to?: number): Span[] {
  const cut: Span[] = []
  let at = 0
  for (const { text, style } of spans) {
    const part = text.slice(
      Math.max(from - at, 0),
      to === undefined ? undefined : Math.max(to - at, 0),
    )
    if (part !== '') cut.push({ text: part, style })
    at += text.length
  }
  return cut
}

/// Spans without white space at their ends.
export function trimSpans(spans: readonly Span[]): readonly Span[] {
  const text = spans.map((span) => span.text).join('')
  const from = text.length - text.trimStart().length
  const to = text.trimEnd().length
  return from === 0 && to === text.length ? spans : cutSpans(spans, from, Math.max(from, to))
}

/// A paragraph of spans: what space they begin with counts as indent.
export function paragraphOf(
  spans: readonly Span[],
  rest: Omit<Paragraph, 'spans' | 'text'>,
): Paragraph {
  const trimmed = trimSpans(spans)
  const whole = spans.map((span) => span.text).join('')
  return {
    ...rest,
    indent: rest.indent + columnsOf(/^[^\S\n]*/.exec(whole)?.[0] ?? ''),
    spans: trimmed,
    text: trimmed.map((span) => span.text).join(''),
  }
}

/// How many columns white space takes: a tab goes to the next multiple of eight, an ideographic
/// space is two wide.
function columnsOf(space: string): number {
  let columns = 0
  for (const char of space) {
    if (char === '\t') columns += 8 - (columns % 8)
    else columns += char === '\u3000' ? 2 : 1
  }
  return columns
}

/// Text as it may be stored: whole characters, one kind of line end, nothing that is no text. What
/// is left out is never seen: control characters, marks of byte order, spaces without width, and
/// the signs that turn the direction of everything behind them. A page break is a line end.
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\u200b\u202d\u202e\ufeff\ufffc]/gu, '')
    .replace(/[\u00a0\u202f]/g, ' ')
}
