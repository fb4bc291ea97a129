import { Plugin, type Selection, TextSelection } from 'prosemirror-state'
import { elementOf } from './commands/lines.ts'
import { nodes } from './schema.ts'

/// Whoever writes brackets as they come also writes the closing one, which is there already: the
/// cursor goes over it.
export function closingBracket(): Plugin {
  return new Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        if (view.composing || !isClosing(text) || from !== to) return false
        const { state } = view
        if (!standsBefore(TextSelection.create(state.doc, from))) return false
        view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from + 1)))
        return true
      },
      handleDOMEvents: {
        compositionend(view, { data }) {
          if (!isClosing(data)) return false
          // When what was composed has been written down: see composition.ts.
          setTimeout(() => {
            if (view.isDestroyed || view.composing) return
            const { state } = view
            const { $head } = state.selection
            if (!standsBefore(state.selection)) return
            if (!isClosing($head.parent.textContent[$head.parentOffset - 1] ?? '')) return
            view.dispatch(state.tr.delete($head.pos, $head.pos + 1))
          }, 40)
          return false
        },
      },
    },
  })
}

function isClosing(text: string): boolean {
  return text === ')' || text === '）'
}

/// Whether a cursor stands right in front of the last bracket of a parenthetical.
function standsBefore({ empty, $head }: Selection): boolean {
  const { parent, parentOffset } = $head
  if (!empty || parent.type !== nodes.line || elementOf(parent) !== 'parenthetical') return false
  return isClosing(parent.textContent.slice(parentOffset))
}
