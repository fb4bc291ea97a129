import type { Node, ResolvedPos } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import { asElement, type Element, elements } from '../../shared/domain/element.ts'
import { dressOf } from '../../shared/domain/series.ts'
import { defaultSettings } from '../../shared/domain/settings.ts'
import {
  bracketsOf,
  type Follower,
  followersOf,
  type KeyRules,
  presentOpening,
} from '../elementkeys.ts'
import { nextText } from '../outlines.ts'
import { nodes, schema } from '../schema.ts'
import { bindingOf } from '../season.ts'

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

export function elementOf(line: Node): Element {
  return asElement(line.attrs.element)
}

/// What the keys go by in the series behind a state.
export function keyRules(state: EditorState): KeyRules {
  const series = bindingOf(state)?.document.reading.series
  const { afterDialogue } = series?.settings ?? defaultSettings
  return { dress: series ? dressOf(series) : 'en', afterDialogue }
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
    const rules = keyRules(state)
    if (atEnd($at)) openBehind(tr, $at.after(), followersOf(element, rules).enter, rules)
    else tr.split($at.pos, 1, [{ type: nodes.line, attrs: { element } }])
    dispatch(tr.scrollIntoView())
  }
  return true
}

/// Puts a line in at a position between lines and the cursor into it. It is empty but for what a line
/// of its kind opens with.
export function openBehind(
  tr: Transaction,
  at: number,
  follower: Follower,
  { dress }: KeyRules,
): void {
  const isPresent = follower === 'present'
  const element = isPresent ? 'general' : follower
  const brackets = element === 'parenthetical' ? bracketsOf(dress) : ''
  const text = isPresent ? presentOpening : brackets
  tr.insert(at, nodes.line.create({ element }, text === '' ? null : schema.text(text)))
  const cursor = at + 1 + (brackets === '' ? text.length : 1)
  tr.setSelection(TextSelection.create(tr.doc, cursor))
}

/// Shift-Enter: a break inside the line.
export const softBreak: Command = (state, dispatch) => {
  if (!lineAt(state) && state.selection.$from.parent.type !== nodes.outline) return false
  if (!state.selection.$from.sameParent(state.selection.$to)) return false
  dispatch?.(state.tr.insertText('\n').scrollIntoView())
  return true
}

/// Tab: an empty line becomes what follows by the table; behind text, or what is selected, a new line
/// does. The key never leads out of the script.
export const nextElement: Command = (state, dispatch) => {
  const { $to, empty } = state.selection
  const line = $to.parent
  if (line.type !== nodes.line) return true
  const rules = keyRules(state)
  const { tab, tabEmpty } = followersOf(elementOf(line), rules)
  if (empty && isBlank(line)) return setElement(tabEmpty)(state, dispatch)
  if (dispatch) {
    const { tr } = state
    openBehind(tr, $to.after(), tab, rules)
    dispatch(tr.scrollIntoView())
  }
  return true
}

/// Empty, or with nothing but what a line of its kind opens with.
function isBlank(line: Node): boolean {
  const { textContent } = line
  if (textContent === '') return true
  const element = elementOf(line)
  if (element === 'parenthetical') return /^[(（][)）]$/.test(textContent)
  return element === 'general' && textContent === presentOpening
}

/// Shift-Tab: the line becomes the element before its own in the list of elements; of several, all
/// become the one before that of the first.
export const previousElement: Command = (state, dispatch) => {
  const { from, to } = state.selection
  let first: Element | undefined
  state.doc.nodesBetween(from, to, (node) => {
    if (node.type === nodes.line) first ??= elementOf(node)
    return first === undefined
  })
  if (first === undefined) return true
  const index = elements.indexOf(first) + elements.length - 1
  return setElement(elements[index % elements.length] as Element)(state, dispatch)
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
      const opens = element === 'parenthetical' ? bracketsOf(keyRules(state).dress) : ''
      const { textContent } = line.node
      if (opens !== textContent && (textContent === '' || element !== elementOf(line.node))) {
        const end = line.start + 1 + line.node.content.size
        tr.insertText(opens, line.start + 1, end)
        tr.setSelection(TextSelection.create(tr.doc, line.start + 1 + Math.min(opens.length, 1)))
      }
    }
    if (tr.docChanged) dispatch?.(tr)
    return true
  }
}

/// Takes out what is selected. The cursor stands where the selection began, also where that was in
/// another segment than its end.
export const deleteSelected: Command = (state, dispatch, view) => {
  const { from, empty } = state.selection
  if (empty) return false
  dispatch?.(state.tr.deleteSelection().scrollIntoView())
  if (!dispatch || !view || view.state.selection.head === from) return true
  const $from = view.state.doc.resolve(from)
  if ($from.parent.isTextblock) {
    view.dispatch(view.state.tr.setSelection(new TextSelection($from)))
  }
  return true
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
  else {
    tr.join(at)
    const start = at - before.nodeSize
    for (const [name, value] of joinedTranslations(before, behind)) {
      if (value !== before.attrs[name]) tr.setNodeAttribute(start, name, value)
    }
  }
  return tr.setSelection(TextSelection.create(tr.doc, end))
}

/// What joined lines say in the other language, and what that translates: all that there is.
function joinedTranslations(...lines: readonly Node[]): readonly (readonly [string, unknown])[] {
  const told = lines.filter(({ attrs }) => attrs.translation)
  if (told.length === 0) return []
  const noted = told.every(({ attrs }) => typeof attrs.translated === 'string')
  return [
    ['translation', told.map(({ attrs }) => attrs.translation).join(' ')],
    ['translated', noted ? told.map(({ attrs }) => attrs.translated).join('') : null],
  ]
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
  if (next) dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, next[0], next[1])))
  return true
}
