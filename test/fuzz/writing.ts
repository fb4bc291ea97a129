import { Fragment, type Node, Slice } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import { nodes, schema } from '../../src/editor/schema.ts'
import { cutsPairAt } from '../../src/shared/document/diff.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import { elements } from '../../src/shared/domain/element.ts'
import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'
import { expectThat, type Operation, type Outcome } from './operation.ts'
import {
  type Block,
  beats,
  blocks,
  lines,
  pickLine,
  pickOffset,
  pickRange,
  whole,
} from './places.ts'
import type { Writer } from './writer.ts'

/// What a person does to text.

/// Typing in a segment that has no lines makes some (D31).
const run = ['mark+', 'end+', 'body+', 'segment+', 'style']
const attributes = ['line.element', 'line.dual', 'line.seconds', 'line.open']
const across = ['text-', 'field-', 'end-', ...attributes]

function typeAt(writer: Writer, block: Block | undefined, dice: Dice, ledger: Ledger): Outcome {
  if (!block) return false
  let at = block.start + pickOffset(block, dice)
  for (const character of ledger.word()) {
    writer.dispatch(writer.state.tr.insertText(character, at))
    at += character.length
  }
  return ''
}

/// Takes down that a range from one block to another makes its lines one, in each segment.
function join(ledger: Ledger, all: readonly Block[], a: Block, b: Block): void {
  const covered = all.filter(({ start }) => start >= a.start && start <= b.start)
  for (const home of new Set(covered.map(({ segment }) => segment))) {
    const ids = covered.filter(({ segment }) => segment === home)
    ledger.joins(ids.map(({ node }) => String(node.attrs.id)))
  }
}

function newLine(text: string, dice: Dice): Node {
  return nodes.line.create({ element: dice.pick(elements) }, text === '' ? null : schema.text(text))
}

export const writing: Readonly<Record<string, Operation>> = {
  type: {
    weight: 30,
    keepsElements: true,
    writes: ['text+', ...run],
    run: (writer, dice, ledger) => typeAt(writer, pickLine(writer, dice), dice, ledger),
  },
  'type in outline': {
    weight: 5,
    writes: ['field+', 'segment+'],
    run: (writer, dice, ledger) => {
      const outlines = blocks(writer.state.doc, ({ type }) => type === nodes.outline)
      return typeAt(writer, dice.pick(outlines), dice, ledger)
    },
  },
  'type in title': {
    weight: 2,
    writes: ['field+', 'segment+'],
    run: (writer, dice, ledger) => {
      const titles = blocks(writer.state.doc, ({ type }) => type === nodes.title)
      return typeAt(writer, dice.pick(titles), dice, ledger)
    },
  },
  'outline on the board': {
    weight: 2,
    writes: ['field+', 'segment+'],
    run: (writer, dice, ledger) => {
      const beat = dice.pick(beats(writer))
      const segment = beat && writer.document.reading.segment(beat.id)
      const outline = segment && dice.pick(segment.outlines)
      if (!outline) return false
      const random = dice.below(outline.text.length + 1)
      const at = cutsPairAt(outline.text, random) ? random - 1 : random
      const word = ledger.word()
      const text = outline.text.slice(0, at) + word + outline.text.slice(at)
      const field = { in: 'outline', segment: outline.id } as const
      writer.document.edit(() => reviseField(writer.document, field, text, at + word.length))
      return ''
    },
  },
  'type over': {
    weight: 3,
    keepsElements: true,
    writes: ['text+', 'text-', 'style'],
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const { from, to } = pickRange(block, dice, 4)
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.insertText(ledger.word(), from, to))
      return gone
    },
  },
  compose: {
    weight: 4,
    writes: ['text+', 'text-', ...run],
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block || writer.composing) return false
      const at = block.start + pickOffset(block, dice)
      writer.dispatch(writer.state.tr.setSelection(TextSelection.create(writer.state.doc, at)))
      writer.composing = true
      const word = ledger.word()
      const [first] = word as unknown as [string]
      writer.dispatch(writer.state.tr.insertText(first, at))
      writer.dispatch(writer.state.tr.insertText(word, at, at + first.length))
      return ''
    },
  },
  'delete in a line': {
    weight: 5,
    keepsElements: true,
    writes: ['text-', 'style'],
    run: (writer, dice) => {
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const { from, to } = pickRange(block, dice, 6)
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.delete(from, to))
      return gone
    },
  },
  'delete a line': {
    weight: 2,
    writes: ['text-', 'end-', ...attributes, 'style'],
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      const all = lines(writer.state.doc)
      const row = all.findIndex(({ start }) => start === block?.start)
      const neighbours = [all[row - 1], all[row + 1]].filter((b) => b?.segment === block?.segment)
      if (!block || neighbours.length === 0) return false
      for (const neighbour of neighbours) if (neighbour) join(ledger, all, neighbour, block)
      const gone = block.node.textContent
      const { start, node } = block
      writer.dispatch(writer.state.tr.delete(start - 1, start - 1 + node.nodeSize))
      expectThat(
        lines(writer.state.doc).length === all.length - 1,
        'a line that is deleted leaves nothing behind',
      )
      return gone
    },
  },
  'put in a line': {
    weight: 2,
    writes: ['text+', ...run, 'line.element'],
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      ledger.cuts(String(block.node.attrs.id))
      const before = lines(writer.state.doc).length
      const at = dice.chance(0.5) ? block.start - 1 : block.start - 1 + block.node.nodeSize
      writer.dispatch(writer.state.tr.insert(at, newLine(ledger.word(), dice)))
      expectThat(lines(writer.state.doc).length === before + 1, 'a line that is put in is one more')
      return ''
    },
  },
  'delete across': {
    weight: 4,
    writes: [...across, 'style'],
    run: (writer, dice, ledger) => {
      const all = lines(writer.state.doc)
      const first = dice.below(all.length)
      const a = all[first]
      const b = all[Math.min(first + 1 + dice.below(3), all.length - 1)]
      if (!a || !b || a === b) return false
      join(ledger, all, a, b)
      const from = a.start + pickOffset(a, dice)
      const to = b.start + pickOffset(b, dice)
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.delete(from, to))
      return gone
    },
  },
  'type over across': {
    weight: 1,
    writes: [...across, 'style', 'text+', 'field+', ...run],
    run: (writer, dice, ledger) => {
      const all = blocks(writer.state.doc)
      const first = dice.below(all.length)
      const a = all[first]
      const b = all[Math.min(first + 1 + dice.below(5), all.length - 1)]
      if (!a || !b || a === b) return false
      join(ledger, lines(writer.state.doc), a, b)
      const from = a.start + pickOffset(a, dice)
      const to = b.start + pickOffset(b, dice)
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.insertText(ledger.word(), from, to))
      return gone
    },
  },
  element: {
    weight: 8,
    writes: ['line.element', ...run],
    run: (writer, dice) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      const element = dice.pick(elements)
      const id = String(block.node.attrs.id)
      const isImplied = id.startsWith('~')
      writer.dispatch(writer.state.tr.setNodeAttribute(block.start - 1, 'element', element))
      const group = writer.document.reading.groupOfLine(id)
      const shown = group && writer.document.reading.segment(group.id)
      expectThat(
        isImplied ||
          shown?.lines.some((line) => line.id === id && line.element === element) === true,
        'a line has the element it was given',
      )
      return ''
    },
  },
  split: {
    weight: 10,
    writes: [...run, 'line.element'],
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      ledger.cuts(String(block.node.attrs.id))
      const at = block.start + pickOffset(block, dice)
      const element = dice.pick(elements)
      writer.dispatch(writer.state.tr.split(at, 1, [{ type: nodes.line, attrs: { element } }]))
      return ''
    },
  },
  join: {
    weight: 7,
    writes: ['end-', ...attributes, 'style'],
    run: (writer, dice, ledger) => {
      const all = lines(writer.state.doc)
      const seconds = all.filter((block, i) => all[i - 1]?.segment === block.segment)
      const block = dice.chance(0.6) ? seconds[dice.below(6)] : dice.pick(seconds)
      const before = block && all[all.indexOf(block) - 1]
      if (!before) return false
      join(ledger, all, before, block)
      writer.dispatch(writer.state.tr.join(block.start - 1))
      return ''
    },
  },
  mark: {
    weight: 3,
    keepsElements: true,
    writes: ['style'],
    run: (writer, dice) => {
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const { from, to } = pickRange(block, dice, 5)
      const mark = schema.mark(dice.pick(['bold', 'italic']) as string)
      const { tr } = writer.state
      writer.dispatch(dice.chance(0.7) ? tr.addMark(from, to, mark) : tr.removeMark(from, to, mark))
      return ''
    },
  },
  'paste lines': {
    weight: 3,
    writes: ['text+', ...run, 'line.element', 'style'],
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      ledger.cuts(String(block.node.attrs.id))
      const pasted = [...Array(2 + dice.below(3)).keys()].map(() => newLine(ledger.word(), dice))
      const at = block.start + pickOffset(block, dice)
      writer.dispatch(writer.state.tr.replace(at, at, new Slice(Fragment.fromArray(pasted), 1, 1)))
      return ''
    },
  },
  'cut and paste': {
    weight: 3,
    writes: [...across, 'text+', ...run, 'style'],
    run: (writer, dice, ledger) => {
      const all = lines(writer.state.doc)
      const first = dice.below(all.length)
      const a = all[first]
      const b = all[Math.min(first + dice.below(3), all.length - 1)]
      if (!a || !b) return false
      const from = a.start + whole(a.node, dice.below(a.node.content.size + 1))
      const to = b.start + b.node.content.size
      if (from >= to) return false
      join(ledger, all, a, b)
      const slice = writer.state.doc.slice(from, to)
      const cut: Node[] = []
      slice.content.descendants((node) => {
        if (node.type === nodes.line) cut.push(node)
        return node.type !== nodes.line
      })
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.delete(from, to))
      ledger.paste(gone)
      const target = pickLine(writer, dice)
      if (!target) return gone
      ledger.cuts(String(target.node.attrs.id))
      const at = target.start + pickOffset(target, dice)
      const pasted =
        cut.length === 0 ? new Slice(slice.content, 0, 0) : new Slice(Fragment.fromArray(cut), 1, 1)
      writer.dispatch(writer.state.tr.replace(at, at, pasted))
      return gone
    },
  },
  'replace in several lines': {
    weight: 2,
    keepsElements: true,
    writes: ['text+', 'text-', 'style'],
    run: (writer, dice, ledger) => {
      // One transaction of several steps, as search and replace makes it.
      const { tr } = writer.state
      let gone = ''
      for (const { node, start } of lines(tr.doc).reverse()) {
        if (node.content.size < 2 || dice.chance(0.6)) continue
        const { from, to } = pickRange({ node, start, segment: -1 }, dice, 1)
        gone += tr.doc.textBetween(from, to)
        tr.insertText(ledger.word(), from, to)
      }
      if (!tr.docChanged) return false
      writer.dispatch(tr)
      return gone
    },
  },
  drag: {
    weight: 2,
    writes: [...across, 'text+', ...run, 'style'],
    run: (writer, dice, ledger) => {
      // Cut and dropped in one transaction.
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const { from } = pickRange(block, dice, 1)
      const to = block.start + block.node.content.size
      const dragged = writer.state.doc.textBetween(from, to)
      const { tr } = writer.state
      const slice = tr.doc.slice(from, to)
      tr.delete(from, to)
      const target = dice.pick(lines(tr.doc)) as Block
      const at = target.start + pickOffset(target, dice)
      tr.replace(at, at, slice)
      ledger.paste(dragged)
      writer.dispatch(tr)
      return dragged
    },
  },
}
