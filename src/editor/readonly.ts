import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { rendered } from './binding.ts'

/// The script for who may read and comment but not write: the cursor goes where it likes and text
/// can be selected, by mouse and by key; nothing that would change the script does anything. (The
/// server refuses such a change and ends the connection.) Keys that are not the text's own go on to
/// the page.

export interface Permission {
  get(): boolean
  subscribe(listener: () => void): () => void
}

/// Put in front of every other plugin: it takes keys away from them.
export function readOnly(mayEdit: Permission): Plugin {
  const refuse = (_: EditorView, event: Event) => {
    if (mayEdit.get()) return false
    event.preventDefault()
    return true
  }
  return new Plugin({
    filterTransaction: (tr) => !tr.docChanged || tr.getMeta(rendered) === true || mayEdit.get(),
    props: {
      // A finger needs no cursor, and a keyboard would come up for nothing.
      editable: () => mayEdit.get() || !matchMedia('(pointer: coarse)').matches,
      attributes: (): Record<string, string> => (mayEdit.get() ? {} : { 'aria-readonly': 'true' }),
      handleDOMEvents: {
        keydown(_, event) {
          if (mayEdit.get() || movesCursor(event) || hidesOutlines(event)) return false
          if (isTyping(event)) event.preventDefault()
          return true
        },
        beforeinput: refuse,
        paste: refuse,
        cut: refuse,
        drop: refuse,
        dragstart: refuse,
      },
    },
    view: (view) => ({
      destroy: mayEdit.subscribe(() => view.updateState(view.state)),
    }),
  })
}

/// The cursor, a selection, or what is copied of it.
function movesCursor({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (/^(Arrow|Home$|End$|Page)/.test(key)) return !altKey || !shiftKey
  const isAlone = (ctrlKey || metaKey) && !altKey && !shiftKey
  return isAlone && ['a', 'c'].includes(key.toLowerCase())
}

/// As the keymap has it: it changes what is shown, not what is written.
function hidesOutlines({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === 'o'
}

/// What the browser would do to the text.
function isTyping({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (['Enter', 'Backspace', 'Delete'].includes(key)) return true
  return key.length === 1 && !ctrlKey && !metaKey && !altKey
}
