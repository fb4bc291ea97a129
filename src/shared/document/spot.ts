import type * as Y from 'yjs'
import { type Line, textOf } from '../domain/line.ts'
import type { Group } from './arrangement.ts'
import { type Piece, spansOf } from './body.ts'
import type { IndexedLine } from './lineindex.ts'

/// A place in a shared text, in its code units.
export interface At {
  readonly of: Y.Text
  readonly at: number
}

/// A part of a line that is shown: all of it, unless lines left open go on in it.
export interface Part {
  /// The segment its text belongs to, one of the group's members.
  readonly segment: string
  /// Where a mark takes this part over.
  readonly start: At
  /// The code units of its text.
  readonly length: number
  /// No other part of the same segment stands right before it in the body.
  readonly opensRun: boolean
}

/// A line as it is shown, and where it stands.
export interface Spot {
  readonly line: Line
  readonly pieces: readonly Piece[]
  /// None where the line's segment has no run at all.
  readonly parts: readonly Part[]
  /// Where its line end stands, or would stand; undefined when its segment has no run at all.
  readonly end: At | undefined
  /// There is a line end that can be deleted; where it closes a run, the line is left open instead.
  readonly ending: 'deletable' | 'closes-run' | 'implied'
}

/// The lines of a group as they are shown: lines left open go on in the next, and a group without
/// any line has one, empty and implied.
export function spotsOfLines(group: Group, lines: readonly IndexedLine[]): readonly Spot[] {
  const spots: Spot[] = []
  let pieces: readonly Piece[] = []
  let parts: readonly Part[] = []
  for (const [i, { line, at, body, closesRun, open }] of lines.entries()) {
    const part: Part = {
      segment: at.segment ?? '',
      start: { of: body, at: at.start },
      length: line.text.length,
      opensRun: lines[i - 1]?.closesRun ?? true,
    }
    pieces = pieces.length === 0 ? at.pieces : [...pieces, ...at.pieces]
    parts = [...parts, part]
    if (open !== undefined && lines[i + 1]?.at.segment === open) continue
    const spans = parts.length > 1 ? spansOf(pieces) : line.spans
    spots.push({
      line: parts.length > 1 ? { ...line, spans, text: textOf(spans) } : line,
      pieces,
      parts,
      end: { of: body, at: at.end },
      ending: at.rawId === undefined ? 'implied' : closesRun ? 'closes-run' : 'deletable',
    })
    pieces = []
    parts = []
  }
  if (spots.length === 0) {
    const line: Line = { id: emptyLineIdOf(group), element: 'action', spans: [], text: '' }
    spots.push({ line, pieces: [], parts: [], end: undefined, ending: 'implied' })
  }
  return spots
}

/// The id of the line that is shown where a group has none.
function emptyLineIdOf(group: Group): string {
  return `~~${group.id}`
}

/// Where text goes that is typed at an offset (code units) of a line: behind the character before
/// it, or in front of the first one.
export function placeIn(spot: Spot, offset: number): At | undefined {
  let passed = 0
  for (const piece of spot.pieces) {
    if (offset === 0) return { of: piece.of, at: piece.at }
    if (offset <= passed + piece.text.length)
      return { of: piece.of, at: piece.at + offset - passed }
    passed += piece.text.length
  }
  return spot.end
}

/// Where a line end goes that breaks a line at an offset.
export interface BreakPlace extends At {
  /// Text may stand in front of the mark of its segment (it belongs to the first line behind it). A
  /// line end inside of it would leave the text to the segment before: it gets a mark first, here.
  readonly mark?: At & { readonly segment: string }
  /// Behind this the mark of a new segment takes over what follows the line end.
  readonly behind: At
}

export function breakPlaceIn(spot: Spot, offset: number): BreakPlace | undefined {
  const place = placeIn(spot, offset)
  let passed = 0
  const part = spot.parts.find(({ length }) => {
    if (offset <= passed + length) return true
    passed += length
    return false
  })
  if (!place) return undefined
  const start = part?.start
  if (!part || !start || place.of !== start.of || place.at >= start.at) {
    return { ...place, behind: place }
  }
  const end = passed + part.length
  let at = 0
  const own = spot.pieces.filter(({ text }) => {
    at += text.length
    return at > passed && at <= end
  })
  const first = own.find(({ at: from }) => from < start.at)
  const isInside = own.some(({ at: from, text }) => {
    return from < start.at && from + text.length > place.at
  })
  if (!first || !isInside) return { ...start, behind: start }
  return {
    ...place,
    mark: { of: first.of, at: first.at, segment: part.segment },
    behind: start,
  }
}
