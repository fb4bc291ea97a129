import type { Span } from '../../domain/line.ts'
import type { SegmentKind } from '../../domain/segment.ts'

/// A script laid out on paper: what stands where, before anything is drawn. All measures are points
/// (1/72 inch) from the upper left corner of the page.
export interface Book {
  readonly paper: Paper
  readonly title: string
  /// Of the script: `en`, `zh-Hans`.
  readonly language: string
  /// In this order; the title page is the first where there is one.
  readonly pages: readonly Page[]
}

export interface Paper {
  readonly width: number
  readonly height: number
}

export const papers = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
} as const satisfies Record<string, Paper>

export interface Page {
  readonly rows: readonly Row[]
  readonly bars: readonly Bar[]
  readonly bookmarks: readonly Bookmark[]
}

/// One row of text. The spans are in the order they are read in, whatever direction that is.
export interface Row {
  readonly spans: readonly Span[]
  /// Of the baseline.
  readonly y: number
  readonly x: number
  /// Room from `x` on: what `align` goes by. A row may be wider.
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
  /// Of the type.
  readonly size: number
  /// The paragraph is read from right to left.
  readonly rtl?: true
  /// Paler than the script: what is said about it.
  readonly aside?: true
}

/// The ninety bar of an episode: fractions of `width` (see `src/shared/derive/ninetybar.ts`).
export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly end: number
  readonly blocks: readonly {
    readonly kind: SegmentKind
    readonly from: number
    readonly to: number
    readonly over: boolean
  }[]
}

export interface Bookmark {
  readonly title: string
  /// Where on the page it leads.
  readonly y: number
}

/// How wide a text is in a style at 12 points. The layout asks for words and single characters.
export type Ruler = (text: string, style: Span['style']) => number

/// What a character of a typewriter takes at 12 points: ten to the inch.
export const pitch = 7.2
/// What an ideograph takes.
export const em = 12

/// A ruler that knows no fonts: ten characters to the inch, full-width ones a full em, marks nothing.
export const gridRuler: Ruler = (text) => {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length * pitch
  let width = 0
  for (const char of text) width += /\p{M}|\p{Cf}/u.test(char) ? 0 : isWide(char) ? em : pitch
  return width
}

/// Ideographs, kana, hangul, and the punctuation that goes with them.
export function isWide(char: string): boolean {
  return wide.test(char)
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
