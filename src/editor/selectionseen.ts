import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/// Where the browser has the cursor, when the editor does not know it yet. The browser tells of a
/// moved cursor in a task of its own, and on a busy machine the next key comes first: Enter right
/// after End would break the line where the cursor was before. Undefined where the two agree.
export function selectionSeen(view: EditorView): TextSelection | undefined {
  const selection = view.root instanceof Document ? view.root.getSelection() : null
  const { anchorNode, focusNode } = selection ?? {}
  if (!selection || !anchorNode || !focusNode) return undefined
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return undefined
  if (!(view.state.selection instanceof TextSelection)) return undefined
  const anchor = view.posAtDOM(anchorNode, selection.anchorOffset)
  const head = view.posAtDOM(focusNode, selection.focusOffset)
  const { doc, selection: known } = view.state
  if (known.anchor === anchor && known.head === head) return undefined
  const $anchor = doc.resolve(anchor)
  const $head = doc.resolve(head)
  if (!$anchor.parent.inlineContent || !$head.parent.inlineContent) return undefined
  return new TextSelection($anchor, $head)
}
