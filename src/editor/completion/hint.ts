import type { EditorView } from 'prosemirror-view'
import type { Words } from '../../shared/i18n/catalogue.ts'
import type { Offer } from './offer.ts'

/// Says to whoever does not see it what is offered in grey, when the keys rest.
export class Hint {
  readonly #dom: HTMLElement
  readonly #words: Words
  #timer: ReturnType<typeof setTimeout> | undefined
  #offer: Offer | undefined

  constructor(view: EditorView, words: Words) {
    this.#words = words
    this.#dom = document.createElement('div')
    this.#dom.className = 'visually-hidden'
    this.#dom.role = 'status'
    view.dom.parentElement?.append(this.#dom)
  }

  show(offer: Offer | undefined): void {
    if (offer === this.#offer) return
    this.#offer = offer
    clearTimeout(this.#timer)
    if (this.#dom.textContent !== '') this.#dom.textContent = ''
    const text = offer?.options[0]?.text
    if (!offer || offer.ghost === '' || text === undefined) return
    const key = offer.takes.tab ? 'completion.hint.tab' : 'completion.hint.enter'
    this.#timer = setTimeout(() => {
      this.#dom.textContent = this.#words(key, { text })
    }, rest)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#dom.remove()
  }
}

/// Milliseconds without a key.
const rest = 700
