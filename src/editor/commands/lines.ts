import type { Node, ResolvedPos } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import { asElement, type Element, elements } from '../../shared/domain/element.ts'
import { followers } from '../elementkeys.ts'
import { nextText } from '../outlines.ts'
import { nodes } from '../schema.ts'

/// Commands on the lines of a script. Each is a rule of its own; keymap.ts says which key tries
/// which in what order.

/// The line that the selection starts in, and the position in front of it.
export function lineAt(
  state: EditorState,
): { node: Node; start: number; $from: ResolvedPos } | undefined {
  const { $from } = state.selection
  return $from.parent.type === nodes.line
    ? { node: $from.parent, start: $from.before(), $from }
    : undefined
}

function elementOf(line: Node): Element {
  return asElement(line.attrs.element)
}

function newLine(element: Element): Node {
  return nodes.line.create({ element })
}

/// Behind the end of its text, or in front of a closing bracket that was put there for the writer.
function atEnd($pos: ResolvedPos): boolean {
  const rest = $pos.parent.textContent.slice($pos.parentOffset)
  return rest === '' || (elementOf($pos.parent) === 'parenthetical' && /^[)）]$/.test(rest))
}

/// Enter: breaks the line. At its end the next line is of the element that follows; inside, both
/// parts are what the line was.
export const breakLine: Command = (state, dispatch) => {
  const line = lineAt(state)
  const { $from, $to } = state.selection
  if (!line || !$from.sameParent($to)) return false
  if (dispatch) {
    const { tr } = state
    if (!state.selection.empty) tr.deleteSelection()
    const $at = tr.doc.resolve(tr.mapping.map($from.pos))
    const element = elementOf(line.node)
    if (atEnd($at)) openBehind(tr, $at.after(), followers[element].enter)
    else tr.split($at.pos, 1, [{ type: nodes.line, attrs: { element } }])
    dispatch(tr.scrollIntoView())
  }
  return true
}

/// Puts an empty line in at a position between lines and the cursor into it.
function openBehind(tr: Transaction, at: number, element: Element): void {
  tr.insert(at, newLine(element))
  tr.setSelection(TextSelection.create(tr.doc, at + 1))
  if (element === 'parenthetical') addBrackets(tr, at + 1)
}

function addBrackets(tr: Transaction, at: number): void {
  tr.insertText('()', at)
  tr.setSelection(TextSelection.create(tr.doc, at + 1))
}

/// Shift-Enter: a break inside the line.
export const softBreak: Command = (state, dispatch) => {
  if (!lineAt(state) && state.selection.$from.parent.type !== nodes.outline) return false
  if (!state.selection.$from.sameParent(state.selection.$to)) return false
  dispatch?.(state.tr.insertText('\n').scrollIntoView())
  return true
}

/// Tab: an empty line becomes what follows by the table; behind text a new line does.
export const nextElement: Command = (state, dispatch) => {
  const line = lineAt(state)
  if (!line || !state.selection.empty) return false
  const { tab, tabEmpty } = followers[elementOf(line.node)]
  if (isBlank(line.node)) return setElement(tabEmpty)(state, dispatch)
  if (dispatch) {
    const { tr } = state
    openBehind(tr, line.start + line.node.nodeSize, tab)
    dispatch(tr.scrollIntoView())
  }
  return true
}

function isBlank(line: Node): boolean {
  return line.content.size === 0 || /^[(（][)）]$/.test(line.textContent)
}

/// Shift-Tab: the line becomes the element before its own in the list of elements.
export const previousElement: Command = (state, dispatch) => {
  const line = lineAt(state)
  if (!line) return false
  const index = elements.indexOf(elementOf(line.node))
  const element = elements[(index + elements.length - 1) % elements.length]
  return element !== undefined && setElement(element)(state, dispatch)
}

/// Makes the selected lines an element. Text stays; an empty parenthetical gets its brackets.
export function setElement(element: Element): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection
    const { tr } = state
    let any = false
    state.doc.nodesBetween(from, to, (node, start) => {
      if (node.type !== nodes.line) return !node.isTextblock
      any = true
      if (node.attrs.element !== element) tr.setNodeAttribute(start, 'element', element)
      return false
    })
    if (!any) return false
    const line = lineAt(state)
    if (line && state.selection.empty && isBlank(line.node)) {
      if (element === 'parenthetical' && line.node.content.size === 0) {
        addBrackets(tr, line.start + 1)
      } else if (element !== 'parenthetical' && line.node.content.size > 0) {
        tr.delete(line.start + 1, line.start + 1 + line.node.content.size)
      }
    }
    if (tr.docChanged) dispatch?.(tr)
    return true
  }
}

/// Backspace at the start of a line: joins it to the line before. An empty line on either side just
/// goes, and the other stays what it is.
export const joinBackward: Command = (state, dispatch) => {
  const line = lineAt(state)
  if (!line || !state.selection.empty || line.$from.parentOffset > 0) return false
  const before = state.doc.resolve(line.start).nodeBefore
  if (before?.type !== nodes.line) return false
  dispatch?.(joined(state, before, line.start, line.node).scrollIntoView())
  return true
}

/// Delete at the end of a line: joins the next line to it.
export const joinForward: Command = (state, dispatch) => {
  const line = lineAt(state)
  if (!line || !state.selection.empty || line.$from.parentOffset < line.node.content.size) {
    return false
  }
  const at = line.start + line.node.nodeSize
  const next = state.doc.resolve(at).nodeAfter
  if (next?.type !== nodes.line) return false
  dispatch?.(joined(state, line.node, at, next).scrollIntoView())
  return true
}

/// Joins the two lines that meet at a position; the cursor stands where they met.
function joined({ tr }: EditorState, before: Node, at: number, behind: Node): Transaction {
  if (before.content.size === 0) {
    tr.delete(at - before.nodeSize, at)
    return tr.setSelection(TextSelection.create(tr.doc, at - before.nodeSize + 1))
  }
  const end = at - 1
  if (behind.content.size === 0) tr.delete(at, at + behind.nodeSize)
  else tr.join(at)
  return tr.setSelection(TextSelection.create(tr.doc, end))
}

/// Backspace and Delete where a title, an outline or a script begins or ends: nothing is deleted and
/// nothing joined by accident; the cursor goes to the text on the other side.
export function stepOver(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { $head, empty } = state.selection
    if (!empty || !$head.parent.isTextblock) return false
    const edge = direction < 0 ? 0 : $head.parent.content.size
    if ($head.parentOffset !== edge) return false
    const beyond = direction < 0 ? $head.before() : $head.after()
    const next = nextText(state, state.doc.resolve(beyond), direction)
    if (next && dispatch) dispatch(state.tr.setSelection(next).scrollIntoView())
    return true
  }
}

/// Enter or Tab in a title or an outline: on to the text behind it.
export const leaveField: Command = (state, dispatch) => {
  const { $head } = state.selection
  const { type } = $head.parent
  if (type !== nodes.title && type !== nodes.outline) return false
  const next = nextText(state, state.doc.resolve($head.after()), 1)
  if (next) dispatch?.(state.tr.setSelection(next).scrollIntoView())
  return true
}

/// Shift-Tab in a title or an outline: back to the text before it.
export const leaveFieldBackward: Command = (state, dispatch) => {
  const { $head } = state.selection
  const { type } = $head.parent
  if (type !== nodes.title && type !== nodes.outline) return false
  const before = nextText(state, state.doc.resolve($head.before()), -1)
  if (before) dispatch?.(state.tr.setSelection(before).scrollIntoView())
  return true
}

/// Selects the line, then the segment's script, then the season.
export const selectMore: Command = (state, dispatch) => {
  const { $from, from, to } = state.selection
  if (!$from.parent.isTextblock) return false
  const wider = [[$from.start(), $from.end()] as const]
  if ($from.parent.type === nodes.line) {
    const segment = $from.node(-1)
    const start = $from.start(-1)
    let first = start
    segment.forEach((node, offset) => {
      if (node.type === nodes.outline) first = start + offset + node.nodeSize
    })
    wider.push([first + 1, $from.end(-1) - 1])
  }
  wider.push([Selection.atStart(state.doc).from, Selection.atEnd(state.doc).to])
  const next = wider.find(([a, b]) => a < from || b > to)
  if (!next) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, next[0], next[1])))
  return true
}
