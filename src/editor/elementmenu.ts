import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  type Transaction,
} from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { asElement, type Element, elements } from '../shared/domain/element.ts'
import type { Words } from '../shared/i18n/catalogue.ts'
import { lineAt, setElement } from './commands/lines.ts'
import { digits } from './elementkeys.ts'
import { placeUnderCursor } from './undercursor.ts'

/// What Enter on an empty line opens, and a key on any: the ten elements at the cursor, to be chosen
/// by arrows and Enter, by digit, by first letter, or with the mouse. Any other key closes it and
/// does what it always does. The focus stays in the text; assistive technology hears of the marked
/// element.

interface Open {
  /// In front of the line whose element is chosen, and what it says.
  readonly line: number
  readonly text: string
  readonly marked: Element
}

type Change = { readonly to: Open | undefined }

const key = new PluginKey<Open | undefined>('elementmenu')
const menuId = 'script-elements'
const optionId = (element: Element) => `${menuId}-${element}`

/// Enter on an empty line.
export const openElementMenu: Command = (state, dispatch) => {
  const isEmpty = state.selection.empty && lineAt(state)?.node.content.size === 0
  return isEmpty && chooseElement(state, dispatch)
}

/// The same on any line, for all lines that are selected.
export const chooseElement: Command = (state, dispatch) => {
  const line = lineAt(state)
  if (!line) return false
  const { textContent: text, attrs } = line.node
  const open: Open = { line: line.start, text, marked: asElement(attrs.element) }
  dispatch?.(state.tr.setMeta(key, { to: open } satisfies Change).scrollIntoView())
  return true
}

/// Whether it is open: Enter, Escape and the arrows are its own then.
export function isMenuOpen(state: EditorState): boolean {
  return key.getState(state) !== undefined
}

/// Whether a transaction opens it.
export function opensMenu(tr: Transaction): boolean {
  return (tr.getMeta(key) as Change | undefined)?.to !== undefined
}

export function elementMenu(words: Words): Plugin<Open | undefined> {
  return new Plugin<Open | undefined>({
    key,
    state: {
      init: () => undefined,
      apply(tr, open, before, state) {
        const change = tr.getMeta(key) as Change | undefined
        if (change) return change.to
        if (!open) return undefined
        if (!before.selection.map(tr.doc, tr.mapping).eq(state.selection)) return undefined
        const line = tr.docChanged ? tr.mapping.map(open.line) : open.line
        return isAt(state, { ...open, line }) ? { ...open, line } : undefined
      },
    },
    props: {
      attributes(state): Record<string, string> {
        const open = key.getState(state)
        if (!open) return {}
        return {
          // Only a text box may point at an option.
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-controls': menuId,
          'aria-activedescendant': optionId(open.marked),
        }
      },
      handleKeyDown(view, event) {
        const open = key.getState(view.state)
        if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
          return false
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (step !== undefined) {
          const at = elements.indexOf(open.marked) + step + elements.length
          change(view, { ...open, marked: elements[at % elements.length] as Element })
          return true
        }
        if (event.key === 'Escape') {
          change(view, undefined)
          return true
        }
        const chosen = event.key === 'Enter' ? open.marked : digits[event.key]
        if (chosen) {
          choose(view, chosen)
          return true
        }
        return event.key.length === 1 && chooseByLetter(view, open, event.key, words)
      },
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state)) change(view, undefined)
          return false
        },
      },
    },
    view: (view) => new Menu(view, words),
  })
}

/// Whether the cursor is still in the line, and the line says what it said.
function isAt(state: EditorState, { line: start, text }: Open): boolean {
  const line = lineAt(state)
  return line?.start === start && line.node.textContent === text
}

function change(view: EditorView, to: Open | undefined): void {
  view.dispatch(view.state.tr.setMeta(key, { to } satisfies Change))
}

function choose(view: EditorView, element: Element): void {
  change(view, undefined)
  setElement(element)(view.state, view.dispatch)
}

/// A letter that begins one name chooses it; where it begins several, it marks the next of them.
function chooseByLetter(view: EditorView, open: Open, letter: string, words: Words): boolean {
  const first = letter.toLowerCase()
  const named = elements.filter((each) => words(`element.${each}`).toLowerCase().startsWith(first))
  const [only] = named
  if (only === undefined) return false
  if (named.length === 1) choose(view, only)
  else {
    const next = named[(named.indexOf(open.marked) + 1) % named.length] as Element
    change(view, { ...open, marked: next })
  }
  return true
}

class Menu {
  readonly #words: Words
  #dom: HTMLElement | undefined

  constructor(view: EditorView, words: Words) {
    this.#words = words
    this.update(view)
  }

  update(view: EditorView): void {
    const open = key.getState(view.state)
    if (!open) {
      this.destroy()
      return
    }
    this.#dom ??= this.#draw(view)
    for (const option of this.#dom.children) {
      const isMarked = option.id === optionId(open.marked)
      option.ariaSelected = String(isMarked)
      if (isMarked) option.scrollIntoView({ block: 'nearest' })
    }
  }

  destroy(): void {
    this.#dom?.remove()
    this.#dom = undefined
  }

  #draw(view: EditorView): HTMLElement {
    const menu = document.createElement('div')
    menu.id = menuId
    menu.className = 'script-choices script-elements'
    menu.role = 'listbox'
    menu.ariaLabel = this.#words('element')
    for (const element of elements) {
      const option = document.createElement('div')
      option.id = optionId(element)
      option.role = 'option'
      const name = document.createElement('span')
      name.textContent = this.#words(`element.${element}`)
      const digit = document.createElement('kbd')
      digit.textContent = Object.keys(digits).find((each) => digits[each] === element) ?? ''
      option.append(name, digit)
      option.addEventListener('mousedown', (event) => {
        // The focus stays in the text.
        event.preventDefault()
        choose(view, element)
      })
      menu.append(option)
    }
    view.dom.parentElement?.append(menu)
    placeUnderCursor(menu, view)
    return menu
  }
}
