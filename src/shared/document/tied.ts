import * as Y from 'yjs'
import type { Anchor, TextPoint } from './anchor.ts'
import { type Piece, readText } from './body.ts'
import { fieldText, placeInField } from './field.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { type At, placeIn } from './spot.ts'

/// The text of one line or field, tied character by character to what it is in the shared texts:
/// an edit of it can be made later, whatever others have done to it in between. This is how a
/// composition is written down when it ends.
export interface TiedText {
  /// Replaces the characters `from … to` (code units of the text as it was when tied). Only those
  /// characters are deleted; what others have put between them stays. Gives back where the cursor
  /// behind what was put in is, or undefined where the text is gone. Call it inside `document.edit`.
  replace(from: number, to: number, insert: string): Anchor | undefined
}

/// Ties the text of the line or field that a point is in; undefined where nothing of it exists.
export function tieText(document: SeriesDocument, point: TextPoint): TiedText | undefined {
  const found = piecesAt(document, point)
  if (!found) return undefined
  const { pieces, start } = found
  const characters = pieces.flatMap(({ of, at, text }) => {
    const ids = idsOf(of)
    return [...Array(text.length).keys()].map((i) => ({ of, id: ids[at + i] as Y.ID }))
  })
  const first = Y.createRelativePositionFromTypeIndex(start.of, start.at, 0)
  return {
    replace(from, to, insert) {
      const { doc } = document
      const doomed: At[] = []
      for (const { of, id } of characters.slice(from, to)) {
        if (Y.getItem(doc.store, id).deleted) continue
        const place = absolute(doc, new Y.RelativePosition(null, null, id, 0))
        if (place) doomed.push({ of, at: place.at })
      }
      const before = characters[from - 1]
      const place = absolute(
        doc,
        before ? new Y.RelativePosition(null, null, before.id, -1) : first,
      )
      for (const { of, at } of doomed.sort((a, b) => b.at - a.at)) of.delete(at, 1)
      if (!place) return undefined
      const passed = doomed.filter(({ of, at }) => of === place.of && at < place.at).length
      const at = place.at - passed
      if (insert !== '') place.of.insert(at, insert)
      return Y.encodeRelativePosition(
        Y.createRelativePositionFromTypeIndex(place.of, at + insert.length, -1),
      )
    },
  }
}

function piecesAt(
  document: SeriesDocument,
  point: TextPoint,
): { readonly pieces: readonly Piece[]; readonly start: At } | undefined {
  if (point.in === 'line') {
    const group = document.reading.groupOfLine(point.line)
    const spots = group && document.reading.spots(group)
    const spot = spots?.find(({ line }) => line.id === point.line)
    const start = spot && placeIn(spot, 0)
    return start && { pieces: spot.pieces, start }
  }
  const text = fieldText(document, point)
  return text && { pieces: readText(text), start: placeInField(text, 0) }
}

/// The id of the item behind every place of a text.
function idsOf(text: Y.Text): Y.ID[] {
  const ids: Y.ID[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    for (let i = 0; i < item.length; i++) {
      ids.push(Y.createID(item.id.client, item.id.clock + i))
    }
  }
  return ids
}

function absolute(doc: Y.Doc, position: Y.RelativePosition): At | undefined {
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc)
  return place && place.type instanceof Y.Text ? { of: place.type, at: place.index } : undefined
}
