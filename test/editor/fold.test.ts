import { AllSelection, EditorState, TextSelection } from 'prosemirror-state'
import { DecorationSet } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { type Folded, fold, foldedIn } from '../../src/editor/fold.ts'
import { Rendering } from '../../src/editor/render.ts'
import { createStore } from '../../src/session/store.ts'
import { moveEpisode } from '../../src/shared/document/episodes.ts'
import { twoPeople } from '../shared/document/room.ts'

/// Two episodes on the page; those with these numbers are folded.
function page(...numbers: readonly number[]) {
  const [ada] = twoPeople()
  const rendering = new Rendering()
  const ids = numbers.map((number) => ada.episode(number))
  const plugin = fold({ folded: createStore<Folded>(new Set(ids)), label: 'Folded' })
  const doc = rendering.series(ada.document.reading.series)
  const state = EditorState.create({ doc, plugins: [plugin] })
  /// The position in front of a text.
  const at = (text: string): number => {
    let found = -1
    state.doc.descendants((node, pos) => {
      if (node.isTextblock && found < 0 && node.textContent.includes(text)) {
        found = pos + 1 + node.textContent.indexOf(text)
      }
      return !node.isTextblock
    })
    if (found < 0) throw new Error(`no ${text}`)
    return found
  }
  const select = (from: string, to = from) => {
    const selection = TextSelection.create(state.doc, at(from), at(to))
    return folds(state.apply(state.tr.setSelection(selection)))
  }
  /// The numbers of the episodes that are folded, and of those that are drawn so.
  const folds = (now: EditorState) => {
    const drawn = plugin.props.decorations?.call(plugin, now)
    const classes: number[] = []
    now.doc.forEach((episode, start, i) => {
      const end = start + episode.nodeSize
      const found = drawn instanceof DecorationSet ? drawn.find(start, end) : []
      if (found.some((each) => each.from === start)) classes.push(i + 1)
    })
    const kept = [1, 2].filter((number) => foldedIn(now).has(ada.episode(number)))
    expect(kept).toEqual(classes)
    return kept
  }
  return { ada, rendering, state, select, folds, at }
}

test('a cursor in the title of a folded episode leaves it folded', () => {
  expect(page(1, 2).select('Episode2')).toEqual([1, 2])
})

test.each(['hook2 one', 'red2', 'end2 one'])('a cursor that comes to %s unfolds it', (text) => {
  expect(page(1, 2).select(text)).toEqual([1])
})

test('a selection unfolds whatever it reaches into, and nothing else', () => {
  expect(page(2).select('hook one', 'end one')).toEqual([2])
  expect(page(2).select('hook one', 'Episode2')).toEqual([2])
  expect(page(1, 2).select('Episode', 'Episode2')).toEqual([2])
  expect(page(1, 2).select('Episode', 'red2')).toEqual([])
})

test('all that is selected is seen', () => {
  const { state, folds } = page(1, 2)
  expect(folds(state.apply(state.tr.setSelection(new AllSelection(state.doc))))).toEqual([])
})

test('what is typed somewhere else leaves it folded', () => {
  const { state, folds, at } = page(2)
  expect(folds(state.apply(state.tr.insertText('word ', at('hook one'))))).toEqual([2])
})

test('what others do in it leaves it folded', () => {
  const { state, folds, at } = page(2)
  const typed = state.apply(state.tr.insertText('word ', at('hook2 one')))
  expect(folds(typed)).toEqual([2])
})

test('an episode that is moved stays folded', () => {
  const { ada, rendering, state, folds } = page(2)
  const folded = ada.episode(2)
  moveEpisode(ada.document, folded, 0)
  const next = rendering.series(ada.document.reading.series)
  const moved = state.apply(state.tr.replaceWith(0, state.doc.content.size, next.content))
  expect(foldedIn(moved).has(folded)).toBe(true)
  expect(folds(moved)).toEqual([1])
})

test('where the cursor is when the page opens nothing is folded', () => {
  const { ada, rendering, at } = page()
  const doc = rendering.series(ada.document.reading.series)
  const folded = createStore<Folded>(new Set([ada.episode(1), ada.episode(2)]))
  const selection = TextSelection.create(doc, at('red2'))
  const plugins = [fold({ folded, label: 'Folded' })]
  expect(foldedIn(EditorState.create({ doc, selection, plugins }))).toEqual(
    new Set([ada.episode(1)]),
  )
})
