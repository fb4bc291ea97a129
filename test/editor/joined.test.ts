import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Binding, type BoundView } from '../../src/editor/binding.ts'
import { scriptKeys } from '../../src/editor/keymap.ts'
import { season } from '../../src/editor/season.ts'
import { writeSeries } from '../../src/shared/document/content.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { setTranslation } from '../../src/shared/document/translations.ts'
import { createHistory } from '../../src/shared/document/undo.ts'
import { contentOf } from '../../src/shared/format/document.ts'
import { readFountain } from '../../src/shared/format/fountain/read.ts'

/// What is written down about lines, and the keys that join and break them.

const fountain = `# Episode 1

## Hook

The lift stops.

The doors part.

Nobody gets in.
`

function openScript() {
  const doc = new Y.Doc()
  writeSeries(doc, contentOf(readFountain(fountain).screenplay))
  const document = new SeriesDocument(doc)
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
  const lines = () => document.reading.series.episodes[0]?.segments[0]?.lines ?? []
  return {
    document,
    lines,
    id: (text: string) => lines().find((line) => line.text === text)?.id ?? '',
    press(key: string, text: string, offset: number) {
      state.doc.descendants((node, at) => {
        if (!node.isTextblock || node.textContent !== text) return
        const selection = TextSelection.create(state.doc, at + 1 + offset)
        view.dispatch(state.tr.setSelection(selection))
      })
      return scriptKeys[key]?.(state, (tr) => view.dispatch(tr), view as unknown as EditorView)
    },
  }
}

const [first, second] = ['The lift stops.', 'The doors part.']

test('joined lines have both their translations', () => {
  const { document, lines, id, press } = openScript()
  setTranslation(document, id(first), '电梯停了。')
  setTranslation(document, id(second), '门开了。')
  press('Backspace', second, 0)
  expect(lines()[0]).toMatchObject({
    text: first + second,
    translation: '电梯停了。 门开了。',
    translated: first + second,
  })
  press('Delete', first + second, (first + second).length)
  expect(lines()[0]?.translation).toBe('电梯停了。 门开了。')
  expect(lines()).toHaveLength(1)
})

test('a line that is joined to one without a translation brings its own', () => {
  const { document, lines, id, press } = openScript()
  setTranslation(document, id(second), '门开了。')
  press('Delete', first, first.length)
  expect(lines()[0]).toMatchObject({ translation: '门开了。', translated: second })
})

test('what is planned and written of a line stays once when it is broken', () => {
  const { document, lines, id, press } = openScript()
  setTranslation(document, id(first), '电梯停了。')
  document.edit(() => document.roots.lines.set(`${id(first)}.seconds`, 7))
  press('Enter', first, 4)
  const [a, b] = lines()
  expect(a).toMatchObject({
    text: 'The ',
    seconds: 7,
    translation: '电梯停了。',
    translated: first,
  })
  expect([b?.text, b?.seconds, b?.translation, b?.translated]).toEqual([
    'lift stops.',
    ...[undefined, undefined, undefined],
  ])
})
