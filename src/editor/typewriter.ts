import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Store } from '../session/store.ts'

/// Typewriter scrolling: the line that one writes in stays at a steady height while the paper moves.

/// How far down the page that is, as a share of its height.
const height = 0.42

/// CSS pixels that the line may be off before the page moves: an emphasis, another face.
const slack = 3

const mode = 'script-typewriter'

export function typewriter(isOn: Store<boolean>): Plugin {
  /// A pointer puts the cursor where it is: the page does not run away under it.
  let isPointed = false
  let frame = 0
  return new Plugin({
    props: {
      handleScrollToSelection(view) {
        if (!isOn.get() || !view.state.selection.empty) return false
        settle(view)
        return true
      },
      handleDOMEvents: {
        pointerdown() {
          isPointed = true
          return false
        },
        keydown() {
          isPointed = false
          return false
        },
      },
    },
    view(view) {
      const mount = view.dom.parentElement
      const settleSoon = () => {
        if (frame !== 0) return
        frame = requestAnimationFrame(() => {
          frame = 0
          if (isOn.get() && !isPointed && view.hasFocus()) settle(view)
        })
      }
      const show = () => {
        mount?.classList.toggle(mode, isOn.get())
        settleSoon()
      }
      if (isOn.get()) mount?.classList.add(mode)
      const stop = isOn.subscribe(show)
      return {
        update(_, before) {
          // Arrows are the browser's: it moves the cursor, and says so.
          if (isOn.get() && !isPointed && !before.selection.eq(view.state.selection)) settleSoon()
        },
        destroy() {
          stop()
          cancelAnimationFrame(frame)
          mount?.classList.remove(mode)
        },
      }
    },
  })
}

function settle(view: EditorView): void {
  const mount = view.dom.parentElement
  if (!mount || !view.state.selection.empty) return
  const { top } = view.coordsAtPos(view.state.selection.head)
  const off = top - mount.getBoundingClientRect().top - mount.clientHeight * height
  if (Math.abs(off) > slack) mount.scrollTop += off
}
