import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Element } from '../shared/domain/element.ts'
import type { Binding } from './binding.ts'
import { breakLine, elementOf } from './commands/lines.ts'
import { isMenuOpen } from './elementmenu.ts'
import { readSelection } from './keymap.ts'
import { nodes } from './schema.ts'
import { bindingOf } from './season.ts'

/// What becomes of a line by what is typed in it. The typing comes first, as it always does; what is
/// made of it is a step of its own, so that one undo gives back what was typed. What has been given
/// back is not made again of the same text. While an input method composes nothing is made of
/// anything: what it has written is looked at when it has ended.

/// A line in which somebody has just typed.
export interface Typed {
  readonly element: Element
  /// Its text up to the cursor: what was typed is the end of it.
  readonly before: string
  /// What was typed: a character, or all that an input method has written; '' for Enter.
  readonly typed: string
  /// Its text behind the cursor.
  readonly behind: string
}

/// Makes something of a line: changes it and what is around it, in a transaction that begins where
/// the text has been typed. `start` is in front of the line.
export type Making = (tr: Transaction, start: number) => void

/// What is to be made of a line, or undefined.
export type Rule = (typed: Typed, state: EditorState) => Making | undefined

/// Something that was made, and of what.
interface Made {
  /// In front of the line.
  readonly at: number
  readonly id: string
  readonly element: Element
  readonly text: string
  /// Whether a space typed next goes with the sign that was all of the text: `> CUT TO:`.
  readonly takesSpace: boolean
}

interface Past {
  readonly last: Made | undefined
  /// What has been undone, as `line text`.
  readonly undone: ReadonlySet<string>
}

/// How long after the end of a composition its text is looked at, in milliseconds: when it has been
/// written down (see composition.ts).
const afterComposition = 40

interface Rules {
  /// For what is typed.
  readonly typed: Rule
  /// For a line that Enter has ended: it stands as it was, with what Enter begins behind it.
  readonly ended?: Rule
  /// Whether they hold. Asked each time.
  readonly isOn?: () => boolean
}

/// A plugin that follows rules as somebody types.
export function typed({ typed, ended, isOn = () => true }: Rules): Plugin<Past> {
  const key = new PluginKey<Past>()
  const making = (state: EditorState, start: number, asked: Typed, rule: Rule) => {
    const line = state.doc.nodeAt(start)
    const id = String(line?.attrs.id ?? '')
    if (key.getState(state)?.undone.has(nameOf(id, asked.before + asked.behind))) return undefined
    return rule(asked, state)
  }
  /// What input methods have written that has not been looked at yet.
  let written: readonly string[] = []
  return new Plugin<Past>({
    key,
    state: {
      init: () => ({ last: undefined, undone: new Set() }),
      apply(tr, past) {
        const made = tr.getMeta(key) as Made | undefined
        if (made) return { ...past, last: made }
        if (!past.last || !tr.docChanged) return past
        const last = { ...past.last, at: tr.mapping.map(past.last.at) }
        const line = tr.doc.nodeAt(last.at)
        const isBack =
          line?.type === nodes.line &&
          line.textContent === last.text &&
          elementOf(line) === last.element
        if (!isBack) return { ...past, last }
        return { last: undefined, undone: new Set([...past.undone, nameOf(last.id, last.text)]) }
      },
    },
    props: {
      handleTextInput(view, from, to, text, standard) {
        if (view.composing || !isOn()) return false
        const $from = view.state.doc.resolve(from)
        const asked = typedAt(view.state.doc, from, to, text)
        if (!asked) return false
        const start = $from.before()
        const last = key.getState(view.state)?.last
        const isSpace = /^[ 　]$/u.test(asked.before) && asked.behind === ''
        if (last?.takesSpace && last.at === start && isSpace) {
          view.dispatch(view.state.tr.setMeta(key, { ...last, takesSpace: false }))
          return true
        }
        if (!making(view.state, start, asked, typed)) return false
        view.dispatch(standard())
        make(view, start, asked, typed)
        return true
      },
      handleKeyDown(view, event) {
        if (!ended || !isPlainEnter(event) || !isOn() || isMenuOpen(view.state)) return false
        readSelection(view)
        const { doc, selection } = view.state
        const { $from } = selection
        const asked = selection.empty ? typedAt(doc, $from.pos, $from.pos, '') : undefined
        if (asked?.behind !== '') return false
        const start = $from.before()
        if (!making(view.state, start, asked, ended)) return false
        asOneStep(bindingOf(view.state), () => breakLine(view.state, view.dispatch, view))
        make(view, start, asked, ended)
        return true
      },
      handleDOMEvents: {
        compositionend(view, event) {
          written = isOn() ? [...written, event.data].filter((data) => data !== '') : []
          if (written.length === 0) return false
          const look = () => {
            // Who writes fast composes again already: it is looked at together with what comes.
            if (view.isDestroyed || view.composing) return
            const parts = written
            written = []
            bindingOf(view.state)?.settle()
            const { $head, empty } = view.state.selection
            if (!empty || $head.parent.type !== nodes.line) return
            const asked = typedAt(view.state.doc, $head.pos, $head.pos, '')
            // The first parts may stand in a line that has been left since.
            const data = parts
              .map((_, i) => parts.slice(i).join(''))
              .find((text) => asked?.before.endsWith(text))
            if (!asked || data === undefined) return
            make(view, $head.before(), { ...asked, typed: data }, typed)
          }
          setTimeout(look, afterComposition)
          return false
        },
      },
    },
  })

  function make(view: EditorView, start: number, asked: Typed, rule: Rule): void {
    const { state } = view
    const line = state.doc.nodeAt(start)
    const change = line?.type === nodes.line ? making(state, start, asked, rule) : undefined
    if (!line || !change) return
    const { tr } = state
    change(tr, start)
    const made: Made = {
      at: start,
      id: String(line.attrs.id),
      element: elementOf(line),
      text: line.textContent,
      takesSpace: tr.doc.nodeAt(start)?.content.size === 0,
    }
    asOneStep(bindingOf(state), () => view.dispatch(tr.setMeta(key, made).scrollIntoView()))
  }
}

/// Does something as a step of the history of its own.
function asOneStep(binding: Binding | undefined, change: () => void): void {
  binding?.history.pause()
  change()
  binding?.history.pause()
}

function isPlainEnter(event: KeyboardEvent): boolean {
  const { key, isComposing, keyCode, ctrlKey, metaKey, altKey, shiftKey } = event
  if (key !== 'Enter' || isComposing || keyCode === 229) return false
  return !ctrlKey && !metaKey && !altKey && !shiftKey
}

/// The line with a text in place of what was between two positions of it.
function typedAt(doc: Node, from: number, to: number, text: string): Typed | undefined {
  const $from = doc.resolve(from)
  const $to = doc.resolve(to)
  const { parent } = $from
  if (parent.type !== nodes.line || !$from.sameParent($to)) return undefined
  const { textContent } = parent
  return {
    element: elementOf(parent),
    before: textContent.slice(0, $from.parentOffset) + text,
    typed: text,
    behind: textContent.slice($to.parentOffset),
  }
}

function nameOf(id: string, text: string): string {
  return `${id} ${text}`
}
