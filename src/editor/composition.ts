import { Plugin } from 'prosemirror-state'
import type { Binding } from './binding.ts'

/// When an input method has ended, what it wrote goes into the series and what came meanwhile is
/// shown. ProseMirror hears of the end first and reads the last text a moment later.
export function composition(binding: Binding): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        compositionstart(view) {
          // The browser would take a selection across lines out of the page by itself.
          const { selection } = view.state
          if (!selection.empty && !selection.$from.sameParent(selection.$to)) {
            view.dispatch(view.state.tr.deleteSelection())
          }
          return false
        },
        compositionend(view) {
          const settle = () => {
            if (view.isDestroyed) return
            if (view.composing) requestAnimationFrame(settle)
            else binding.settle()
          }
          setTimeout(settle, afterComposition)
          return false
        },
        blur() {
          binding.settle()
          return false
        },
      },
    },
    view: () => ({ destroy: () => binding.settle() }),
  })
}

/// ProseMirror reads what a composition leaves behind 20 ms after its end, in milliseconds.
const afterComposition = 30
