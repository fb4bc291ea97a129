import type { ResolvedPos } from 'prosemirror-model'
import { type Command, type EditorState, Selection } from 'prosemirror-state'
import {
  binEpisode,
  createEpisode,
  endEpisode,
  joinEpisode,
  moveEpisode,
} from '../../shared/document/episodes.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { episodeNode, segmentNode } from '../position.ts'
import { nodes } from '../schema.ts'
import { bindingOf, seriesCommand } from '../season.ts'
import { scriptPoint } from './segments.ts'

/// Commands on the episode that the cursor is in.

export function episodeIdAt({ selection: { $head } }: EditorState): string | undefined {
  return $head.depth > 0 ? String($head.node(1).attrs.id) : undefined
}

function indexAt(document: SeriesDocument, state: EditorState): number {
  const id = episodeIdAt(state)
  return document.reading.arrangement.episodes.findIndex((plan) => plan.id === id)
}

/// A new episode behind this one, with the cursor in its title.
export const newEpisode: Command = (state, dispatch, view) => {
  const binding = bindingOf(state)
  if (!binding) return false
  if (!dispatch) return true
  const id = binding.run((document) => {
    const index = indexAt(document, state)
    return createEpisode(document, index < 0 ? document.reading.series.episodes.length : index + 1)
  })
  const placed = view && episodeNode(view.state.doc, id)
  if (placed) {
    const selection = Selection.near(view.state.doc.resolve(placed.start + 1))
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  }
  return true
}

/// Ends the episode in front of the cursor: what follows becomes the next one.
export const endHere: Command = seriesCommand((document, state) => {
  const point = scriptPoint(state)
  return point !== undefined && endEpisode(document, point) !== undefined
})

/// Joins the episode to the one before it. A cursor in what goes, its title or an empty hook, comes to
/// the first of its segments that are still there.
export const joinWithPrevious: Command = (state, dispatch, view) => {
  const binding = bindingOf(state)
  const id = episodeIdAt(state)
  if (!binding || id === undefined) return false
  if (!dispatch) return true
  const { reading } = binding.document
  const segments = reading.series.episodes.find((each) => each.id === id)?.segments ?? []
  const isJoined = binding.run((document) => joinEpisode(document, id))
  const { $anchor, $head } = state.selection
  const shows = (segment: unknown) => view && segmentNode(view.state.doc, String(segment))
  const isShown = ($pos: ResolvedPos) =>
    $pos.parent.type === nodes.title
      ? view && episodeNode(view.state.doc, String($pos.node(1).attrs.id))
      : shows($pos.node(2).attrs.id)
  if (!isJoined || !view || (isShown($anchor) && isShown($head))) return isJoined
  const next = segments.map((each) => shows(each.id)).find((placed) => placed !== undefined)
  if (next) {
    const selection = Selection.near(view.state.doc.resolve(next.start + 1))
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  }
  return true
}

/// Puts the episode into the bin. The last one stays: there has to be somewhere to write.
export const binThisEpisode: Command = seriesCommand((document, state) => {
  const id = episodeIdAt(state)
  const isLast = document.reading.arrangement.episodes.length < 2
  return id !== undefined && !isLast && binEpisode(document, id)
})

export function moveThisEpisode(step: -1 | 1): Command {
  return seriesCommand((document, state) => {
    const id = episodeIdAt(state)
    const index = indexAt(document, state) + step
    const inside = index >= 0 && index < document.reading.arrangement.episodes.length
    return id !== undefined && inside && moveEpisode(document, id, index)
  })
}
