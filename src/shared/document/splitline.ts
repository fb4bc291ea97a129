import { cutsPairAt } from './diff.ts'
import { newId } from './random.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { type At, type BreakPlace, breakPlaceIn, type Spot } from './spot.ts'

/// A point of the script: an offset (code units) in a line's text.
export interface LinePoint {
  readonly line: string
  readonly offset: number
}

/// Breaks a line at an offset by one line end: in front of the text to the right, or, with none to
/// the right, behind the line's own end, so that a line keeps its id and what is typed at its end.
/// Gives back where a mark takes the second part over. Call it inside a transaction.
export function breakLine(document: SeriesDocument, spot: Spot, offset: number): At {
  const { line, end } = spot
  const embed = { line: newId(document.random), element: line.element }
  if (offset >= line.text.length && spot.ending !== 'implied' && end !== undefined) {
    const at = { of: end.of, at: end.at + 1 }
    document.embed(at, embed)
    return at
  }
  const { of, at, mark, behind } = breakPlaceIn(spot, offset) as BreakPlace
  document.embed({ of, at }, embed)
  if (mark) document.embed(mark, { segment: mark.segment })
  return { of: behind.of, at: behind.at + (mark ? 2 : 1) }
}

/// The offset itself, or the one before where it would cut a surrogate pair in two: half a pair
/// cannot be stored.
export function wholeCharacters(text: string, offset: number): number {
  return cutsPairAt(text, offset) ? offset - 1 : offset
}
