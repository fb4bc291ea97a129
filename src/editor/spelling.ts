import { Plugin } from 'prosemirror-state'

/// The browser's checking of spelling, in the language of the series (the script's `lang`). What it
/// finds is drawn by the browser and is no part of the document.

export interface Switch {
  get(): 'on' | 'off'
  subscribe(listener: () => void): () => void
}

export function spelling(chosen: Switch): Plugin {
  return new Plugin({
    view(view) {
      const apply = () => {
        const value = chosen.get() === 'on'
        if (view.dom.spellcheck !== value) view.dom.spellcheck = value
      }
      apply()
      return { update: apply, destroy: chosen.subscribe(apply) }
    },
  })
}
