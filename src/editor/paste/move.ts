import type { EditorState, Selection, Transaction } from 'prosemirror-state'
import type { Binding } from '../binding.ts'
import { nodes } from '../schema.ts'
import { insertPasted } from './insert.ts'
import type { Pasted } from './read.ts'

/// What moving text needs of an editor view.
interface Moving {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}

/// Takes the selected text (`pasted`) to another place, or puts a copy there: one step of the
/// history. Where others type in it at the same time, what they type stays where it was.
export function moveText(
  view: Moving,
  binding: Binding,
  pasted: Pasted,
  target: Selection,
  isMove: boolean,
): void {
  const { selection } = view.state
  if (target.from >= selection.from && target.from <= selection.to) return
  const isWhole = !pasted.opens && !pasted.closes
  asStep(binding, () => {
    const there = binding.tie(view.state.apply(view.state.tr.setSelection(target)))
    if (isMove) {
      view.dispatch(view.state.tr.deleteSelection())
      if (isWhole) dropEmptyLine(view)
    }
    const now = there && binding.untie(view.state.doc, there)
    if (now) view.dispatch(view.state.tr.setSelection(now))
    view.dispatch(
      insertPasted(view.state, isWhole ? asLine(pasted, target) : pasted).scrollIntoView(),
    )
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
