import * as Y from 'yjs'
import type { Group } from './arrangement.ts'
import { fieldText, offsetInField, placeInField } from './field.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { type At, placeIn, type Spot } from './spot.ts'

/// A point in what people read, and the same point tied to the text itself, so that it follows the
/// text through typing, moves, splits and merges.

/// Offsets are code units of the text they are in.
export type TextPoint =
  | { readonly in: 'title'; readonly episode: string; readonly offset: number }
  | { readonly in: 'outline'; readonly segment: string; readonly offset: number }
  | { readonly in: 'line'; readonly line: string; readonly offset: number }

/// A point tied to the text: the bytes of a Yjs relative position.
export type Anchor = Uint8Array

/// Where a point stands in the shared texts; undefined where nothing of it exists.
function placeOfPoint(document: SeriesDocument, point: TextPoint): At | undefined {
  if (point.in === 'line') {
    const spot = spotOf(document, point.line)
    return spot && placeIn(spot, Math.min(point.offset, spot.line.text.length))
  }
  const text = fieldText(document, point)
  return text && placeInField(text, point.offset)
}

/// Ties a point to the character behind it (1) or in front of it (−1): what others put in at the
/// point itself comes before or behind it then.
export function anchorAt(
  document: SeriesDocument,
  point: TextPoint,
  side: -1 | 1 = 1,
): Anchor | undefined {
  const place = placeOfPoint(document, point)
  const assoc = side < 0 ? -1 : 0
  return (
    place &&
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(place.of, place.at, assoc))
  )
}

/// Where an anchor is now, or undefined where its text is unknown here. Never throws: anchors come
/// from other people.
export function pointOfAnchor(document: SeriesDocument, anchor: Anchor): TextPoint | undefined {
  try {
    const position = Y.decodeRelativePosition(anchor)
    const place = Y.createAbsolutePositionFromRelativePosition(position, document.doc)
    return place && place.type instanceof Y.Text
      ? pointAt(document, { of: place.type, at: place.index })
      : undefined
  } catch {
    return undefined
  }
}

/// The point at a place of a shared text.
function pointAt(document: SeriesDocument, { of, at }: At): TextPoint | undefined {
  const item = of._item
  const owner = (of.parent as Y.AbstractType<unknown> | null)?._item?.parentSub
  if (item?.parentSub === 'title' && owner) {
    return { in: 'title', episode: owner, offset: offsetInField(of, at) }
  }
  if (item?.parentSub === 'outline' && owner) {
    return { in: 'outline', segment: owner, offset: offsetInField(of, at) }
  }
  let best: TextPoint | undefined
  let nearest = Number.POSITIVE_INFINITY
  for (const group of document.reading.groupsOfBody(of)) {
    for (const { line, pieces, parts, end } of document.reading.spots(group)) {
      let offset = 0
      for (const piece of pieces) {
        if (piece.of === of && at >= piece.at && at <= piece.at + piece.text.length) {
          // At the seam of two pieces of one line both say the same offset.
          return { in: 'line', line: line.id, offset: offset + at - piece.at }
        }
        offset += piece.text.length
      }
      if (end?.of !== of || end.at < at) continue
      const away = end.at - at
      if (away < nearest) {
        nearest = away
        const start = parts[0]?.start
        const before = start?.of === of && at <= start.at
        best = { in: 'line', line: line.id, offset: before ? 0 : line.text.length }
      }
    }
  }
  return best
}

/// The spot of a line as it is shown.
function spotOf(document: SeriesDocument, lineId: string): Spot | undefined {
  const group: Group | undefined = document.reading.groupOfLine(lineId)
  return group && document.reading.spots(group).find(({ line }) => line.id === lineId)
}
