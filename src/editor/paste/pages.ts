import { joinSpans, type Row } from './rows.ts'
import { continued, isCue, moreSpeech, pageNumber, startsPart } from './signs.ts'

/// What is copied off a printed page has its leavings in it: page numbers, `(MORE)` at a page's
/// end with the name again on the next one, `CONTINUED:` at both. They are no part of the script and
/// are taken out, but only where the text itself shows that it has been on pages: a number alone on
/// a line may be somebody's line.

const pageMark = /^(?:CONTINUED|\(CONTINUED\))[:.]?(?:\s*\(?\d{1,3}\)?)?$/

export function withoutPages(rows: readonly Row[]): readonly Row[] {
  const marks = rows.some(({ text }) => moreSpeech.test(text) || pageMark.test(text))
  const numbers = numbersOfPages(rows, marks)
  if (!marks && numbers.size === 0) return rows
  const kept: Row[] = []
  let blanks = 0
  /// Set from `(MORE)` on until the speech goes on.
  let cut: 'more' | undefined
  for (const [i, row] of rows.entries()) {
    const isLeaving = numbers.has(i) || pageMark.test(row.text)
    if (moreSpeech.test(row.text) && kept.length > 0) {
      cut = 'more'
      continue
    }
    if (isLeaving) {
      blanks = Math.max(blanks, row.blanks)
      continue
    }
    if (cut === 'more' && isCue(row.text) && continued.test(row.text)) {
      cut = undefined
      // What follows is the same speech.
      blanks = -1
      continue
    }
    cut = undefined
    const before = kept[kept.length - 1]
    if (blanks < 0) kept.push({ ...row, blanks: 0 })
    else if (blanks > 0 && before && runsOn(before, row)) {
      kept[kept.length - 1] = { ...before, ...joined(before, row) }
    } else kept.push(blanks > 0 ? { ...row, blanks: Math.max(row.blanks, 1) } : row)
    blanks = 0
  }
  return kept
}

/// Whether a sentence goes on over the end of a page. No sentence is longer than a page.
function runsOn(before: Row, next: Row): boolean {
  if (Math.abs(before.indent - next.indent) > 1 || next.blanks > 2) return false
  if (before.text.length > 4000) return false
  return /[\p{Ll},]$/u.test(before.text) && /^\p{Ll}/u.test(next.text)
}

function joined(a: Row, b: Row): Pick<Row, 'spans' | 'text'> {
  const spans = joinSpans(a.spans, b.spans)
  return { spans, text: spans.map(({ text }) => text).join('') }
}

/// The fewest rows with words that a page has. Shorter is what somebody numbers.
const leastPage = 20

/// The rows that are numbers of pages: each is one more than the one before, with a page between. A
/// text with `(MORE)` in it may have been on two pages only, with one number between.
function numbersOfPages(rows: readonly Row[], marks: boolean): ReadonlySet<number> {
  const found: { readonly at: number; readonly number: number }[] = []
  for (const [at, row] of rows.entries()) {
    const digits = row.text.length <= 14 ? pageNumber.exec(row.text)?.[1] : undefined
    if (digits !== undefined && !isMeant(row, rows[at - 1], rows[at + 1])) {
      found.push({ at, number: Number(digits) })
    }
  }
  const numbers = new Set<number>()
  const first = found[0]
  // The first page of a script has no number: who begins with 1 counts episodes.
  if (first?.number === 1 && first.at < leastPage) return numbers
  for (const [i, { at, number }] of found.entries()) {
    const near = [found[i - 1], found[i + 1]].some(
      (other) =>
        other !== undefined &&
        Math.abs(other.at - at) >= leastPage &&
        other.number - number === Math.sign(other.at - at),
    )
    if (near || (marks && found.length === 1)) numbers.add(at)
  }
  return numbers
}

/// Whether a number is somebody's: said under a name, or that of the episode or the scene that
/// begins in the next row.
function isMeant(row: Row, before: Row | undefined, next: Row | undefined): boolean {
  if (next && startsPart(next.text)) return true
  return row.blanks === 0 && before !== undefined && isCue(before.text)
}
