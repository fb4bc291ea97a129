import { EditorState, type Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Script } from './script.ts'

/// Somebody who types into a script with tools in it, character by character.
export class Typist {
  readonly script: Script
  readonly #plugins: readonly Plugin[]
  readonly #view: EditorView
  composing = false

  constructor(script: Script, plugins: (script: Script) => readonly Plugin[]) {
    this.script = script
    this.#plugins = plugins(script)
    const { state } = script.view
    script.view.updateState(
      EditorState.create({
        doc: state.doc,
        selection: state.selection,
        plugins: [...this.#plugins, ...state.plugins],
      }),
    )
    const isComposing = () => this.composing
    this.#view = Object.create(script.view, {
      composing: { get: isComposing },
      isDestroyed: { value: false },
      root: { value: undefined },
    }) as EditorView
  }

  /// Types a text; a line break is Enter.
  type(text: string): this {
    for (const character of text) {
      if (character === '\n') this.#enter()
      else this.#insert(character)
    }
    return this
  }

  /// Presses keys of the script.
  press(...keys: readonly string[]): this {
    for (const key of keys) this.script.press(key)
    return this
  }

  /// What an input method leaves behind when it ends.
  compose(text: string): void {
    this.composing = true
    this.#insert(text)
    this.composing = false
    for (const plugin of this.#plugins) {
      const event = { data: text } as CompositionEvent
      plugin.props.handleDOMEvents?.compositionend?.call(plugin, this.#view, event)
    }
  }

  /// Puts the cursor behind a text that stands in one line.
  putBehind(text: string): this {
    const { state } = this.script.view
    state.doc.descendants((node, at) => {
      const index = node.isTextblock ? node.textContent.indexOf(text) : -1
      if (index < 0) return !node.isTextblock
      const end = at + 1 + index + text.length
      this.script.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, end)))
      return false
    })
    return this
  }

  #insert(text: string): void {
    const { from, to } = this.script.view.state.selection
    const standard = () => this.script.view.state.tr.insertText(text, from, to)
    const isTaken = this.#plugins.some((plugin) =>
      plugin.props.handleTextInput?.call(plugin, this.#view, from, to, text, standard),
    )
    if (!isTaken) this.script.view.dispatch(standard())
  }

  #enter(): void {
    const event = { key: 'Enter' } as KeyboardEvent
    const isTaken = this.#plugins.some((plugin) =>
      plugin.props.handleKeyDown?.call(plugin, this.#view, event),
    )
    if (!isTaken) this.script.press('Enter')
  }
}
