import type { Node } from 'prosemirror-model'
import { type EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { AttrStep, Mapping, ReplaceStep, type Step } from 'prosemirror-transform'
import { type Anchor, anchorAt, pointOfAnchor, type TextPoint } from '../shared/document/anchor.ts'
import { smallestEdit } from '../shared/document/field.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { type TiedText, tieText } from '../shared/document/tied.ts'
import type { History } from '../shared/document/undo.ts'
import { patch } from './patch.ts'
import { type Placed, pointAtPosition, positionOfPoint } from './position.ts'
import { push, sameSkeleton } from './push.ts'
import { changedRanges } from './ranges.ts'
import { Rendering } from './render.ts'

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

/// A selection tied to the text.
export interface TiedSelection {
  readonly anchor: Anchor
  readonly head: Anchor
}

/// A text that is being composed, held back from the series until the composition ends.
interface Held {
  /// The position in front of its block on screen. (What the series says of the line may have come
  /// to stand somewhere else.)
  readonly start: number
  /// What it said when it was tied.
  readonly text: string
  readonly tied: TiedText
}

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
      if (composing && !this.#held && !this.#pushing) this.#held = this.#holdAt(state)
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
      this.#replay(view, tr, settled)
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

  /// The selection tied to the text, or undefined where it is in none. What this person does takes
  /// the cursor along with the text behind it (1). What others put in right at the cursor stays
  /// behind it (−1): two who type at one point would otherwise type into each other's words.
  tie({ selection }: EditorState, side: -1 | 1 = -1): TiedSelection | undefined {
    const { $anchor, $head, empty } = selection
    const forward = $anchor.pos < $head.pos
    const anchor = this.#tied(pointAtPosition($anchor), empty || !forward ? side : 1)
    const head = empty ? anchor : this.#tied(pointAtPosition($head), forward ? side : 1)
    return anchor && head && { anchor, head }
  }

  /// Where a tied selection is in `doc` now.
  untie(doc: Node, { anchor, head }: TiedSelection): TextSelection | undefined {
    const from = this.#position(doc, anchor)
    const to = this.#position(doc, head)
    return from === undefined || to === undefined ? undefined : TextSelection.create(doc, from, to)
  }

  #tied(point: TextPoint | undefined, side: -1 | 1): Anchor | undefined {
    return point && anchorAt(this.document, point, side)
  }

  #position(doc: Node, anchor: Anchor): number | undefined {
    const point = pointOfAnchor(this.document, anchor)
    return point && positionOfPoint(doc, this.document, point)
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
    patch(tr, held ? this.#renderAround(state.doc, held.start) : this.render(), this.#rendering)
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

  /// The rendering, with the segment or title that holds a text left as it is on screen.
  #renderAround(doc: Node, start: number): Node {
    const $start = doc.resolve(start + 1)
    const home = $start.node(1)
    const held = $start.node(2)
    const target = this.render()
    const episodes: Node[] = []
    target.forEach((episode) => {
      const index = indexOf(episode, held)
      const here = index >= 0 && (held.attrs.id !== undefined || sameId(episode, home))
      episodes.push(here ? episode.copy(episode.content.replaceChild(index, held)) : episode)
    })
    return target.type.create(null, episodes)
  }

  #hold(view: BoundView, before: Node, after: Node): boolean {
    if (!view.composing || !sameSkeleton(before, after)) return false
    const block = changedBlock(before, after)
    this.#held = block ? this.#holdBlock(before, block) : undefined
    return this.#held !== undefined
  }

  #holdAt({ doc, selection }: EditorState): Held | undefined {
    const { $from } = selection
    if (!$from.parent.isTextblock) return undefined
    return this.#holdBlock(doc, { node: $from.parent, start: $from.before() })
  }

  #holdBlock(doc: Node, { node, start }: Placed): Held | undefined {
    const point = pointAtPosition(doc.resolve(start + 1))
    const tied = point && tieText(this.document, point)
    return tied && { start, text: node.textContent, tied }
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

  /// A transaction made for a state that has moved on: its steps are mapped over what came between.
  /// What is put in where others have deleted everything around is put in all the same.
  #replay(view: BoundView, tr: Transaction, over: Mapping): void {
    const rebased = view.state.tr
    const mapping = new Mapping()
    for (const step of [...tr.steps].reverse()) mapping.appendMap(step.getMap().invert())
    mapping.appendMapping(over)
    for (const [i, step] of tr.steps.entries()) {
      const done = rebased.steps.length
      const before = mapping.slice(tr.steps.length - i)
      const mapped = step.map(before)
      if (!mapped || rebased.maybeStep(mapped).failed) putInNear(rebased, step, before)
      for (const [k, map] of rebased.mapping.maps.slice(done).entries()) {
        mapping.appendMap(map, k === 0 ? tr.steps.length - 1 - i : undefined)
      }
    }
    if (rebased.docChanged) this.dispatch(rebased)
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

/// The one textblock whose text differs between two documents of the same shape; null where several
/// do, or lines have come or gone.
function changedBlock(before: Node, after: Node): Placed | null {
  let old = before
  let next = after
  let start = -1
  while (!old.isTextblock) {
    if (old.childCount !== next.childCount) return null
    let at = start + 1
    let changed = -1
    let place = 0
    for (let i = 0; i < old.childCount; i++) {
      if (old.child(i) !== next.child(i) && !old.child(i).eq(next.child(i))) {
        if (changed >= 0) return null
        changed = i
        place = at
      }
      at += old.child(i).nodeSize
    }
    if (changed < 0) return null
    old = old.child(changed)
    next = next.child(changed)
    start = place
  }
  return old.sameMarkup(next) ? { node: old, start } : null
}

function sameId(a: Node, b: Node): boolean {
  return a.type === b.type && a.attrs.id === b.attrs.id
}

function indexOf(parent: Node, child: Node): number {
  for (let i = 0; i < parent.childCount; i++) if (sameId(parent.child(i), child)) return i
  return -1
}

/// Puts in what a step puts in, although what was around it is gone.
function putInNear(tr: Transaction, step: Step, mapping: Mapping): void {
  if (!(step instanceof ReplaceStep) || step.slice.size === 0) return
  const at = Selection.near(tr.doc.resolve(mapping.map(step.from))).from
  tr.replace(at, at, step.slice)
}
