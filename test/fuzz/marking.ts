import { toggleMark } from 'prosemirror-commands'
import { TextSelection } from 'prosemirror-state'
import { schema } from '../../src/editor/schema.ts'
import { styleNames } from '../../src/shared/domain/line.ts'
import type { Dice } from './dice.ts'
import type { Operation } from './operation.ts'
import { lines, pickLine, pickRange, whole } from './places.ts'
import type { Writer } from './writer.ts'

/// Bold and the like, on and off, as keys make them: within a line, all of it, or over line ends.
/// Whole lines more often than people would, so that two mark the same words.
export const marking: Operation = {
  weight: 0,
  writes: ['style'],
  keepsText: true,
  keepsElements: true,
  run: (writer, dice) => {
    const range = rangeToMark(writer, dice)
    if (!range) return false
    const { from, to } = range
    const type = schema.marks[dice.chance(0.5) ? 'bold' : (dice.pick(styleNames) ?? 'italic')]
    if (!type) return false
    if (dice.chance(0.3)) {
      const selection = TextSelection.create(writer.state.doc, from, to)
      writer.dispatch(writer.state.tr.setSelection(selection))
      return toggleMark(type)(writer.state, (tr) => writer.dispatch(tr)) && ''
    }
    const { tr } = writer.state
    if (dice.chance(0.65)) tr.addMark(from, to, type.create())
    else tr.removeMark(from, to, type)
    if (!tr.docChanged) return false
    writer.dispatch(tr)
    return ''
  },
}

function rangeToMark(writer: Writer, dice: Dice): { from: number; to: number } | undefined {
  const block = pickLine(writer, dice)
  if (!block) return undefined
  const size = block.node.content.size
  const all = lines(writer.state.doc)
  const last = all[all.findIndex(({ start }) => start === block.start) + 1 + dice.below(2)]
  if (last && dice.chance(0.3)) {
    const from = block.start + whole(block.node, dice.below(size + 1))
    const to = last.start + whole(last.node, dice.below(last.node.content.size + 1))
    return { from, to }
  }
  if (size === 0) return undefined
  if (dice.chance(0.4)) return { from: block.start, to: block.start + size }
  return pickRange(block, dice, 8)
}
