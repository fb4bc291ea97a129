import { type Command, type EditorState, Selection } from 'prosemirror-state'
import {
  binEpisode,
  createEpisode,
  endEpisode,
  joinEpisode,
  moveEpisode,
} from '../../shared/document/episodes.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { episodeNode } from '../position.ts'
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

/// Joins the episode to the one before it.
export const joinWithPrevious: Command = seriesCommand((document, state) => {
  const id = episodeIdAt(state)
  return id !== undefined && joinEpisode(document, id)
})

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
