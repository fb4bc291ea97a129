import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import type { DraftLine } from '../../shared/document/diff.ts'
import { asElement, type Element } from '../../shared/domain/element.ts'
import { textNodes } from '../render.ts'
import { nodes } from '../schema.ts'
import type { Pasted } from './read.ts'

/// Puts lines in place of the selection, the cursor behind them.
///
/// - In a title or an outline they are one plain text.
/// - A single line goes into the line that the cursor is in; an empty one becomes what it is.
/// - Of several lines the first goes on with what stands before the cursor, and the last with what
///   stands behind it, where they are prose or parts of lines. Whole lines of a script stay lines.
/// - Lines whose elements nobody knows are of the element of the line they go into.
export function insertPasted(state: EditorState, pasted: Pasted): Transaction {
  const { $from, $to } = state.selection
  if ($from.parent.type !== nodes.line) return insertPlain(state, pasted)
  if ($to.parent.type !== nodes.line || !$from.sameParent($to)) {
    const isApart = $from.depth !== $to.depth || $from.node(-1) !== $to.node(-1)
    // What is taken out of several segments leaves each of them where it is.
    if (isApart) return insertAcross(state, pasted)
  }
  const head = $from.parentOffset
  const tail = $to.parent.content.size - $to.parentOffset
  const { single } = pasted
  if (single && (head > 0 || tail > 0 || !pasted.isScript)) {
    const tr = state.tr
    step(tr, $from.pos, $to.pos, [nodes.line.create(null, textNodes(single))])
    return caretAt(tr, $from.pos + lengthOf(single))
  }
  return insertLines(state.tr, $from, $to, pasted)
}

function insertLines(
  tr: Transaction,
  $from: ResolvedPos,
  $to: ResolvedPos,
  pasted: Pasted,
): Transaction {
  const { opens, closes } = pasted
  const lines = elementsFor(pasted, elementOf($from.parent))
  const first = lines[0] as DraftLine
  const hasHead = $from.parentOffset > 0
  const hasTail = $to.parentOffset < $to.parent.content.size
  const joinsHead = hasHead && opens
  const joinsTail = hasTail && closes
  const put = lines.map(nodeOf)
  if (hasHead && !joinsHead) put.unshift(nodes.line.create())
  if (hasTail && !joinsTail) put.push($to.parent.type.create({ ...$to.parent.attrs, id: '' }))
  const start = $from.before()
  step(tr, $from.pos, $to.pos, put)
  // An empty beginning of a line is not somebody's line yet.
  if (!hasHead && !(lines.length === 1 && joinsTail)) dress(tr, start, first)
  const behind = put.reduce((size, node) => size + node.nodeSize, 0) - 2
  return caretAt(tr, $from.pos + behind - (hasTail && !joinsTail ? 2 : 0))
}

/// Replaces by lines of which the first and the last are open.
function step(tr: Transaction, from: number, to: number, put: readonly Node[]): void {
  tr.step(new ReplaceStep(from, to, new Slice(Fragment.fromArray([...put]), 1, 1)))
}

function insertAcross(state: EditorState, pasted: Pasted): Transaction {
  const lines = elementsFor(pasted, elementOf(state.selection.$from.parent))
  return state.tr.replaceSelection(new Slice(Fragment.fromArray(lines.map(nodeOf)), 1, 1))
}

/// A title is one line.
function insertPlain(state: EditorState, { lines, single }: Pasted): Transaction {
  const { $from } = state.selection
  const spans = single ? [single] : lines.map((line) => line.spans)
  const texts = spans.map((each) => each.map(({ text }) => text).join(''))
  const text = $from.parent.type === nodes.title ? texts.join(' ') : texts.join('\n')
  const words = $from.parent.type === nodes.title ? text.replaceAll('\n', ' ') : text
  return words === '' ? state.tr : state.tr.insertText(words)
}

/// Names, headings and the like are one line each: what comes behind them is not another one.
function elementsFor(pasted: Pasted, here: Element): readonly DraftLine[] {
  if (pasted.isScript) return pasted.lines
  const next: Partial<Record<Element, Element>> = {
    'scene-heading': 'action',
    character: 'dialogue',
    parenthetical: 'dialogue',
    transition: 'action',
    shot: 'action',
  }
  return pasted.lines.map((line, i) => ({
    ...line,
    element: i === 0 ? here : (next[here] ?? here),
  }))
}

function nodeOf({ element, spans, ...attributes }: DraftLine): Node {
  return nodes.line.create({ element, ...attributes }, textNodes(spans))
}

/// Makes the line at a position what a pasted one is.
function dress(tr: Transaction, start: number, line: DraftLine): void {
  const node = tr.doc.nodeAt(start)
  const { attrs } = nodeOf({ ...line, spans: [] })
  for (const name of Object.keys(attrs)) {
    if (name === 'id' || node?.attrs[name] === attrs[name]) continue
    tr.setNodeAttribute(start, name, attrs[name])
  }
}

function elementOf(line: Node): Element {
  return asElement(line.attrs.element)
}

function lengthOf(spans: DraftLine['spans']): number {
  return spans.reduce((sum, { text }) => sum + text.length, 0)
}

function caretAt(tr: Transaction, at: number): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, at))
}
