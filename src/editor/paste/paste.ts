import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Language } from '../../shared/domain/language.ts'
import { beatType } from '../beatdrag.ts'
import { draggedOf } from '../copy/copied.ts'
import { readSelection } from '../keymap.ts'
import { bindingOf } from '../season.ts'
import { insertPasted } from './insert.ts'
import { asStep, moveText } from './move.ts'
import { type Payload, readPaste, readPlain, type Unpasted } from './read.ts'

/// Takes what is pasted into the script or dropped on it. What is read into lines is one step of
/// the history: one Undo takes it back, and Mod-Shift-v pastes it as it is. Nothing is asked.

export interface PasteOptions {
  readonly language: () => Language
  /// Says why something was not pasted, or not with its emphasis.
  readonly refuse: (why: Unpasted | 'file' | 'emphasis') => void
}

/// How long a press of Mod-Shift-v tells what the paste behind it is, in milliseconds.
const plainWithin = 1000

export function paste(options: PasteOptions): Plugin {
  let plainAt = Number.NEGATIVE_INFINITY
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(_, event) {
          const isPaste = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v'
          plainAt = isPaste && event.shiftKey ? event.timeStamp : Number.NEGATIVE_INFINITY
          return false
        },
        paste(view, event) {
          if (view.composing || !event.clipboardData) return false
          readSelection(view)
          const isPlain = event.timeStamp - plainAt < plainWithin
          plainAt = Number.NEGATIVE_INFINITY
          const payload = payloadIn(event.clipboardData)
          event.preventDefault()
          pastePayload(view, payload, options, isPlain)
          return true
        },
        copy: readFirst,
        cut: readFirst,
        drop(view, event) {
          const { dataTransfer } = event
          if (!dataTransfer || dataTransfer.types.includes(beatType)) return false
          event.preventDefault()
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          const { dragging } = view
          view.dragging = null
          if (!at) return true
          const $at = view.state.doc.resolve(at.pos)
          const target = TextSelection.near($at)
          if (dragging) {
            const isCopy = /Mac/.test(navigator.platform) ? event.altKey : event.ctrlKey
            const binding = bindingOf(view.state)
            const copied = isCopy ? draggedOf(dragging.slice) : undefined
            if (binding) moveText(view, binding, target, copied)
            view.focus()
            return true
          }
          const payload = payloadIn(dataTransfer)
          if (payload.html === '' && payload.text === '' && dataTransfer.files.length > 0) {
            options.refuse('file')
            return true
          }
          view.dispatch(view.state.tr.setSelection(target))
          pastePayload(view, payload, options, false)
          view.focus()
          return true
        },
      },
    },
  })
}

/// What the browser shows as selected is what goes.
function readFirst(view: EditorView): boolean {
  if (!view.composing) readSelection(view)
  return false
}

function payloadIn(data: DataTransfer): Payload {
  return {
    html: data.getData('text/html'),
    text: data.getData('text/plain') || data.getData('text/uri-list'),
  }
}

/// Pastes in place of the selection, or says why not.
export function pastePayload(
  view: EditorView,
  payload: Payload,
  { language, refuse }: PasteOptions,
  isPlain: boolean,
): void {
  const pasted = isPlain ? readPlain(payload) : readPaste(payload, language())
  if (typeof pasted === 'string') {
    refuse(pasted)
    return
  }
  asStep(bindingOf(view.state), () =>
    view.dispatch(insertPasted(view.state, pasted).scrollIntoView()),
  )
  if (pasted.isPlain) refuse('emphasis')
}
