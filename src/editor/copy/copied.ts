import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { DraftLine } from '../../shared/document/diff.ts'
import type { Pasted } from '../paste/read.ts'
import { draftOf, spansIn } from '../render.ts'
import { nodes } from '../schema.ts'
import { bindingOf } from '../season.ts'

/// What is copied are texts, one behind the other: lines with their elements, titles and outlines.
/// Segments and episodes themselves, and the ids of anything, are not.

/// A selection as its texts; open where it holds only a part of the first or the last. Outlines that
/// are hidden are no part of it.
export function copiedSlice(slice: Slice, view: Pick<EditorView, 'state'>): Slice {
  const { $from, $to } = view.state.selection
  const hidesOutlines = bindingOf(view.state)?.keepsOutlines ?? false
  const texts: Node[] = []
  slice.content.descendants((node) => {
    if (!node.isTextblock) return true
    if (!(hidesOutlines && node.type === nodes.outline)) texts.push(withoutId(node))
    return false
  })
  let opens = $from.parentOffset > 0
  let closes = $to.parentOffset < $to.parent.content.size
  if (texts.length > 1) {
    // Nothing of a line is selected where the selection only touches it.
    if (closes && $to.parentOffset === 0) {
      texts.pop()
      closes = false
    }
    if (opens && texts.length > 1 && $from.parentOffset === $from.parent.content.size) {
      texts.shift()
      opens = false
    }
  } else {
    opens ||= closes
    closes = opens
  }
  return new Slice(Fragment.fromArray(texts), opens ? 1 : 0, closes ? 1 : 0)
}

function withoutId(node: Node): Node {
  const { id } = node.type.spec.attrs ?? {}
  return id === undefined ? node : node.type.create({ ...node.attrs, id: '' }, node.content)
}

/// The texts of a copied slice as lines; titles and outlines are action.
export function draftsIn(fragment: Fragment): DraftLine[] {
  const lines: DraftLine[] = []
  fragment.forEach((node) => {
    lines.push(
      node.type === nodes.line ? draftOf(node) : { element: 'action', spans: spansIn(node) },
    )
  })
  return lines
}

/// What is pulled from one place of the script to another.
export function draggedOf(slice: Slice): Pasted {
  const lines = draftsIn(slice.content)
  const [first] = lines
  const [opens, closes] = [slice.openStart > 0, slice.openEnd > 0]
  return {
    lines: first ? lines : [{ element: 'action', spans: [] }],
    isScript: !(lines.length === 1 && opens),
    ...(lines.length === 1 && first && { single: first.spans }),
    opens,
    closes,
  }
}
