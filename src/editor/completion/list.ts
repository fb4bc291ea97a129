import type { EditorView } from 'prosemirror-view'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { placeUnderCursor } from '../undercursor.ts'
import type { Shown } from './completion.ts'
import type { Offer } from './offer.ts'
import './completion.css'

/// Everything that is offered at the cursor, as a list. The focus stays in the text; assistive
/// technology hears of the marked option.
export class List {
  static readonly id = 'script-completion'
  static optionId(index: number): string {
    return `${List.id}-${index}`
  }

  readonly #view: EditorView
  readonly #words: Words
  readonly #take: (index: number) => void
  #dom: HTMLElement | undefined
  #offer: Offer | undefined

  constructor(view: EditorView, words: Words, take: (index: number) => void) {
    this.#view = view
    this.#words = words
    this.#take = take
  }

  show(shown: Shown | undefined): void {
    if (shown?.marked === undefined) {
      this.destroy()
      return
    }
    if (!this.#dom || this.#offer !== shown.offer) this.#draw(shown.offer)
    for (const [i, option] of [...(this.#dom?.children ?? [])].entries()) {
      const isMarked = i === shown.marked
      option.ariaSelected = String(isMarked)
      if (isMarked) option.scrollIntoView({ block: 'nearest' })
    }
  }

  destroy(): void {
    this.#dom?.remove()
    this.#dom = undefined
    this.#offer = undefined
  }

  #draw(offer: Offer): void {
    this.destroy()
    this.#offer = offer
    const list = document.createElement('div')
    list.id = List.id
    list.className = 'script-choices script-completion'
    list.role = 'listbox'
    list.ariaLabel = this.#words('completion.list')
    const isMixed = offer.options.some((option) => option.list !== offer.options[0]?.list)
    for (const [i, { text, list: name }] of offer.options.entries()) {
      const option = document.createElement('div')
      option.id = List.optionId(i)
      option.role = 'option'
      option.append(text)
      if (isMixed) {
        const kind = document.createElement('small')
        kind.textContent = this.#words(`completion.${name}`)
        option.append(kind)
      }
      option.addEventListener('mousedown', (event) => {
        // The focus stays in the text.
        event.preventDefault()
        this.#take(i)
      })
      list.append(option)
    }
    this.#view.dom.parentElement?.append(list)
    this.#dom = list
    placeUnderCursor(list, this.#view)
  }
}
