import { type Command, type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Binding } from './binding.ts'

/// How commands and plugins reach the series behind the script.

const key = new PluginKey<Binding>('season')

/// The plugin that carries the binding in the editor's state.
export function season(binding: Binding): Plugin<Binding> {
  return new Plugin({ key, state: { init: () => binding, apply: (_, kept) => kept } })
}

export function bindingOf(state: EditorState): Binding | undefined {
  return key.getState(state)
}

/// A command that changes the series itself rather than the text on screen: the binding shows what
/// came of it. `change` gives back false where there was nothing to do.
export function seriesCommand(
  change: (document: SeriesDocument, state: EditorState) => boolean,
  applies: (state: EditorState) => boolean = () => true,
): Command {
  return (state, dispatch) => {
    const binding = bindingOf(state)
    if (!binding || !applies(state)) return false
    if (!dispatch) return true
    return binding.run((document) => change(document, state))
  }
}
