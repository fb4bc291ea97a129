import type { EditorState, Selection, Transaction } from 'prosemirror-state'
import type { Binding } from '../binding.ts'
import { copiedSlice, draggedOf } from '../copy/copied.ts'
import { nodes } from '../schema.ts'
import { insertPasted } from './insert.ts'
import type { Pasted } from './read.ts'

/// What moving text needs of an editor view.
interface Moving {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}

/// Takes the selected text to another place, as it is now: what others have typed into it since it
/// was taken hold of goes along. Instead of it a copy (`copied`) may go there. It is one step of the
/// history. Where others type in it at the same time, what they type stays where it was.
export function moveText(view: Moving, binding: Binding, target: Selection, copied?: Pasted): void {
  const { selection } = view.state
  if (target.from >= selection.from && target.from <= selection.to) return
  const there = binding.tie(view.state.apply(view.state.tr.setSelection(target)))
  if (!there) return
  // When a step begins, what is left of an undo is done: all places may be others then.
  asStep(binding, () => {
    if (!copied && view.state.selection.empty) return
    const pasted = copied ?? draggedOf(copiedSlice(view.state.selection.content(), view))
    const isWhole = !pasted.opens && !pasted.closes
    if (!copied) {
      view.dispatch(view.state.tr.deleteSelection())
      if (isWhole) dropEmptyLine(view)
    }
    const now = binding.untie(view.state.doc, there)
    if (now) view.dispatch(view.state.tr.setSelection(now))
    else if (copied) return
    const put = isWhole ? asLine(pasted, view.state.selection) : pasted
    view.dispatch(insertPasted(view.state, put).scrollIntoView())
  })
}

/// A whole line stays one where there is no text to put it into the middle of.
function asLine({ single, ...lines }: Pasted, { $from }: Selection): Pasted {
  const isInside = $from.parentOffset > 0 && $from.parentOffset < $from.parent.content.size
  return isInside && single ? { single, ...lines } : lines
}

/// Where whole lines were, no empty one stays. The last line of a segment does.
function dropEmptyLine(view: Moving): void {
  const { doc, selection, tr } = view.state
  const { $from } = selection
  if (!selection.empty || $from.parent.type !== nodes.line || $from.parent.content.size > 0) return
  const [start, end] = [$from.before(), $from.after()]
  const others = [doc.resolve(start).nodeBefore, doc.resolve(end).nodeAfter]
  if (others.some((node) => node?.type === nodes.line)) view.dispatch(tr.delete(start, end))
}

/// Whatever it takes, one Undo takes it back.
export function asStep(binding: Binding | undefined, change: () => void): void {
  const step = binding?.history.begin()
  try {
    change()
  } finally {
    step?.end()
  }
}
