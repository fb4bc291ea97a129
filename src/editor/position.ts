import type { Node, ResolvedPos } from 'prosemirror-model'
import type { TextPoint } from '../shared/document/anchor.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'

/// Points of the series and positions of the ProseMirror document, back and forth.

/// The point at a position, or undefined where it is in no text.
export function pointAtPosition($pos: ResolvedPos): TextPoint | undefined {
  const { parent, parentOffset: offset } = $pos
  switch (parent.type.name) {
    case 'title':
      return { in: 'title', episode: String($pos.node(1).attrs.id), offset }
    case 'outline':
      return { in: 'outline', segment: String(parent.attrs.id), offset }
    case 'line':
      return { in: 'line', line: String(parent.attrs.id), offset }
    default:
      return undefined
  }
}

/// The position of a point in `doc`, or undefined where the document does not show it.
export function positionOfPoint(
  doc: Node,
  document: SeriesDocument,
  point: TextPoint,
): number | undefined {
  const block = blockOfPoint(doc, document, point)
  return block && block.start + 1 + Math.min(point.offset, block.node.content.size)
}

/// A node and the position in front of it.
export interface Placed {
  readonly node: Node
  readonly start: number
}

function blockOfPoint(doc: Node, document: SeriesDocument, point: TextPoint): Placed | undefined {
  if (point.in === 'title') {
    const episode = episodeNode(doc, point.episode)
    return episode && childWhere(episode, (node) => node.type.name === 'title')
  }
  const { reading } = document
  const group = point.in === 'line' ? reading.groupOfLine(point.line) : reading.group(point.segment)
  const segment = group && segmentNode(doc, group.id)
  if (!segment) return undefined
  return point.in === 'line'
    ? childWhere(segment, ({ type, attrs }) => type.name === 'line' && attrs.id === point.line)
    : childWhere(
        segment,
        ({ type, attrs }) => type.name === 'outline' && attrs.id === point.segment,
      )
}

export function episodeNode(doc: Node, id: string): Placed | undefined {
  return childWhere({ node: doc, start: -1 }, ({ attrs }) => attrs.id === id)
}

export function segmentNode(doc: Node, id: string): Placed | undefined {
  let start = 0
  for (let i = 0; i < doc.childCount; i++) {
    const episode = doc.child(i)
    const found = segmentsIn(episode).get(id)
    if (found) return { node: found.node, start: start + found.start }
    start += episode.nodeSize
  }
  return undefined
}

const segments = new WeakMap<Node, ReadonlyMap<unknown, Placed>>()

/// The segments of an episode by their ids, counted from in front of it. An episode that has not
/// changed is the same node as before, so a whole season is looked through in no time.
function segmentsIn(episode: Node): ReadonlyMap<unknown, Placed> {
  const known = segments.get(episode)
  if (known) return known
  const found = new Map<unknown, Placed>()
  episode.forEach((node, offset) => {
    const { id } = node.attrs
    if (node.type.name !== 'title' && !found.has(id)) found.set(id, { node, start: offset + 1 })
  })
  segments.set(episode, found)
  return found
}

function childWhere({ node, start }: Placed, wanted: (child: Node) => boolean): Placed | undefined {
  let at = start + 1
  for (let i = 0; i < node.childCount; i++) {
    const child = node.child(i)
    if (wanted(child)) return { node: child, start: at }
    at += child.nodeSize
  }
  return undefined
}
