import type { Node } from 'prosemirror-model'
import { type Selection, TextSelection } from 'prosemirror-state'
import { type Anchor, anchorAt, pointOfAnchor } from '../shared/document/anchor.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { pointAtPosition, positionOfPoint } from './position.ts'

/// A selection tied to the text.
export interface TiedSelection {
  readonly anchor: Anchor
  readonly head: Anchor
}

/// Ties a selection to the text; undefined where it is in none. What this person does takes the
/// cursor along with the text behind it (1). What others put in right at the cursor stays behind it
/// (−1): two who type at one point would otherwise type into each other's words.
export function tieSelection(
  document: SeriesDocument,
  { $anchor, $head, empty }: Selection,
  side: -1 | 1,
): TiedSelection | undefined {
  const tied = ($pos: typeof $anchor, side: -1 | 1) => {
    const point = pointAtPosition($pos)
    return point && anchorAt(document, point, side)
  }
  const forward = $anchor.pos < $head.pos
  const anchor = tied($anchor, empty || !forward ? side : 1)
  const head = empty ? anchor : tied($head, forward ? side : 1)
  return anchor && head && { anchor, head }
}

/// Where a tied selection is in `doc` now; undefined where its text is gone.
export function untieSelection(
  document: SeriesDocument,
  doc: Node,
  { anchor, head }: TiedSelection,
): TextSelection | undefined {
  const position = (anchor: Anchor) => {
    const point = pointOfAnchor(document, anchor)
    return point && positionOfPoint(doc, document, point)
  }
  const from = position(anchor)
  const to = position(head)
  return from === undefined || to === undefined ? undefined : TextSelection.create(doc, from, to)
}
