import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { type TiedText, tieText } from '../shared/document/tied.ts'
import { type Placed, pointAtPosition } from './position.ts'

/// A text that is being composed, held back from the series until the composition ends.
export interface Held {
  /// The position in front of its block on screen. (What the series says of the line may have come
  /// to stand somewhere else.)
  readonly start: number
  /// What it said when it was tied.
  readonly text: string
  readonly tied: TiedText
}

/// Holds back the text that the selection begins in.
export function holdAt(
  document: SeriesDocument,
  { doc, selection }: EditorState,
): Held | undefined {
  const { $from } = selection
  if (!$from.parent.isTextblock) return undefined
  return holdBlock(document, doc, { node: $from.parent, start: $from.before() })
}

/// Holds back one textblock of `doc`.
export function holdBlock(
  document: SeriesDocument,
  doc: Node,
  { node, start }: Placed,
): Held | undefined {
  const point = pointAtPosition(doc.resolve(start + 1))
  const tied = point && tieText(document, point)
  return tied && { start, text: node.textContent, tied }
}

/// A rendering of the series, with the segment or title that holds a text left as it is in `doc`,
/// which is on screen.
export function renderedAround(rendering: Node, doc: Node, { start }: Held): Node {
  const $start = doc.resolve(start + 1)
  const home = $start.node(1)
  const held = $start.node(2)
  const episodes: Node[] = []
  rendering.forEach((episode) => {
    const index = indexOf(episode, held)
    const here = index >= 0 && (held.attrs.id !== undefined || sameId(episode, home))
    episodes.push(here ? episode.copy(episode.content.replaceChild(index, held)) : episode)
  })
  return rendering.type.create(null, episodes)
}

/// The one textblock whose text differs between two documents of the same shape; null where several
/// do, or lines have come or gone.
export function changedBlock(before: Node, after: Node): Placed | null {
  let old = before
  let next = after
  let start = -1
  while (!old.isTextblock) {
    if (old.childCount !== next.childCount) return null
    let at = start + 1
    let changed = -1
    let place = 0
    for (let i = 0; i < old.childCount; i++) {
      if (old.child(i) !== next.child(i) && !old.child(i).eq(next.child(i))) {
        if (changed >= 0) return null
        changed = i
        place = at
      }
      at += old.child(i).nodeSize
    }
    if (changed < 0) return null
    old = old.child(changed)
    next = next.child(changed)
    start = place
  }
  return old.sameMarkup(next) ? { node: old, start } : null
}

function sameId(a: Node, b: Node): boolean {
  return a.type === b.type && a.attrs.id === b.attrs.id
}

function indexOf(parent: Node, child: Node): number {
  for (let i = 0; i < parent.childCount; i++) if (sameId(parent.child(i), child)) return i
  return -1
}
