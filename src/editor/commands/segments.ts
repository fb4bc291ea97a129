import { type Command, type EditorState, Selection } from 'prosemirror-state'
import type { Group } from '../../shared/document/arrangement.ts'
import {
  binBeat,
  createBeat,
  episodeOf,
  makeCliffhanger,
  mergeBeat,
  moveBeat,
  splitSegment,
} from '../../shared/document/segments.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { LinePoint } from '../../shared/document/splitline.ts'
import { pointAtPosition, segmentNode } from '../position.ts'
import { bindingOf, seriesCommand } from '../season.ts'

/// Commands on the segment that the cursor is in.

/// The cursor as a point of the script; in an outline, the start of its segment's first line.
export function scriptPoint(state: EditorState): LinePoint | undefined {
  const point = pointAtPosition(state.selection.$head)
  if (point?.in === 'line') return point
  const id = segmentIdAt(state)
  const line =
    id === undefined ? undefined : bindingOf(state)?.document.reading.segment(id)?.lines[0]
  return line && { line: line.id, offset: 0 }
}

export function segmentIdAt({ selection: { $head } }: EditorState): string | undefined {
  for (let depth = $head.depth; depth > 0; depth--) {
    const node = $head.node(depth)
    if (node.type.spec.group === 'segment') return String(node.attrs.id)
  }
  return undefined
}

function groupAt(document: SeriesDocument, state: EditorState): Group | undefined {
  const id = segmentIdAt(state)
  return id === undefined ? undefined : document.reading.group(id)
}

/// Whether the cursor stands behind the segment's last line.
function atSegmentEnd(document: SeriesDocument, group: Group, point: LinePoint): boolean {
  const lines = document.reading.segment(group.id)?.lines ?? []
  const last = lines[lines.length - 1]
  return last?.id === point.line && point.offset >= last.text.length
}

/// Cuts the segment at the cursor; behind its last line, begins a new beat.
export const splitAtCursor: Command = withFollow((document, state) => {
  const group = groupAt(document, state)
  const point = scriptPoint(state)
  if (!group || !point) return undefined
  const atEnd = atSegmentEnd(document, group, point) && group.kind !== 'cliffhanger'
  return atEnd ? beatBehind(document, group) : splitSegment(document, point)
})

/// Begins a new beat behind the segment, wherever the cursor is in it.
export const newBeat: Command = withFollow((document, state) => {
  const group = groupAt(document, state)
  return group && beatBehind(document, group)
})

/// Before the cliffhanger where the cursor is in it: nothing comes behind that.
function beatBehind(document: SeriesDocument, group: Group): string | undefined {
  const episode = episodeOf(document, group)
  const plan = document.reading.arrangement.episodes.find(({ id }) => id === episode)
  if (episode === undefined || !plan) return undefined
  const index = plan.groups.indexOf(group)
  return createBeat(document, episode, Math.min(index, plan.groups.length - 2))
}

export const mergeWithPrevious: Command = seriesCommand((document, state) => {
  const group = groupAt(document, state)
  return group !== undefined && mergeBeat(document, group.id)
})

export const makeItTheCliffhanger: Command = seriesCommand((document, state) => {
  const group = groupAt(document, state)
  return group !== undefined && makeCliffhanger(document, group.id)
})

export const binSegment: Command = seriesCommand((document, state) => {
  const group = groupAt(document, state)
  return group !== undefined && binBeat(document, group.id)
})

/// Moves the beat past its neighbour; past the first or last place, into the next episode.
export function moveSegment(step: -1 | 1): Command {
  return seriesCommand((document, state) => {
    const group = groupAt(document, state)
    const { episodes } = document.reading.arrangement
    const at = episodes.findIndex(({ groups }) => group && groups.includes(group))
    const plan = episodes[at]
    if (group?.kind !== 'beat' || !plan) return false
    const index = plan.groups.indexOf(group) - 1 + step
    const beats = plan.groups.length - 2
    if (index >= 0 && index < beats) return moveBeat(document, group.id, plan.id, index)
    const next = episodes[at + step]
    return next
      ? moveBeat(document, group.id, next.id, step > 0 ? 0 : next.groups.length - 2)
      : false
  })
}

/// Puts the cursor at the start of the next or previous segment's script. A title stands between the
/// episode before and its own hook.
export function goToSegment(step: -1 | 1): Command {
  return (state, dispatch) => {
    const episodes = bindingOf(state)?.document.reading.arrangement.episodes ?? []
    const at = state.selection.$head.index(0)
    const id = segmentIdAt(state)
    const groups = episodes.flatMap((plan) => plan.groups)
    const index = groups.findIndex((group) => group.id === id)
    const beside = step > 0 ? episodes[at]?.groups[0] : episodes[at - 1]?.groups.at(-1)
    const target = index < 0 ? beside : groups[index + step]
    if (!target) return false
    const selection = startOfSegment(state, target.id)
    if (selection && dispatch) dispatch(state.tr.setSelection(selection).scrollIntoView())
    return selection !== undefined
  }
}

/// The cursor at the start of a segment's script.
export function startOfSegment(state: EditorState, id: string): Selection | undefined {
  const placed = segmentNode(state.doc, id)
  if (!placed) return undefined
  let at = placed.start + 1
  let first: number | undefined
  placed.node.forEach((node) => {
    if (first === undefined && node.type.name === 'line') first = at + 1
    at += node.nodeSize
  })
  return first === undefined ? undefined : Selection.near(state.doc.resolve(first))
}

/// A command that makes a segment and goes there.
function withFollow(
  make: (document: SeriesDocument, state: EditorState) => string | undefined,
): Command {
  return (state, dispatch, view) => {
    const binding = bindingOf(state)
    if (!binding) return false
    if (!dispatch) return segmentIdAt(state) !== undefined
    const id = binding.run((document) => make(document, state))
    const selection = id !== undefined && view && startOfSegment(view.state, id)
    if (selection) view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
    return id !== undefined
  }
}
