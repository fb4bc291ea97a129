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

/// A line as it is shown, and where it stands.
export interface Spot {
  readonly line: Line
  readonly pieces: readonly Piece[]
  /// The segment it belongs to, which is one of the group's members; undefined when none has a run.
  readonly segment: string | undefined
  /// Where a mark takes this line over; undefined when its segment has no run at all.
  readonly start: At | undefined
  /// Where its line end stands, or would stand; undefined when its segment has no run at all.
  readonly end: At | undefined
  /// There is a line end that can be deleted; where it closes a run, the line is left open instead.
  readonly ending: 'deletable' | 'closes-run' | 'implied'
}

/// The lines of a group as they are shown: lines left open go on in the next, and a group without
/// any line has one, empty and implied.
export function spotsOfLines(group: Group, lines: readonly IndexedLine[]): readonly Spot[] {
  const spots: Spot[] = []
  let open: readonly Piece[] = []
  let start: At | undefined
  for (const [i, { line, at, body, closesRun, open: goesOn }] of lines.entries()) {
    start ??= { of: body, at: at.start }
    if (goesOn && i < lines.length - 1) {
      open = [...open, ...at.pieces]
      continue
    }
    const pieces = open.length > 0 ? [...open, ...at.pieces] : at.pieces
    const spans = open.length > 0 ? spansOf(pieces) : line.spans
    spots.push({
      line: open.length > 0 ? { ...line, spans, text: textOf(spans) } : line,
      pieces,
      segment: at.segment,
      start,
      end: { of: body, at: at.end },
      ending: at.rawId === undefined ? 'implied' : closesRun ? 'closes-run' : 'deletable',
    })
    open = []
    start = undefined
  }
  if (spots.length === 0) {
    const line: Line = { id: emptyLineIdOf(group), element: 'action', spans: [], text: '' }
    spots.push({
      line,
      pieces: [],
      segment: undefined,
      start: undefined,
      end: undefined,
      ending: 'implied',
    })
  }
  return spots
}

/// The id of the line that is shown where a group has none.
export function emptyLineIdOf(group: Group): string {
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
