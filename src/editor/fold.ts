import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { WritableStore } from '../session/store.ts'
import { rendered } from './binding.ts'
import { episodeIdAt } from './commands/episodes.ts'
import { blockAt } from './going.ts'
import { nodes } from './schema.ts'

/// Folded episodes: of each only its title is on the page. It is one person's, in one browser.
/// Nothing that is folded can be changed unseen: a cursor or a selection that comes into it
/// unfolds it.

export type Folded = ReadonlySet<string>

interface Folds {
  readonly ids: Folded
  readonly set: DecorationSet
}

const key = new PluginKey<Folds>('fold')

export interface FoldOptions {
  /// The ids of what is folded; also of episodes that are not there (any more).
  readonly folded: WritableStore<Folded>
  /// What stands under a folded title.
  readonly label: string
}

export function fold({ folded, label }: FoldOptions): Plugin<Folds> {
  const draw = (doc: Node, ids: Folded): Folds => ({ ids, set: decorate(doc, ids, label) })
  return new Plugin<Folds>({
    key,
    state: {
      init(_, state) {
        const ids = folded.get()
        return draw(state.doc, without(ids, entered(state, ids)))
      },
      apply(tr, folds, _, state) {
        const next = tr.getMeta(key) as Folded | undefined
        if (next) return draw(tr.doc, without(next, entered(state, next)))
        if (folds.ids.size === 0 || !(tr.docChanged || tr.selectionSet)) return folds
        const inside = entered(state, folds.ids)
        if (inside.length > 0) return draw(tr.doc, without(folds.ids, inside))
        if (!tr.docChanged) return folds
        // An episode that has come, gone or moved is drawn anew; else they move with the text.
        return tr.doc.childCount === tr.before.childCount && !movesEpisodes(tr.before, tr.doc)
          ? { ids: folds.ids, set: folds.set.map(tr.mapping, tr.doc) }
          : draw(tr.doc, folds.ids)
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
      handleDOMEvents: {
        // The number of an episode folds it, as its key does.
        mousedown(view, event) {
          const id = numberPressed(event)
          if (id === undefined) return false
          event.preventDefault()
          toggleFold(view, folded, id)
          return true
        },
      },
    },
    view(view) {
      const stop = folded.subscribe(() => {
        const ids = folded.get()
        if (foldedIn(view.state) === ids) return
        view.dispatch(view.state.tr.setMeta(key, ids).setMeta(rendered, true))
      })
      const tell = () => {
        const ids = foldedIn(view.state)
        if (ids !== folded.get()) folded.set(ids)
      }
      tell()
      return { update: tell, destroy: stop }
    },
  })
}

/// The ids of what is folded.
export function foldedIn(state: EditorState): Folded {
  return key.getState(state)?.ids ?? new Set()
}

/// Folds an episode, or unfolds it. A cursor in it goes to its title.
export function toggleFold(view: EditorView, folded: WritableStore<Folded>, id: string): void {
  const ids = folded.get()
  if (ids.has(id)) folded.set(without(ids, [id]))
  else {
    const hasLeft = leave(view, new Set([id]))
    folded.set(new Set([...ids, id]))
    if (hasLeft) keepInSight(view)
  }
}

/// Folds every episode, or unfolds them all where any is folded.
export function toggleFolds(view: EditorView, folded: WritableStore<Folded>): void {
  const all: string[] = []
  view.state.doc.forEach(({ attrs }) => {
    all.push(String(attrs.id))
  })
  const ids = folded.get()
  if (all.some((id) => ids.has(id))) {
    folded.set(without(ids, all))
  } else {
    leave(view, new Set(all))
    folded.set(new Set([...ids, ...all]))
  }
  keepInSight(view)
}

/// Unfolds an episode that is about to be looked at.
export function unfold(folded: WritableStore<Folded>, id: string): void {
  const ids = folded.get()
  if (ids.has(id)) folded.set(without(ids, [id]))
}

/// The episode at the cursor.
export function episodeHere(view: EditorView): string | undefined {
  return episodeIdAt(view.state)
}

/// Brings the text at the cursor back to where one sees it.
function keepInSight(view: EditorView): void {
  blockAt(view, view.state.selection.head)?.scrollIntoView({ block: 'center' })
}

/// Puts a selection that is in one of the episodes into the title of the first of them; false where it
/// is in none.
function leave(view: EditorView, ids: Folded): boolean {
  const { state } = view
  const [first] = entered(state, ids)
  if (first === undefined) return false
  let title: number | undefined
  state.doc.forEach((episode, start) => {
    if (episode.attrs.id === first) title = start + 1 + episode.child(0).nodeSize - 1
  })
  if (title === undefined) return false
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, title)))
  return true
}

/// Those of the episodes that the selection reaches into, beyond their titles.
function entered({ doc, selection }: EditorState, ids: Folded): readonly string[] {
  const { $from, $to } = selection
  const found: string[] = []
  for (let i = $from.index(0); i <= $to.index(0) && i < doc.childCount; i++) {
    const id = String(doc.child(i).attrs.id)
    if (!ids.has(id)) continue
    const startsInTitle = i === $from.index(0) && $from.parent.type === nodes.title
    const endsInTitle = i === $to.index(0) && $to.parent.type === nodes.title
    const isWithin = $from.index(0) === $to.index(0)
    if (endsInTitle && (startsInTitle || !isWithin)) continue
    found.push(id)
  }
  return found
}

function decorate(doc: Node, ids: Folded, label: string): DecorationSet {
  if (ids.size === 0) return DecorationSet.empty
  const decorations: Decoration[] = []
  doc.forEach((episode, start) => {
    if (!ids.has(String(episode.attrs.id))) return
    const shown = { class: 'folded', 'data-folded': label }
    decorations.push(Decoration.node(start, start + episode.nodeSize, shown))
  })
  return DecorationSet.create(doc, decorations)
}

/// Whether episodes stand in another order. What has not changed is the same node: one pass of
/// comparing.
function movesEpisodes(before: Node, after: Node): boolean {
  for (let i = 0; i < after.childCount; i++) {
    const old = before.child(i)
    const now = after.child(i)
    if (old !== now && old.attrs.id !== now.attrs.id) return true
  }
  return false
}

function without(ids: Folded, some: readonly string[]): Folded {
  if (!some.some((id) => ids.has(id))) return ids
  return new Set([...ids].filter((id) => !some.includes(id)))
}

function numberPressed(event: Event): string | undefined {
  const { target } = event
  const number = target instanceof Element ? target.closest('.script-number') : null
  return number?.closest<HTMLElement>('[data-episode]')?.dataset.episode
}
