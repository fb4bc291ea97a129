import { TextSelection } from 'prosemirror-state'
import type { TextPoint } from '../shared/document/anchor.ts'
import { positionOfPoint } from './position.ts'
import type { ScriptView } from './scriptview.ts'

/// Puts the cursor at a point of the script and brings it into sight. Gives back what brings it
/// there again, as long as what lies above it is getting its height; undefined where the script
/// does not show the point.
export function goToPoint(
  { view, binding }: ScriptView,
  point: TextPoint,
): (() => void) | undefined {
  const at = positionOfPoint(view.state.doc, binding.document, point)
  if (at === undefined) return undefined
  const { doc, tr } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(doc, at)))
  const bring = () => {
    const now = positionOfPoint(view.state.doc, binding.document, point)
    if (now !== undefined) blockAt(view, now)?.scrollIntoView({ block: 'center' })
  }
  bring()
  return bring
}

/// The element of the text at a position.
export function blockAt(view: ScriptView['view'], at: number): Element | undefined {
  const { node } = view.domAtPos(at)
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('[data-line], [data-outline], .script-title') ?? undefined
}
