import { type EditorState, Plugin } from 'prosemirror-state'
import { episodeIdAt } from './commands/episodes.ts'
import { segmentIdAt } from './commands/segments.ts'
import { pointAtPosition } from './position.ts'

/// Where a person is in the script.
export interface ScriptPlace {
  readonly episode: string
  readonly segment: string
  readonly line?: string
  /// Code units into the line.
  readonly offset?: number
}

/// Tells where the cursor is whenever it has moved, or has come into the script.
export function place(onPlace: (place: ScriptPlace) => void): Plugin {
  const tell = (state: EditorState) => {
    const episode = episodeIdAt(state)
    const segment = segmentIdAt(state)
    if (episode === undefined || segment === undefined) return
    const point = pointAtPosition(state.selection.$head)
    onPlace({
      episode,
      segment,
      ...(point?.in === 'line' ? { line: point.line, offset: point.offset } : {}),
    })
  }
  return new Plugin({
    props: {
      handleDOMEvents: {
        focus: (view) => tell(view.state),
      },
    },
    view: () => ({
      update(view, before) {
        const { state } = view
        if (before.selection.eq(state.selection) && before.doc === state.doc) return
        if (view.hasFocus()) tell(state)
      },
    }),
  })
}
