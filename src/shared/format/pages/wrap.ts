import { type Span, textOf } from '../../domain/line.ts'
import { isWide, type Ruler } from './book.ts'
import { type Paragraph, sliceSpans } from './paragraph.ts'

/// The rows of a paragraph, filled one after the other. Words stay whole while they fit into a row;
/// white space at the end of a row takes no room and is left out. At least one row.
export function wrap({ spans, box }: Paragraph, ruler: Ruler): readonly Cut[] {
  const text = textOf(spans)
  const measure = measureOf(spans, ruler)
  const rows: Cut[] = []
  const room = () => box.width - (rows.length > 0 ? box.hang : 0) + rounding
  let from = 0
  let width = 0
  /// Where the last word of the row ends.
  let end = 0
  const close = (next: number) => {
    rows.push({ from, to: end })
    from = next
    end = next
    width = 0
  }
  for (const { start, word, stop, hard } of piecesOf(text)) {
    let at = start
    while (at < word) {
      const own = measure(at, word)
      if (width + own <= room()) {
        width += own
        end = word
        break
      }
      if (end > from) {
        close(at)
        continue
      }
      // Longer than a row: as much as goes into it, a character at least.
      const cut = fitting(text, at, word, room(), measure)
      end = cut
      at = cut
      if (cut < word) close(cut)
    }
    if (hard) close(stop)
    else width += measure(word, stop)
  }
  if (end > from || rows.length === 0 || text.endsWith('\n')) rows.push({ from, to: end })
  return rows
}

/// A row of a paragraph, as offsets of its text.
export interface Cut {
  readonly from: number
  readonly to: number
}

/// Sums of floating point widths may be off by so much.
const rounding = 0.01

/// How wide the text between two offsets is.
type Measure = (from: number, to: number) => number

function measureOf(spans: readonly Span[], ruler: Ruler): Measure {
  const [only, ...more] = spans
  if (!only) return () => 0
  if (more.length === 0) return (from, to) => ruler(only.text.slice(from, to), only.style)
  return (from, to) =>
    sliceSpans(spans, from, to).reduce((sum, span) => sum + ruler(span.text, span.style), 0)
}

function fitting(text: string, from: number, to: number, room: number, measure: Measure): number {
  let cut = from
  for (const { segment } of graphemes.segment(text.slice(from, to))) {
    const next = cut + segment.length
    if (cut > from && measure(from, next) > room) break
    cut = next
  }
  return cut
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

interface Piece {
  readonly start: number
  /// Where its word ends and the space behind it begins.
  readonly word: number
  readonly stop: number
  /// A new row begins behind it, full or not.
  readonly hard: boolean
}

/// A text cut wherever a row may end.
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let start = 0
  for (const [run] of text.matchAll(/[^\s\n]*[^\S\n]*\n?/gu)) {
    if (run === '') continue
    const hard = run.endsWith('\n')
    const word = run.trimEnd()
    const cuts = mayBreak.test(word) ? cutsIn(word) : []
    let at = 0
    for (const cut of cuts) {
      pieces.push({ start: start + at, word: start + cut, stop: start + cut, hard: false })
      at = cut
    }
    const stop = start + run.length
    pieces.push({ start: start + at, word: start + word.length, stop, hard })
    start = stop
  }
  return pieces
}

/// A word without any of these is never cut.
const mayBreak = /[^\x21-\x2c\x2e-\x7e\u00a1-\u024f]/u
const southEastAsian = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/// Where a run without white space may be cut: behind a hyphen or dash inside a word, between
/// ideographs, between words that are written without spaces.
function cutsIn(word: string): readonly number[] {
  const cuts: number[] = []
  let before = ''
  let at = 0
  for (const char of word) {
    if (at > 0 && mayCut(before, char, word, at)) cuts.push(at)
    before = char
    at += char.length
  }
  if (!southEastAsian.test(word)) return cuts
  const own = [...words.segment(word)].map(({ index }) => index).filter((index) => index > 0)
  return [...new Set([...cuts, ...own])].sort((a, b) => a - b)
}

// What a Chinese or Japanese row may not begin and not end with (GB/T 15834, JIS X 4051).
const noStart =
  /[、。，．：；？！）」』】〕〉》〗”’…—～·ー々,.:;?!)\]}%％ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u
const noEnd = /[（「『【〔〈《〖“‘([{$￥]/u

function mayCut(before: string, char: string, word: string, at: number): boolean {
  if (/\p{M}|\p{Cf}/u.test(char)) return false
  if ((isWide(before) && !isHangul(before)) || (isWide(char) && !isHangul(char))) {
    return !noStart.test(char) && !noEnd.test(before)
  }
  // `snow-globe`, `stumbling--then`; not `-5`, and not between the two of `--`.
  if (!/[-\u2010\u2013\u2014]/u.test(before)) return false
  return /[\p{L}\p{N}]/u.test(char) && /[\p{L}\p{N}]/u.test(word.slice(0, at))
}

/// Korean is written with spaces, and cut there.
function isHangul(char: string): boolean {
  return /\p{Script=Hangul}/u.test(char)
}
