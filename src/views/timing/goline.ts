import { TextSelection } from 'prosemirror-state'
import { positionOfPoint } from '../../editor/position.ts'
import { scriptHere } from '../script/scripthere.ts'

/// Puts the cursor at the start of a line of the script, in sight. Nothing where the line has gone.
export function goToLine(id: string): void {
  const script = scriptHere.get()
  if (!script) return
  const { view, binding } = script
  const at = positionOfPoint(view.state.doc, binding.document, { in: 'line', line: id, offset: 0 })
  if (at === undefined) return
  const { tr, doc } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(doc, at)).scrollIntoView())
  const { node } = view.domAtPos(at)
  const element = node instanceof HTMLElement ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
  view.focus()
}
