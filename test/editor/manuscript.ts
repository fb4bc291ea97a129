import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import * as Y from 'yjs'
import { Binding, type BoundView } from '../../src/editor/binding.ts'
import { scriptKeys } from '../../src/editor/keymap.ts'
import { season } from '../../src/editor/season.ts'
import { type SeriesContent, writeSeries } from '../../src/shared/document/content.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../src/shared/document/undo.ts'
import { contentOf } from '../../src/shared/format/document.ts'
import { readFountain } from '../../src/shared/format/fountain/read.ts'

/// The script of a series with its binding, its history and its keys, without a browser.
export class Manuscript {
  readonly document: SeriesDocument
  readonly binding: Binding
  readonly view: BoundView & { dispatch(tr: Transaction): void }
  #state: EditorState

  constructor(document: SeriesDocument) {
    this.document = document
    // Every change is a step of its own.
    this.binding = new Binding(document, createHistory(document, 0))
    this.#state = EditorState.create({
      doc: this.binding.render(),
      plugins: [season(this.binding)],
    })
    const get = () => this.#state
    this.view = {
      get state() {
        return get()
      },
      composing: false,
      updateState: (next) => {
        this.#state = next
      },
      dispatch: (tr) => this.binding.dispatch(tr),
    }
    this.binding.attach(this.view)
  }

  get state(): EditorState {
    return this.#state
  }

  /// Puts the cursor into the block with this text.
  putCursor(text: string, offset: number): void {
    let start = -1
    this.#state.doc.descendants((node, at) => {
      if (node.isTextblock && node.textContent === text) start = at + 1
    })
    if (start < 0) throw new Error(`No block says ${JSON.stringify(text)}.`)
    this.selectRange(start + offset, start + offset)
  }

  /// Selects from one position of the document to another.
  selectRange(anchor: number, head: number): void {
    const { doc, tr } = this.#state
    this.view.dispatch(tr.setSelection(TextSelection.create(doc, anchor, head)))
  }

  /// Presses a key of the script; what is none is typed. Gives back whether the key was taken.
  press(key: string): boolean {
    const command = scriptKeys[key]
    if (command) return command(this.#state, this.view.dispatch, this.view as unknown as EditorView)
    this.view.dispatch(this.#state.tr.insertText(key))
    return true
  }
}

/// A series that somebody else has written, as it came here.
export function othersSeries(content: SeriesContent): SeriesDocument {
  const theirs = new Y.Doc()
  writeSeries(theirs, content)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
  return new SeriesDocument(doc)
}

/// The same of a script in Fountain.
export function othersFountain(text: string): SeriesDocument {
  return othersSeries(contentOf(readFountain(text).screenplay))
}
