import { Plugin } from 'prosemirror-state'
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

/// Tells where the cursor is whenever it has moved.
export function place(onPlace: (place: ScriptPlace) => void): Plugin {
  return new Plugin({
    view: () => ({
      update(view, before) {
        const { state } = view
        if (before.selection.eq(state.selection) && before.doc === state.doc) return
        if (!view.hasFocus()) return
        const episode = episodeIdAt(state)
        const segment = segmentIdAt(state)
        if (episode === undefined || segment === undefined) return
        const point = pointAtPosition(state.selection.$head)
        onPlace({
          episode,
          segment,
          ...(point?.in === 'line' ? { line: point.line, offset: point.offset } : {}),
        })
      },
    }),
  })
}
