import { EditorState, type Transaction } from 'prosemirror-state'
import * as Y from 'yjs'
import { Binding } from '../../src/editor/binding.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { createHistory, type History } from '../../src/shared/document/undo.ts'
import type { Dice } from './dice.ts'
import type { Room } from './room.ts'

/// One person: a replica with the real binding and a ProseMirror state, without a browser.
export class Writer {
  readonly name: string
  readonly doc: Y.Doc
  readonly document: SeriesDocument
  readonly binding: Binding
  readonly history: History
  state: EditorState
  composing = false
  /// How much of the hub's log this replica has.
  seen = 0
  /// How long the hub's log was when this replica last added to it.
  sent = 0

  constructor(name: string, start: Uint8Array, dice: Dice) {
    this.name = name
    this.doc = new Y.Doc()
    Y.applyUpdate(this.doc, start)
    this.document = new SeriesDocument(this.doc, dice.next)
    this.history = createHistory(this.document, 0)
    this.binding = new Binding(this.document, this.history)
    this.state = EditorState.create({ doc: this.binding.render() })
    this.binding.attach(this)
  }

  updateState(state: EditorState): void {
    this.state = state
  }

  dispatch(tr: Transaction): void {
    this.binding.dispatch(tr)
  }

  destroy(): void {
    this.binding.destroy()
    this.history.destroy()
    this.document.destroy()
    this.doc.destroy()
  }
}

/// The network between writers: a log of updates that each has seen up to some point.
export class Hub {
  readonly #log: { readonly update: Uint8Array; readonly from: Writer | undefined }[] = []
  readonly writers: Writer[] = []
  /// A server that is sent everything.
  room: Room | undefined

  join(writer: Writer): void {
    this.writers.push(writer)
    writer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      writer.sent = this.#log.push({ update, from: writer })
      this.room?.send(writer.name, update)
    })
  }

  /// What the server has to tell of its own doing.
  tell(updates: readonly Uint8Array[]): void {
    for (const update of updates) this.#log.push({ update, from: undefined })
  }

  /// Gives a writer up to `most` of the updates it has not seen.
  deliver(writer: Writer, most = Number.POSITIVE_INFINITY): void {
    for (let i = 0; i < most && writer.seen < this.#log.length; i++) {
      const entry = this.#log[writer.seen++]
      if (entry && entry.from !== writer) Y.applyUpdate(writer.doc, entry.update, this)
    }
  }

  /// Until nobody has anything left to say.
  deliverAll(): void {
    for (let rounds = 0; rounds < 50; rounds++) {
      const length = this.#log.length
      for (const writer of this.writers) this.deliver(writer)
      if (this.room) this.tell(this.room.take(true))
      if (this.#log.length === length && this.writers.every(({ seen }) => seen === length)) return
    }
    throw new Error('the replicas never come to rest')
  }
}
