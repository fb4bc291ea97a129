import type { Node } from 'prosemirror-model'
import type { Transform } from 'prosemirror-transform'
import type { DraftLine, Window } from '../shared/document/diff.ts'
import { type Field, reviseField } from '../shared/document/field.ts'
import { reviseLines } from '../shared/document/revise.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Span } from '../shared/domain/line.ts'
import { type ChangedRange, changedRanges } from './ranges.ts'
import { draftOf, spansIn } from './render.ts'

/// Writes into the series what a person has done to the ProseMirror document: the way from `before`
/// (a rendering of the series) to `after`, by transforms one after the other. Only text and lines
/// are taken from it. Where segments and episodes stand is never read off the ProseMirror document:
/// a change that reaches across segments is taken as what it deletes in each and what it puts in at
/// its start, and the rendering that follows puts the structure right again.
/// With `keepsOutlines`, one that lies within a selection stays as it is.
/// Call it inside `document.edit`.
export function push(
  document: SeriesDocument,
  before: Node,
  after: Node,
  transforms: readonly Transform[],
  keepsOutlines = false,
): void {
  const ranges = changedRanges(transforms)
  if (sameSkeleton(before, after) && !transforms.some(crossesRegions)) {
    pushWithin(document, before, after, ranges)
  } else pushAcross(document, before, after, ranges, keepsOutlines)
}

/// Whether a step reaches from one title, outline or segment's script into another.
function crossesRegions({ mapping, docs }: Transform): boolean {
  return mapping.maps.some((map, i) => {
    let from = Number.POSITIVE_INFINITY
    let to = -1
    map.forEach((oldStart, oldEnd) => {
      from = Math.min(from, oldStart)
      to = Math.max(to, oldEnd)
    })
    const doc = docs[i]
    return to >= 0 && doc !== undefined && regionAt(doc, from) !== regionAt(doc, to)
  })
}

function regionAt(doc: Node, pos: number): string {
  const $pos = doc.resolve(pos)
  const { parent } = $pos
  if (parent.type.name === 'title') return `title ${$pos.node(1).attrs.id}`
  if (parent.type.name === 'outline') return `outline ${parent.attrs.id}`
  if (parent.type.name === 'line') return `lines ${$pos.node(-1).attrs.id}`
  return isSegment(parent) ? `lines ${parent.attrs.id}` : `outside ${pos}`
}

/// Whether two documents have the same episodes, segments and outlines in the same places.
export function sameSkeleton(a: Node, b: Node): boolean {
  if (a === b) return true
  if (a.type !== b.type || a.attrs.id !== b.attrs.id) return false
  if (a.isTextblock) return true
  const count = (node: Node) => {
    let blocks = 0
    node.forEach((child) => {
      if (child.type.name !== 'line') blocks++
    })
    return blocks
  }
  const blocks = count(a)
  if (blocks !== count(b)) return false
  for (let i = 0; i < blocks; i++) {
    if (!sameSkeleton(a.child(i), b.child(i))) return false
  }
  return true
}

function pushWithin(
  document: SeriesDocument,
  before: Node,
  after: Node,
  ranges: readonly ChangedRange[],
): void {
  let at = 0
  let newAt = 0
  let revised = false
  for (let i = 0; i < before.childCount; i++) {
    const episode = before.child(i)
    const next = after.child(i)
    if (episode !== next) {
      let start = at + 1
      let newStart = newAt + 1
      for (let j = 0; j < episode.childCount; j++) {
        const block = episode.child(j)
        const revision = next.child(j)
        if (block !== revision && block.type.name === 'title') {
          const field = { in: 'title', episode: String(episode.attrs.id) } as const
          pushField(document, field, revision, newStart, ranges)
        } else if (block !== revision) {
          if (revised) catchUp(document, block)
          pushSegment(document, block, revision, start, newStart, ranges)
          revised = true
        }
        start += block.nodeSize
        newStart += revision.nodeSize
      }
    }
    at += episode.nodeSize
    newAt += next.nodeSize
  }
}

function pushSegment(
  document: SeriesDocument,
  before: Node,
  after: Node,
  start: number,
  newStart: number,
  ranges: readonly ChangedRange[],
): void {
  let at = newStart + 1
  after.forEach((block, _, i) => {
    if (block.type.name === 'outline' && block !== before.child(i)) {
      pushField(document, { in: 'outline', segment: String(block.attrs.id) }, block, at, ranges)
    }
    at += block.nodeSize
  })
  const old = linesOf(before)
  const next = linesOf(after)
  if (old.length === next.length && old.every((line, i) => line === next[i])) return
  const group = document.reading.group(String(before.attrs.id))
  if (!group) return
  const windows = ranges
    .filter(({ from, to }) => to >= start && from <= start + before.nodeSize)
    .map(
      ({ from, to, newFrom, newTo }): Window => ({
        from: flatAt(before, from - start),
        to: flatAt(before, to - start),
        newFrom: flatAt(after, newFrom - newStart),
        newTo: flatAt(after, newTo - newStart),
      }),
    )
  reviseLines(document, group, next.map(draftOf), windows)
}

function pushField(
  document: SeriesDocument,
  field: Field,
  node: Node,
  at: number,
  ranges: readonly ChangedRange[],
): void {
  const end = ranges.find(({ newTo }) => newTo > at && newTo <= at + node.nodeSize)?.newTo
  reviseField(document, field, node.textContent, end === undefined ? undefined : end - at - 1)
}

function linesOf(segment: Node): Node[] {
  const lines: Node[] = []
  segment.forEach((block) => {
    if (block.type.name === 'line') lines.push(block)
  })
  return lines
}

/// The flat position (see diff.ts) of an offset in a segment node, counted from in front of it.
function flatAt(segment: Node, offset: number): number {
  let flat = 0
  let at = 1
  for (let i = 0; i < segment.childCount; i++) {
    const block = segment.child(i)
    if (block.type.name === 'line') {
      if (offset <= at) return flat
      if (offset < at + block.nodeSize) {
        return flat + Math.min(offset - at - 1, block.content.size)
      }
      flat += block.content.size + 1
    }
    at += block.nodeSize
  }
  return flat
}

/// Ranges without text only close and open nodes: what they do to the structure is left aside.
function pushAcross(
  document: SeriesDocument,
  before: Node,
  after: Node,
  ranges: readonly ChangedRange[],
  keepsOutlines: boolean,
): void {
  let revised = false
  for (const { from, to, newFrom, newTo } of ranges) {
    const inserted = textBetween(after, newFrom, newTo)
    if (before.textBetween(from, to) === '' && !inserted.some(({ spans }) => spans.length > 0)) {
      continue
    }
    let target = inserted
    eachBlock(before, (parent, block, start) => {
      if (start >= to + (from === to ? 1 : 0) || start + block.nodeSize <= from) return
      if (isSegment(block)) {
        if (revised) catchUp(document, block)
        if (cutLines(document, block, from - start, to - start, target)) {
          target = []
          revised = true
        }
        return
      }
      if (keepsOutlines && block.type.name === 'outline') return
      const field: Field =
        block.type.name === 'title'
          ? { in: 'title', episode: String(parent.attrs.id) }
          : { in: 'outline', segment: String(block.attrs.id) }
      cutField(document, field, block, start, from, to, target)
      target = []
    })
  }
}

function catchUp(document: SeriesDocument, segment: Node): void {
  const group = document.reading.group(String(segment.attrs.id))
  if (group) document.reading.catchUp(group)
}

function cutField(
  document: SeriesDocument,
  field: Field,
  block: Node,
  start: number,
  from: number,
  to: number,
  inserted: readonly DraftLine[],
): void {
  const text = block.textContent
  const a = Math.max(from - start - 1, 0)
  const b = Math.min(Math.max(to - start - 1, a), text.length)
  const words = inserted.map(({ spans }) => spans.map((span) => span.text).join('')).join('\n')
  reviseField(document, field, text.slice(0, a) + words + text.slice(b), a + words.length)
}

/// Deletes what a range covers of a segment's lines and puts lines in at its start. The last line
/// end of a segment stays. Gives back whether the range touches the lines at all.
function cutLines(
  document: SeriesDocument,
  segment: Node,
  from: number,
  to: number,
  inserted: readonly DraftLine[],
): boolean {
  const lines = linesOf(segment)
  const drafts = lines.map(draftOf)
  const length = lines.reduce((sum, line) => sum + line.content.size + 1, 0)
  const firstLine = segment.childCount - lines.length
  let linesStart = 1
  for (let i = 0; i < firstLine; i++) linesStart += segment.child(i).nodeSize
  if (to <= linesStart) return false
  const a = Math.min(flatAt(segment, from), length - 1)
  const b = Math.max(a, Math.min(flatAt(segment, to), length - 1))
  const head = cutDrafts(drafts, 0, a)
  const tail = cutDrafts(drafts, b, length)
  const opening = head.pop() as DraftLine
  const [closing, ...rest] = tail as [DraftLine, ...DraftLine[]]
  const middle = inserted.length > 0 ? [...inserted] : [{ ...opening, spans: [] }]
  const start = middle[0] as DraftLine
  // The first line that goes in continues the line it goes into.
  middle[0] = { ...opening, spans: [...opening.spans, ...start.spans] }
  const end = middle.pop() as DraftLine
  const next = [...head, ...middle, { ...end, spans: [...end.spans, ...closing.spans] }, ...rest]
  const group = document.reading.group(String(segment.attrs.id))
  if (!group) return false
  const newLength = next.reduce(
    (sum, { spans }) => sum + spans.reduce((size, { text }) => size + text.length, 1),
    0,
  )
  const window = { from: a, to: b, newFrom: a, newTo: newLength - (length - b) }
  reviseLines(document, group, next, [window])
  return true
}

/// Lines cut at flat positions; the last one is what is open there.
function cutDrafts(drafts: readonly DraftLine[], from: number, to: number): DraftLine[] {
  const cut: DraftLine[] = []
  let at = 0
  for (const draft of drafts) {
    const length = draft.spans.reduce((size, { text }) => size + text.length, 0)
    if (at + length >= from && at <= to) {
      cut.push({ ...draft, spans: cutSpans(draft.spans, from - at, to - at) })
    }
    at += length + 1
    if (at > to) break
  }
  return cut
}

function cutSpans(spans: readonly Span[], from: number, to: number): Span[] {
  const cut: Span[] = []
  let at = 0
  for (const { text, style } of spans) {
    const part = text.slice(Math.max(from - at, 0), Math.max(to - at, 0))
    if (part !== '') cut.push({ text: part, style })
    at += text.length
  }
  return cut
}

/// The text between two positions, a line to each textblock. An empty one in another segment than
/// the first is only there because a segment cannot be without.
function textBetween(doc: Node, from: number, to: number): DraftLine[] {
  const lines: DraftLine[] = []
  let home: Node | null = null
  doc.nodesBetween(from, to, (node, pos, parent) => {
    if (!node.isTextblock) return true
    home ??= parent
    const part = node.cut(
      Math.max(from - pos - 1, 0),
      Math.max(Math.min(to - pos - 1, node.content.size), 0),
    )
    if (part.content.size > 0 || (node.type.name === 'line' && parent === home)) {
      lines.push(
        node.type.name === 'line' ? draftOf(part) : { element: 'action', spans: spansIn(part) },
      )
    }
    return false
  })
  return lines
}

function isSegment(node: Node): boolean {
  return node.type.spec.group === 'segment'
}

function eachBlock(doc: Node, visit: (parent: Node, block: Node, start: number) => void): void {
  doc.forEach((episode, at) => {
    episode.forEach((block, inEpisode) => {
      const start = at + 1 + inEpisode
      if (isSegment(block)) {
        block.forEach((inner, inSegment) => {
          if (inner.type.name === 'outline') visit(block, inner, start + 1 + inSegment)
        })
      }
      visit(episode, block, start)
    })
  })
}
