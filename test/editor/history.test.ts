import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Binding, type BoundView } from '../../src/editor/binding.ts'
import { scriptKeys } from '../../src/editor/keymap.ts'
import { season } from '../../src/editor/season.ts'
import { writeSeries } from '../../src/shared/document/content.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../src/shared/document/undo.ts'
import { contentOf } from '../../src/shared/format/document.ts'
import { readFountain } from '../../src/shared/format/fountain/read.ts'

/// The keys of the script and undo, in a series that somebody else has written.

const fountain = `# Episode 1

## Hook

INT. LIFT - NIGHT

## Beat

Mara counts the floors.

The phone rings in the dark.

## Beat

Someone breathes.

## Cliffhanger

The doors part.
`
const phone = 'The phone rings in the dark.'

function openScript() {
  const theirs = new Y.Doc()
  writeSeries(theirs, contentOf(readFountain(fountain).screenplay))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
  const document = new SeriesDocument(doc)
  // Every change is a step of its own.
  const binding = new Binding(document, createHistory(document, 0))
  let state = EditorState.create({ doc: binding.render(), plugins: [season(binding)] })
  const view: BoundView & { dispatch(tr: Transaction): void } = {
    get state() {
      return state
    },
    composing: false,
    updateState(next) {
      state = next
    },
    dispatch: (tr) => binding.dispatch(tr),
  }
  binding.attach(view)
  return {
    /// Puts the cursor into the block with this text.
    putCursor(text: string, offset: number) {
      let start = -1
      state.doc.descendants((node, at) => {
        if (node.isTextblock && node.textContent === text) start = at + 1
      })
      expect(start).toBeGreaterThan(0)
      view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, start + offset)))
    },
    /// Presses keys of the script; what is none is typed.
    press(...keys: readonly string[]) {
      for (const key of keys) {
        const command = scriptKeys[key]
        if (command) command(state, view.dispatch, view as unknown as EditorView)
        else view.dispatch(state.tr.insertText(key))
      }
    },
    rows() {
      const rows: string[] = []
      state.doc.descendants((node) => {
        const name = node.type.name === 'line' ? String(node.attrs.element) : node.type.name
        rows.push(node.isTextblock ? `${name}: ${node.textContent}` : name)
        return !node.isTextblock
      })
      return rows
    },
    cursor: () =>
      `${state.selection.$head.parent.textContent}@${state.selection.$head.parentOffset}`,
  }
}

test('the cursor is in the line that Enter begins, wherever that is', () => {
  for (const [text, at, after] of [
    ['INT. LIFT - NIGHT', 17, ['scene-heading: INT. LIFT - NIGHT', 'action: *']],
    ['Mara counts the floors.', 23, ['action: Mara counts the floors.', 'action: *']],
    [phone, 9, ['action: The phone', 'action: * rings in the dark.']],
    [phone, 0, ['action: ', `action: *${phone}`]],
    ['The doors part.', 15, ['action: The doors part.', 'action: *']],
  ] as const) {
    const { putCursor, press, rows } = openScript()
    putCursor(text, at)
    press('Enter', '*')
    expect(rows().join('|')).toContain(after.join('|'))
  }
})

test('lines that were begun and written in go when that is undone', () => {
  const { putCursor, press, rows } = openScript()
  const before = rows()
  putCursor(phone, phone.length)
  const keys = ['Mod-3', 'Enter', 'x', 'Tab', 'y', 'Enter', 'Mod-3', 'Tab', 'z']
  press(...keys)
  expect(rows()).not.toEqual(before)
  press(...keys.map(() => 'Mod-z'))
  expect(rows()).toEqual(before)
})

test('a break in a line that somebody else wrote is undone', () => {
  const { putCursor, press, rows } = openScript()
  const before = rows()
  for (const key of ['Enter', 'Mod-Enter']) {
    putCursor(phone, 9)
    press(key)
    expect(rows()).not.toEqual(before)
    press('Mod-z')
    expect(rows()).toEqual(before)
  }
})

test('after an undo the next step still knows where the cursor was', () => {
  const { putCursor, press, cursor } = openScript()
  putCursor(phone, 3)
  press('x', 'Mod-z', 'Alt-Shift-Backspace')
  expect(cursor()).not.toBe(`${phone}@3`)
  press('Mod-z')
  expect(cursor()).toBe(`${phone}@3`)
})
