import type { Node } from 'prosemirror-model'
import { type EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { AttrStep, Mapping, ReplaceStep, type Step } from 'prosemirror-transform'
import { smallestEdit } from '../shared/document/field.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { History } from '../shared/document/undo.ts'
import { changedBlock, type Held, holdAt, holdBlock, renderedAround } from './held.ts'
import { patch } from './patch.ts'
import { pointAtPosition, positionOfPoint } from './position.ts'
import { push, sameSkeleton } from './push.ts'
import { changedRanges } from './ranges.ts'
import { Rendering } from './render.ts'
import { replay } from './replay.ts'
import { type TiedSelection, tieSelection, untieSelection } from './tiedselection.ts'

/// Keeps a ProseMirror document and a series the same, both ways. After every transaction the
/// document equals the rendering of the series; the one exception is the segment in which an input
/// method is composing, which waits for the composition to end.

/// What the binding needs of an editor view. The tests run it without a browser.
export interface BoundView {
  readonly state: EditorState
  updateState(state: EditorState): void
  /// Whether an input method is composing.
  readonly composing: boolean
  /// Where the browser has the cursor, when the state does not say so yet.
  cursorSeen?(): Selection | undefined
}

/// The meta key of transactions that show what the series says; nothing in them is a person's doing.
export const rendered = 'rendered'

export class Binding {
  readonly document: SeriesDocument
  readonly history: History
  /// Whether what is done to a selection around an outline leaves it alone.
  keepsOutlines = false
  readonly #rendering = new Rendering()
  readonly #stop: (() => void)[] = []
  #view: BoundView | undefined
  #pushing = false
  #held: Held | undefined
  #selection: TiedSelection | undefined

  constructor(document: SeriesDocument, history: History) {
    this.document = document
    this.history = history
  }

  /// The document of the series as it stands.
  render(): Node {
    return this.#rendering.series(this.document.reading.series)
  }

  attach(view: BoundView): void {
    this.#view = view
    const { doc, reading } = this.document
    const before = ({ local, origin }: { readonly local: boolean; readonly origin: unknown }) => {
      // The history clears what could be redone in a transaction of its own, without an origin, and
      // only then asks for the selection before the step.
      if (local && origin === null) return
      const seen = local || this.#pushing ? undefined : view.cursorSeen?.()
      if (seen) view.updateState(view.state.apply(view.state.tr.setSelection(seen)))
      const { state, composing } = view
      this.#selection = this.tie(state, local ? 1 : -1)
      // What others change from here on waits, if it is where the composition is.
      if (composing && !this.#held && !this.#pushing) this.#held = holdAt(this.document, state)
    }
    doc.on('beforeTransaction', before)
    this.history.remember = () => this.#selection
    this.#stop.push(
      () => doc.off('beforeTransaction', before),
      reading.onChange(() => {
        if (!this.#pushing) this.#pull()
      }),
    )
    this.#pull()
  }

  destroy(): void {
    this.settle()
    for (const stop of this.#stop) stop()
    this.history.remember = undefined
    this.#view = undefined
  }

  /// What an EditorView is given as dispatchTransaction.
  dispatch(tr: Transaction): void {
    const view = this.#view
    if (!view) return
    const ends = tr.docChanged && this.#held !== undefined && !this.#keepsHolding(view, tr)
    const settled = ends ? this.#settle() : new Mapping()
    // Settling may have changed the state that the transaction was made for.
    const base = view.state
    // What only changes how the script looks must not put the cursor back to where it was.
    const seen = tr.docChanged || tr.selectionSet ? undefined : view.cursorSeen?.()
    if (seen && tr.doc === base.doc) tr.setSelection(seen)
    if (!tr.before.eq(base.doc)) {
      const rebased = replay(view.state, tr, settled)
      if (rebased.docChanged) this.dispatch(rebased)
      return
    }
    const { state, transactions } = base.applyTransaction(tr)
    if (base.doc === state.doc || base.doc.eq(state.doc)) {
      view.updateState(state)
      return
    }
    if (this.#held) {
      for (const transaction of transactions) this.#moveHeld(transaction)
      view.updateState(state)
      return
    }
    if (this.#hold(view, base.doc, state.doc)) {
      view.updateState(state)
      return
    }
    this.#push(() => push(this.document, base.doc, state.doc, transactions, this.keepsOutlines))
    view.updateState(this.#settled(base, state, changedRanges(transactions)[0]?.newTo))
  }

  /// Runs a change of the series that a command makes, as one step of the history of its own.
  run<T>(change: (document: SeriesDocument) => T): T {
    this.settle()
    this.history.pause()
    const result = change(this.document)
    this.history.pause()
    return result
  }

  undo(): boolean {
    return this.#step(() => this.history.undo())
  }

  redo(): boolean {
    return this.#step(() => this.history.redo())
  }

  /// Ends the holding back of a composition: writes it down, then shows what has come meanwhile.
  settle(): void {
    this.#settle()
  }

  /// Gives back how that changed what is on screen.
  #settle(): Mapping {
    const held = this.#held
    const view = this.#view
    if (!held || !view) return new Mapping()
    this.#held = undefined
    const before = view.state
    const { head } = before.selection
    const block = before.doc.nodeAt(held.start)
    const text = block?.textContent ?? held.text
    const caret = head - held.start - 1
    const inside = block && caret >= 0 && caret <= block.content.size
    const edit = smallestEdit(held.text, text, inside ? caret : undefined)
    const behind = this.#push(() => held.tied.replace(edit.from, edit.to, edit.insert))
    const tr = before.tr
    patch(tr, this.render(), this.#rendering)
    const after = tr.docChanged ? before.apply(asRendered(tr)) : before
    // The line on screen lacked what others did to it: the cursor is found by the text.
    const isBehind = inside && caret === edit.from + edit.insert.length
    const selection = behind && isBehind && this.untie(after.doc, { anchor: behind, head: behind })
    view.updateState(selection ? after.apply(after.tr.setSelection(selection)) : after)
    return tr.mapping
  }

  /// As `tieSelection` does it.
  tie({ selection }: EditorState, side: -1 | 1 = -1): TiedSelection | undefined {
    return tieSelection(this.document, selection, side)
  }

  /// Where a tied selection is in `doc` now.
  untie(doc: Node, tied: TiedSelection): TextSelection | undefined {
    return untieSelection(this.document, doc, tied)
  }

  #push<T>(change: () => T): T {
    this.#pushing = true
    try {
      return this.document.edit(change)
    } finally {
      this.#pushing = false
    }
  }

  /// The state after a push: what the series says now, with the selection where the person left it.
  #settled(base: EditorState, state: EditorState, edited?: number): EditorState {
    const tr = state.tr
    patch(tr, this.render(), this.#rendering)
    if (!tr.docChanged) return state
    // Where segments had to be put right again, the caret goes behind what was put in.
    if (edited !== undefined && !sameSkeleton(base.doc, state.doc)) {
      tr.setSelection(Selection.near(tr.doc.resolve(Math.min(edited, tr.doc.content.size)), -1))
    } else if (readsTheSame(state, tr.doc)) {
      // Only ids are different: which of two lines goes on with the old one is no matter here.
      const { anchor, head } = state.selection
      tr.setSelection(TextSelection.create(tr.doc, anchor, head))
    }
    return state.apply(asRendered(tr))
  }

  /// Shows what others, commands and undo have done.
  #pull(): void {
    const view = this.#view
    if (!view) return
    const { state } = view
    const tr = state.tr
    const held = this.#held
    patch(
      tr,
      held ? renderedAround(this.render(), state.doc, held) : this.render(),
      this.#rendering,
    )
    if (!tr.docChanged) return
    if (held) {
      this.#pullAround(view, tr, held)
      return
    }
    const selection = this.#selection
    if (selection) {
      const restored = this.#atLineStart(state, tr.doc) ?? this.untie(tr.doc, selection)
      if (restored && !restored.eq(tr.selection)) tr.setSelection(restored)
    }
    view.updateState(state.apply(asRendered(tr)))
  }

  /// Shows what is in `tr` without touching the text that is being composed. What comes behind it
  /// goes first, by itself: where a neighbour changes sides, the view would keep that one and draw
  /// the composing text anew.
  #pullAround(view: BoundView, tr: Transaction, held: Held): void {
    // Here it would have to be drawn anew somewhere else: everything waits.
    if (tr.mapping.mapResult(held.start + 1).deletedAcross) return
    const composing = tr.doc.nodeAt(tr.mapping.map(held.start, 1))
    if (composing?.textContent !== view.state.doc.nodeAt(held.start)?.textContent) return
    const inFront = tr.steps.findIndex((step) => startOf(step) <= held.start)
    const behind = inFront < 0 ? tr.steps.length : inFront
    for (const steps of [tr.steps.slice(0, behind), tr.steps.slice(behind)]) {
      if (steps.length === 0) continue
      const part = view.state.tr
      for (const step of steps) part.step(step)
      this.#moveHeld(part)
      view.updateState(view.state.apply(asRendered(part)))
    }
  }

  /// A cursor in front of a whole line that is still there stays in front of it, also where
  /// somebody has broken it there and what is now before it is an empty line.
  #atLineStart({ selection }: EditorState, doc: Node): TextSelection | undefined {
    const point = pointAtPosition(selection.$head)
    if (!selection.empty || point?.in !== 'line' || point.offset > 0) return undefined
    const start = positionOfPoint(doc, this.document, point)
    const before = start === undefined ? undefined : doc.resolve(start - 1).nodeBefore
    const isBroken = before?.type.name === 'line' && before.content.size === 0
    return start !== undefined && isBroken ? TextSelection.create(doc, start) : undefined
  }

  #hold(view: BoundView, before: Node, after: Node): boolean {
    if (!view.composing || !sameSkeleton(before, after)) return false
    const block = changedBlock(before, after)
    this.#held = block ? holdBlock(this.document, before, block) : undefined
    return this.#held !== undefined
  }

  /// Whether a transaction goes on with the composition: it changes only the text that is held.
  #keepsHolding(view: BoundView, tr: Transaction): boolean {
    const held = this.#held as Held
    if (!view.composing || !tr.before.eq(view.state.doc)) return false
    const block = changedBlock(tr.before, tr.doc)
    return sameSkeleton(tr.before, tr.doc) && block?.start === held.start
  }

  #moveHeld(tr: Transaction): void {
    if (this.#held) this.#held = { ...this.#held, start: tr.mapping.map(this.#held.start, 1) }
  }

  #step(move: () => { readonly remembered: unknown } | undefined): boolean {
    this.settle()
    const step = move()
    const view = this.#view
    if (!step || !view) return step !== undefined
    const tied = step.remembered as TiedSelection | undefined
    const selection = tied && this.untie(view.state.doc, tied)
    if (selection) view.updateState(view.state.apply(view.state.tr.setSelection(selection)))
    return true
  }
}

/// Whether a document is as long as the one of a state and says the same around its selection.
function readsTheSame({ doc, selection }: EditorState, next: Node): boolean {
  if (!(selection instanceof TextSelection) || doc.content.size !== next.content.size) return false
  return [selection.$anchor, selection.$head].every(($pos) => {
    const { parent, parentOffset } = next.resolve($pos.pos)
    return parentOffset === $pos.parentOffset && parent.textContent === $pos.parent.textContent
  })
}

function asRendered(tr: Transaction): Transaction {
  return tr.setMeta(rendered, true).setMeta('addToHistory', false)
}

/// Where a step of a patch begins.
function startOf(step: Step): number {
  if (step instanceof ReplaceStep) return step.from
  return step instanceof AttrStep ? step.pos : 0
}
