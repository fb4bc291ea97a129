import { plain, type Span, textOf } from '../../domain/line.ts'
import { pitch } from './book.ts'

/// A paragraph and the room it has.
export interface Paragraph {
  readonly spans: readonly Span[]
  readonly box: Box
}

/// Where the rows of a paragraph stand, in points.
export interface Box {
  readonly left: number
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
  /// How much further to the right rows behind the first begin; they are that much shorter.
  readonly hang: number
}

/// A box that begins so many inches from the left edge and holds so many characters of a typewriter.
export function columns(
  inches: number,
  count: number,
  { align = 'left', hang = 0 }: Partial<Pick<Box, 'align' | 'hang'>> = {},
): Box {
  return { left: inches * 72, width: count * pitch, align, hang }
}

/// The spans between two offsets of their text.
export function sliceSpans(spans: readonly Span[], from: number, to: number): readonly Span[] {
  const slice: Span[] = []
  let at = 0
  for (const span of spans) {
    const end = at + span.text.length
    if (end > from && at < to) {
      const text = span.text.slice(Math.max(0, from - at), to - at)
      if (text !== '') slice.push(text === span.text ? span : { ...span, text })
    }
    at = end
    if (at >= to) break
  }
  return slice
}

/// Spans without the white space at their ends.
export function trimSpans(spans: readonly Span[]): readonly Span[] {
  const text = textOf(spans)
  const from = text.length - text.trimStart().length
  const to = text.trimEnd().length
  return from === 0 && to === text.length ? spans : sliceSpans(spans, from, Math.max(from, to))
}

export function mapText(spans: readonly Span[], change: (text: string) => string): readonly Span[] {
  return spans.map((span) => {
    const text = change(span.text)
    return text === span.text ? span : { ...span, text }
  })
}

export function plainSpans(text: string): readonly Span[] {
  return text === '' ? [] : [{ text, style: plain }]
}

/// Whether a text is read from right to left: by its first letter that has a direction.
export function isRightToLeft(text: string): boolean {
  const strong = /\p{L}/u.exec(text)
  return strong !== null && rightToLeft.test(strong[0])
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
