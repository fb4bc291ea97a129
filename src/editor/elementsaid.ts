import { type EditorState, Plugin } from 'prosemirror-state'
import type { Words } from '../shared/i18n/catalogue.ts'
import { elementOf, lineAt } from './commands/lines.ts'

/// Says to who cannot see it what the line is that the cursor has come to, and what it has become:
/// once for each change, politely.
export function elementSaid(words: Words): Plugin {
  return new Plugin({
    view(view) {
      const said = document.createElement('div')
      said.className = 'script-said'
      said.setAttribute('aria-live', 'polite')
      view.dom.parentElement?.append(said)
      return {
        update({ state }, before) {
          if (state.doc === before.doc && state.selection.eq(before.selection)) return
          const now = placeOf(state)
          if (now === undefined || now === placeOf(before)) return
          said.textContent = words(`element.${now}`)
        },
        destroy: () => said.remove(),
      }
    },
  })
}

function placeOf(state: EditorState) {
  const line = lineAt(state)
  return line && elementOf(line.node)
}
