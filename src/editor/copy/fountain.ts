import type { EditorState } from 'prosemirror-state'
import type { DraftLine } from '../../shared/document/diff.ts'
import { normalLines } from '../../shared/format/fountain/normal.ts'
import { writeScript } from '../../shared/format/fountain/script.ts'
import { draftOf } from '../render.ts'
import { nodes } from '../schema.ts'

/// What is selected as Fountain, and how many lines it is; where nothing is, the segment's script at
/// the cursor. Undefined where there is no line.
export function fountainAt({ doc, selection }: EditorState): Copied | undefined {
  const { $from, empty } = selection
  const lines: DraftLine[] = []
  if (empty) {
    const segment = $from.depth > 1 ? $from.node(2) : undefined
    segment?.forEach((node) => {
      if (node.type === nodes.line) lines.push(draftOf(node))
    })
  } else {
    doc.nodesBetween(selection.from, selection.to, (node, start) => {
      if (node.type !== nodes.line) return !node.isTextblock
      const from = Math.max(selection.from - start - 1, 0)
      const to = Math.min(selection.to - start - 1, node.content.size)
      if (from < to || node.content.size === 0)
        lines.push(draftOf(node.cut(from, Math.max(from, to))))
      return false
    })
  }
  if (lines.length === 0) return undefined
  const kept = lines.map(({ seconds: _, translation: __, translated: ___, ...line }) => line)
  return { text: `${writeScript(normalLines(kept))}\n`, lines: lines.length }
}

export interface Copied {
  readonly text: string
  readonly lines: number
}
