import { EditorState, type Selection, TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Binding } from '../../src/editor/binding.ts'
import { season } from '../../src/editor/season.ts'
import { createHistory } from '../../src/shared/document/undo.ts'
import { othersFountain } from './manuscript.ts'

/// A cursor that the browser has moved and has not told of yet.

function open() {
  const document = othersFountain('# One\n\nA lift stops.\n\nThe light goes out.\n')
  const binding = new Binding(document, createHistory(document, 0))
  let state = EditorState.create({ doc: binding.render(), plugins: [season(binding)] })
  let moved: number | undefined
  binding.attach({
    get state() {
      return state
    },
    composing: false,
    updateState(next) {
      state = next
      moved = undefined
    },
    cursorSeen(): Selection | undefined {
      return moved === undefined ? undefined : TextSelection.create(state.doc, moved)
    },
  })
  const at = (text: string, offset: number) => {
    let found = -1
    state.doc.descendants((node, start) => {
      if (node.isTextblock && node.textContent === text) found = start + 1 + offset
    })
    return found
  }
  return {
    doc: document.doc,
    at,
    cursor: () => state.selection.head,
    put: (to: number) =>
      binding.dispatch(state.tr.setSelection(TextSelection.create(state.doc, to))),
    /// As an arrow key does, of which the editor hears a moment later.
    move(to: number) {
      moved = to
    },
    redraw: () => binding.dispatch(state.tr.setMeta('rendered', true)),
  }
}

test('drawing something anew leaves it where the browser has it', () => {
  const script = open()
  script.put(script.at('A lift stops.', 0))
  script.move(script.at('A lift stops.', 6))
  script.redraw()
  expect(script.cursor()).toBe(script.at('A lift stops.', 6))
})

test('what another writes leaves it in its text', () => {
  const script = open()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(script.doc))
  script.put(script.at('The light goes out.', 0))
  script.move(script.at('The light goes out.', 9))
  for (const body of other.getMap<Y.Text>('bodies').values()) {
    let at = 0
    for (const { insert } of body.toDelta() as { readonly insert: unknown }[]) {
      if (insert === 'A lift stops.') body.insert(at, 'Suddenly. ')
      at += typeof insert === 'string' ? insert.length : 1
    }
  }
  Y.applyUpdate(script.doc, Y.encodeStateAsUpdate(other))
  expect(script.at('Suddenly. A lift stops.', 0)).toBeGreaterThan(0)
  expect(script.cursor()).toBe(script.at('The light goes out.', 9))
})
