import type { TextControl } from '../../src/editor/textfield.ts'

/// What a browser does with a textarea, as far as the binding can tell: test/e2e/board.spec.ts has
/// the real one.
export class Control extends EventTarget implements TextControl {
  #value = ''
  selectionStart = 0
  selectionEnd = 0
  composing = false
  /// How often the value was set while an input method was composing.
  disturbed = 0

  get value(): string {
    return this.#value
  }

  set value(value: string) {
    if (this.composing) this.disturbed++
    this.#value = value
    this.setSelectionRange(value.length, value.length)
  }

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = Math.min(start, this.#value.length)
    this.selectionEnd = Math.min(end, this.#value.length)
  }

  /// Replaces the selection by what is typed, pasted or composed.
  type(text: string): void {
    const { selectionStart: from, selectionEnd: to } = this
    this.#value = this.#value.slice(0, from) + text + this.#value.slice(to)
    this.setSelectionRange(from + text.length, from + text.length)
    this.dispatchEvent(new Event('input'))
  }

  /// The first composed text replaces the selection, a further one the one before it.
  compose(text: string, length: number): void {
    if (!this.composing) this.dispatchEvent(new Event('compositionstart'))
    this.composing = true
    this.setSelectionRange(this.selectionEnd - length, this.selectionEnd)
    this.type(text)
  }

  endComposition(): void {
    this.composing = false
    this.dispatchEvent(new Event('compositionend'))
  }
}
