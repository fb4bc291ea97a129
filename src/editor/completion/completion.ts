import type { Node, ResolvedPos } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { readCue } from '../../shared/derive/cue.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { keyOfName } from '../../shared/domain/castentry.ts'
import { asElement } from '../../shared/domain/element.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { rendered } from '../binding.ts'
import { isMenuOpen, opensMenu } from '../elementmenu.ts'
import { readSelection } from '../keymap.ts'
import { nodes } from '../schema.ts'
import { bindingOf } from '../season.ts'
import type { WritingSettings } from '../writingsettings.ts'
import { Hint } from './hint.ts'
import { List } from './list.ts'
import { ListKeeper } from './lists.ts'
import { type Offer, type Option, offerAt } from './offer.ts'

/// Offers names, places and the like: in grey behind the cursor, and on a key as a list. What is
/// shown follows from typing alone: a cursor that is put somewhere is offered nothing, so that Enter
/// there does what it always does.

export interface Shown {
  /// In front of the line.
  readonly line: number
  /// Offset of the cursor in it.
  readonly offset: number
  readonly text: string
  readonly offer: Offer
  /// The option that is marked in the list, where the list is open.
  readonly marked: number | undefined
}

interface CompletionOptions {
  readonly document: SeriesDocument
  readonly words: Words
  readonly settings: () => WritingSettings
}

/// What is shown from now on; `anew` is what follows from what has just been written.
type Change = { readonly to: Shown | undefined } | 'anew'

const key = new PluginKey<Shown | undefined>('completion')

/// What opens the list, by its names in a keymap.
export const completionKeys = ['Mod-Space', 'Alt-/'] as const

/// The list at the cursor, also where nothing has been typed.
const openers = new WeakMap<object, Command>()

/// Opens the list in a script that has completion; false where nothing can be offered.
export const openCompletion: Command = (state, dispatch, view) => {
  const plugin = key.get(state)
  const open = plugin && openers.get(plugin)
  return open?.(state, dispatch, view) ?? false
}

export function completion({ document, words, settings }: CompletionOptions): Plugin {
  const lists = new ListKeeper(document)
  let composing = false

  function shownAt(state: EditorState, marked?: number): Shown | undefined {
    const { selection } = state
    if (!(selection instanceof TextSelection) || !selection.empty) return undefined
    const { $head } = selection
    const { parent } = $head
    if (parent.type !== nodes.line) return undefined
    const element = asElement(parent.attrs.element)
    const here = {
      element,
      text: parent.textContent,
      offset: $head.parentOffset,
      speakers: () => speakersBefore($head),
    }
    if (!completed.has(element)) return undefined
    const all = offerAt(here, lists.get())
    if (!all || all.options.length === 0) return undefined
    const offer = { ...all, options: all.options.slice(0, mostOptions) }
    return { line: $head.before(), offset: here.offset, text: here.text, offer, marked }
  }

  /// Nothing is drawn anew where an input method writes; the style sheet hides what is offered.
  function compose(view: EditorView, now: boolean): void {
    composing = now
    view.dom.parentElement?.classList.toggle('is-composing', now)
  }

  const open: Command = (state, dispatch) => {
    const shown = shownAt(state, 0)
    if (!shown) return false
    dispatch?.(state.tr.setMeta(key, { to: shown } satisfies Change).scrollIntoView())
    return true
  }

  const plugin: Plugin<Shown | undefined> = new Plugin<Shown | undefined>({
    key,
    state: {
      init: () => undefined,
      apply(tr, shown, _, state) {
        const change = tr.getMeta(key) as Change | undefined
        if (change === 'anew') return inGrey(shownAt(state))
        if (change) return change.to
        if (opensMenu(tr)) return undefined
        if (!tr.docChanged && !tr.selectionSet) return shown
        if (composing) return shown && moved(shown, tr)
        if (!settings().completion) return undefined
        const still = shown && { ...shown, line: tr.mapping.map(shown.line) }
        if (still && isStill(still, state)) return tr.docChanged ? still : shown
        if (!tr.docChanged) return undefined
        // What others and undo do asks for nothing; in a line with an offer it changes the offer.
        if (tr.getMeta(rendered) === true && !shown) return undefined
        const next = shownAt(state)
        const wasOpen = shown?.marked !== undefined && shown.line === next?.line
        return wasOpen ? { ...next, marked: 0 } : inGrey(next)
      },
    },
    props: {
      decorations: (state) => ghostOf(state),
      attributes(state): Record<string, string> {
        const shown = key.getState(state)
        if (shown?.marked === undefined) return {}
        return {
          // Only a text box may point at an option.
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-controls': List.id,
          'aria-activedescendant': List.optionId(shown.marked),
        }
      },
      handleKeyDown(view, event) {
        if (composing || event.isComposing || event.keyCode === 229) return false
        if (isMenuOpen(view.state)) return false
        // A cursor that was moved a moment ago has left what is offered.
        if (key.getState(view.state)) readSelection(view)
        return press(view, event, open)
      },
      handleDOMEvents: {
        compositionstart(view) {
          compose(view, true)
          return false
        },
        compositionend(view) {
          compose(view, false)
          setTimeout(() => {
            if (view.isDestroyed || composing || !view.hasFocus() || !settings().completion) return
            change(view, inGrey(shownAt(view.state)))
          }, afterComposition)
          return false
        },
        blur(view) {
          compose(view, false)
          if (key.getState(view.state)) change(view, undefined)
          return false
        },
      },
    },
    view(view) {
      const list = new List(view, words, (index) => take(view, index))
      const hint = new Hint(view, words)
      return {
        update() {
          const shown = key.getState(view.state)
          list.show(shown)
          hint.show(shown?.marked === undefined ? shown?.offer : undefined)
        },
        destroy() {
          list.destroy()
          hint.destroy()
          lists.destroy()
        },
      }
    },
  })
  openers.set(plugin, open)
  return plugin
}

/// What has something to show in grey.
function inGrey(shown: Shown | undefined): Shown | undefined {
  return shown?.offer.ghost === '' ? undefined : shown
}

/// Behind what is being composed.
function moved(shown: Shown, tr: Transaction): Shown {
  const line = tr.mapping.map(shown.line)
  return { ...shown, line, offset: tr.mapping.map(shown.line + 1 + shown.offset) - line - 1 }
}

/// Until what was composed is in the series, in milliseconds: composition.ts waits 30.
const afterComposition = 60

/// Options at a time; typing brings the others.
const mostOptions = 60

const completed: ReadonlySet<string> = new Set(['character', 'scene-heading', 'transition'])

/// Whether the cursor and the text of its line are as they were when the offer was made.
function isStill({ line, offset, text }: Shown, state: EditorState): boolean {
  const { $head, empty } = state.selection
  if (!empty || $head.parent.type !== nodes.line || $head.parentOffset !== offset) return false
  return $head.before() === line && $head.parent.textContent === text
}

function press(view: EditorView, event: KeyboardEvent, open: Command): boolean {
  const { key: pressed, ctrlKey, metaKey, altKey, shiftKey } = event
  const isSpace = pressed === ' ' && (ctrlKey || metaKey) && !altKey && !shiftKey
  const isSlash = (pressed === '/' || pressed === '÷') && altKey && !ctrlKey && !metaKey
  if (isSpace || isSlash) return open(view.state, view.dispatch, view)
  const shown = key.getState(view.state)
  if (!shown || ctrlKey || metaKey || altKey || shiftKey) return false
  if (!isStill(shown, view.state)) {
    // What was composed a moment ago has changed the line.
    change(view, undefined)
    return false
  }
  const { offer, marked } = shown
  switch (pressed) {
    case 'Escape':
      change(view, undefined)
      return true
    case 'ArrowDown':
    case 'ArrowUp': {
      const by = pressed === 'ArrowDown' ? 1 : -1
      const count = offer.options.length
      if (marked !== undefined) {
        change(view, { ...shown, marked: (marked + by + count) % count })
        return true
      }
      // On an empty line the arrows go on to the next one, as ever.
      if (by < 0 || shown.text === '') return false
      change(view, { ...shown, marked: Math.min(1, count - 1) })
      return true
    }
    case 'Enter':
      if (marked === undefined && !offer.takes.enter) return false
      // An element that is finished is left as Enter leaves it; the keys behind see to that.
      return !finishes.has(take(view, marked ?? 0)?.list ?? 'intro')
    case 'Tab':
      if (marked === undefined && !offer.takes.tab) return false
      take(view, marked ?? 0)
      return true
    default:
      return false
  }
}

/// What ends its line.
const finishes: ReadonlySet<string> = new Set(['character', 'extension', 'time', 'transition'])

function change(view: EditorView, to: Shown | undefined): void {
  view.dispatch(view.state.tr.setMeta(key, { to } satisfies Change))
}

/// Writes an option down, as one step to undo together with what the same key does next.
function take(view: EditorView, index: number): Option | undefined {
  const shown = key.getState(view.state)
  const option = shown?.offer.options[index]
  if (!shown || !option) return undefined
  if (!isStill(shown, view.state)) {
    change(view, undefined)
    return undefined
  }
  const history = bindingOf(view.state)?.history
  history?.pause()
  const start = shown.line + 1
  const typed = shown.text.slice(option.from, shown.offset)
  const { tr } = view.state
  // What stands there as it should stays: others may be writing in it.
  const isBegun = option.insert.startsWith(typed)
  const from = isBegun ? shown.offset : option.from
  const text = isBegun ? option.insert.slice(typed.length) : option.insert
  tr.insertText(text, start + from, start + shown.offset)
  const behind = start + from + text.length + closingBehind(tr.doc, start + from + text.length)
  tr.setSelection(TextSelection.create(tr.doc, behind))
  view.dispatch(tr.setMeta(key, 'anew' satisfies Change).scrollIntoView())
  queueMicrotask(() => history?.pause())
  return option
}

/// A bracket that stood there already is stepped over.
function closingBehind(doc: Node, at: number): number {
  const { parent, parentOffset } = doc.resolve(at)
  return /^[)）]$/u.test(parent.textContent.slice(parentOffset)) ? 1 : 0
}

interface Drawn {
  readonly doc: Node
  readonly decorations: DecorationSet
}

const drawn = new WeakMap<Offer, Drawn>()

function ghostOf(state: EditorState): DecorationSet | undefined {
  const { doc } = state
  const shown = key.getState(state)
  if (!shown || shown.offer.ghost === '' || shown.marked !== undefined) return undefined
  const known = drawn.get(shown.offer)
  if (known?.doc === doc) return known.decorations
  const { ghost } = shown.offer
  const dom = () => {
    const element = document.createElement('span')
    element.className = 'completion-ghost'
    element.setAttribute('aria-hidden', 'true')
    // Drawn by the style sheet: it is no text of the line, whoever reads or copies it.
    element.dataset.ghost = ghost
    return element
  }
  const at = shown.line + 1 + shown.offset
  const decorations = DecorationSet.create(doc, [
    Decoration.widget(at, dom, { side: 1, key: `ghost ${ghost}`, ignoreSelection: true }),
  ])
  drawn.set(shown.offer, { doc, decorations })
  return decorations
}

/// Who has spoken in this scene in front of a position, the last first, each once. A scene goes back
/// to its heading or to the start of the episode.
function speakersBefore($pos: ResolvedPos): readonly string[] {
  const names = new Map<string, string>()
  const episode = $pos.node(1)
  let looked = 0
  for (let i = $pos.index(1); i > 0; i--) {
    const segment = episode.child(i)
    const end = i === $pos.index(1) ? $pos.index(2) : segment.childCount
    for (let j = end - 1; j >= 0; j--) {
      const line = segment.child(j)
      if (line.type !== nodes.line) break
      if (line.attrs.element === 'scene-heading' || ++looked > farthest) return [...names.values()]
      if (line.attrs.element !== 'character') continue
      for (const { name } of readCue(line.textContent).names) {
        if (!names.has(keyOfName(name))) names.set(keyOfName(name), name)
      }
    }
  }
  return [...names.values()]
}

/// Lines that are looked at for who has spoken.
const farthest = 200
