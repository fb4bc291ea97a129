import type * as Y from 'yjs'
import { plain, type Span, type Style, sameStyle, styleNames } from '../domain/line.ts'
import { asLineEnd, asMark } from './roots.ts'

/// A body as it reads: a flat text cut into lines by line ends, each line belonging to the segment
/// whose mark stands last before the line's end. Text in front of a mark that no line end closes
/// therefore belongs to the first line behind it: two people typing at one boundary both keep
/// their words on the line they typed them in.

/// A stretch of a shared text in one style. `at` and the length of `text` are code units of `of`.
export interface Piece extends Span {
  readonly of: Y.Text
  readonly at: number
  /// What the text carries beside its style; unknown attributes are kept.
  readonly attributes: Attributes
}

export type Attributes = Readonly<Record<string, unknown>>

const none: Attributes = {}

/// A line as a body holds it.
export interface BodyLine {
  /// The id its line end carries; undefined when the line end is missing and implied.
  readonly rawId: string | undefined
  /// The element it was born with.
  readonly born: string
  /// Undefined before any mark: the text belongs to nobody.
  readonly segment: string | undefined
  readonly pieces: readonly Piece[]
  /// Behind the mark or line end that comes last before its own line end: a mark put here takes
  /// this line over.
  readonly start: number
  /// Where its line end stands in the body, or would stand.
  readonly end: number
}

/// The place of a mark in a body.
export interface BodyMark {
  readonly segment: string
  readonly at: number
}

export interface BodyReading {
  readonly text: Y.Text
  readonly lines: readonly BodyLine[]
  readonly marks: readonly BodyMark[]
  /// The length of the whole body.
  readonly length: number
}

export function readBody(text: Y.Text): BodyReading {
  const lines: BodyLine[] = []
  const marks: BodyMark[] = []
  let segment: string | undefined
  let pieces: Piece[] = []
  let at = 0
  let start = 0
  for (const op of text.toDelta() as DeltaOp[]) {
    if (typeof op.insert === 'string') {
      const { insert, attributes = none } = op
      pieces.push({ of: text, at, text: insert, style: styleOf(attributes), attributes })
      at += insert.length
      continue
    }
    const lineEnd = asLineEnd(op.insert)
    const mark = lineEnd ? undefined : asMark(op.insert)
    if (lineEnd) {
      const { line: rawId, element: born } = lineEnd
      lines.push({ rawId, born, segment, pieces, start, end: at })
      pieces = []
    } else if (mark) {
      segment = mark.segment
      marks.push({ segment, at })
    }
    at += 1
    if (lineEnd || mark) start = at
  }
  if (pieces.length > 0) {
    lines.push({ rawId: undefined, born: '', segment, pieces, start, end: at })
  }
  return { text, lines, marks, length: at }
}

/// The pieces of a text that holds no lines, such as a title or an outline.
export function readText(text: Y.Text): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const op of text.toDelta() as DeltaOp[]) {
    if (typeof op.insert !== 'string') {
      at += 1
      continue
    }
    pieces.push({ of: text, at, text: op.insert, style: plain, attributes: none })
    at += op.insert.length
  }
  return pieces
}

/// Pieces as spans: neighbours of the same style are one.
export function spansOf(pieces: readonly Piece[]): readonly Span[] {
  const spans: Span[] = []
  for (const { text, style } of pieces) {
    const last = spans[spans.length - 1]
    if (last && sameStyle(last.style, style)) {
      spans[spans.length - 1] = { text: last.text + text, style: last.style }
    } else spans.push({ text, style })
  }
  return spans
}

interface DeltaOp {
  readonly insert: unknown
  readonly attributes?: Attributes
}

/// The styles among a text's attributes; attributes we do not know are kept and not shown.
function styleOf(attributes: Attributes): Style {
  const style: { -readonly [name in keyof Style]: true } = {}
  let any = false
  for (const name of styleNames) {
    if (!attributes[name]) continue
    style[name] = true
    any = true
  }
  return any ? style : plain
}
