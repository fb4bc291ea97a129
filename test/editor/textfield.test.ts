import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bindTextField } from '../../src/editor/textfield.ts'
import { type Field, fieldText, reviseField } from '../../src/shared/document/field.ts'
import { createSeries } from '../../src/shared/document/series.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../src/shared/document/undo.ts'
import fc from '../draw.ts'
import { Control } from './control.ts'

interface Replica {
  readonly document: SeriesDocument
  readonly field: Field
  text(): string
}

/// Two replicas of a series, and the outline of its hook in each.
function twoReplicas(): readonly [Replica, Replica, () => void] {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  for (const [i, doc] of docs.entries()) doc.clientID = i + 1
  createSeries(docs[0], { title: 'Series', language: 'en' })
  const exchange = () => {
    for (const [from, to] of [docs, [docs[1], docs[0]] as const]) {
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
    }
  }
  exchange()
  const [a, b] = docs.map((doc): Replica => {
    const document = new SeriesDocument(doc)
    const field = {
      in: 'outline',
      segment: document.reading.series.episodes[0]?.segments[0]?.id ?? '',
    } as const
    return { document, field, text: () => fieldText(document, field)?.toString() ?? '' }
  }) as [Replica, Replica]
  return [a, b, exchange]
}

function revise({ document, field, text }: Replica, from: number, to: number, put: string): void {
  const old = text()
  document.edit(() => {
    reviseField(document, field, old.slice(0, from) + put + old.slice(to), from + put.length)
  })
}

const step = fc.oneof(
  fc.record({ do: fc.constant('type'), length: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('remove'), length: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('select'), start: fc.nat(30), length: fc.nat(4) }),
  fc.record({ do: fc.constant('compose'), length: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ do: fc.constant('commit') }),
  fc.record({ do: fc.constant('exchange') }),
  fc.record({
    do: fc.constant('remote'),
    at: fc.nat(30),
    remove: fc.nat(3),
    length: fc.nat(4),
  }),
  fc.record({ do: fc.constant('remote-twice'), at: fc.nat(30), remove: fc.nat(3) }),
  fc.record({ do: fc.constant('remote-within'), back: fc.nat(3) }),
)

test('whatever two people do, the control shows the text, and no typed character is lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const [near, far, exchange] = twoReplicas()
      const control = new Control()
      const field = bindTextField(control, near.document, near.field)
      // Every character that is ever typed is another one.
      let next = 0x4e00
      const fresh = (length: number) =>
        Array.from({ length }, () => String.fromCharCode(next++)).join('')
      const typed = new Set<string>()
      const removed = new Set<string>()
      const note = (text: string, gone: string) => {
        for (const each of text) typed.add(each)
        for (const each of gone) removed.add(each)
      }
      let composed = 0
      const commit = () => {
        if (!control.composing) return
        control.endComposition()
        composed = 0
      }
      const remote = (at: number, remove: number, put: string) => {
        const text = far.text()
        const from = Math.min(at, text.length)
        const to = Math.min(from + remove, text.length)
        note(put, text.slice(from, to))
        revise(far, from, to, put)
      }
      for (const each of steps) {
        const { selectionStart: start, selectionEnd: end } = control
        switch (each.do) {
          case 'type': {
            commit()
            const put = fresh(each.length)
            note(put, control.value.slice(control.selectionStart, control.selectionEnd))
            control.type(put)
            break
          }
          case 'remove': {
            commit()
            if (control.selectionStart === control.selectionEnd) {
              const from = Math.max(0, control.selectionStart - each.length)
              control.setSelectionRange(from, control.selectionEnd)
            }
            note('', control.value.slice(control.selectionStart, control.selectionEnd))
            control.type('')
            break
          }
          case 'select': {
            commit()
            const from = Math.min(each.start, control.value.length)
            control.setSelectionRange(from, from + each.length)
            control.dispatchEvent(new Event('selectionchange'))
            break
          }
          case 'compose': {
            const put = fresh(each.length)
            note(put, control.value.slice(composed > 0 ? end - composed : start, end))
            control.compose(put, control.composing ? composed : end - start)
            composed = put.length
            break
          }
          case 'commit':
            commit()
            break
          case 'remote':
            remote(each.at, each.remove, fresh(each.length))
            break
          case 'remote-twice':
            far.document.edit(() => {
              remote(each.at, each.remove, fresh(1))
              remote(each.at + 5, each.remove, fresh(2))
              remote(0, 0, fresh(1))
            })
            break
          case 'remote-within':
            exchange()
            remote(Math.max(0, end - each.back), 0, fresh(1))
            exchange()
            break
          case 'exchange':
            exchange()
        }
        if (!control.composing) expect(control.value).toBe(near.text())
      }
      commit()
      exchange()
      expect(control.value).toBe(near.text())
      expect(far.text()).toBe(near.text())
      expect(control.disturbed).toBe(0)
      for (const each of typed) {
        const found = near.text().split(each).length - 1
        expect(found, `${each} of ${near.text()}`).toBe(removed.has(each) ? 0 : 1)
      }
      field.destroy()
    }),
    { numRuns: 1500 },
  )
})

test('what others type keeps the selection on its characters', () => {
  const characters = fc.integer({ min: 0, max: 20 })
  fc.assert(
    fc.property(characters, characters, characters, characters, (a, b, at, remove) => {
      const [near, far, exchange] = twoReplicas()
      const text = 'abcdefghijklmnopqrst'
      revise(near, 0, 0, text)
      exchange()
      const control = new Control()
      const field = bindTextField(control, near.document, near.field)
      const [start, end] = [Math.min(a, b), Math.max(a, b)]
      control.setSelectionRange(start, end)
      const to = Math.min(at + remove, text.length)
      revise(far, at, to, 'XYZ')
      exchange()
      const selected = control.value.slice(control.selectionStart, control.selectionEnd)
      expect(selected.replaceAll(/[XYZ]/g, '')).toBe(
        text.slice(start, Math.max(start, Math.min(end, at))) +
          text.slice(Math.min(end, Math.max(start, to)), end),
      )
      // Whoever types at the caret does not push it along.
      if (at === start && start === end) expect(control.selectionStart).toBe(start)
      field.destroy()
    }),
  )
})

test('in a composition the remote text waits, and what is composed is already safe', () => {
  const [near, far, exchange] = twoReplicas()
  revise(near, 0, 0, 'She opens the safe.')
  exchange()
  const control = new Control()
  bindTextField(control, near.document, near.field)
  control.setSelectionRange(4, 4)
  control.compose('n', 0)
  revise(far, 0, 0, 'Then ')
  revise(far, far.text().length, far.text().length, ' Empty.')
  exchange()
  control.compose('ni', 1)
  exchange()
  expect(control.value).toBe('She niopens the safe.')
  expect(far.text()).toBe('Then She niopens the safe. Empty.')
  control.compose('你', 2)
  control.endComposition()
  expect(control.value).toBe('Then She 你opens the safe. Empty.')
  expect(control.selectionStart).toBe('Then She 你'.length)
})

test('a field is one paragraph: pasted line breaks become spaces', () => {
  const [near] = twoReplicas()
  const control = new Control()
  bindTextField(control, near.document, near.field)
  control.type('She runs. \r\n\n He follows.')
  expect(near.text()).toBe('She runs. He follows.')
  expect(control.value).toBe(near.text())
  expect(control.selectionStart).toBe(near.text().length)
})

test('undo through the shared history shows in the control, with the caret where it happened', () => {
  const [near] = twoReplicas()
  const history = createHistory(near.document)
  const control = new Control()
  bindTextField(control, near.document, near.field)
  control.type('One two')
  history.pause()
  control.setSelectionRange(3, 3)
  control.type(' and')
  history.undo()
  expect(control.value).toBe('One two')
  expect(control.selectionStart).toBe(3)
})

test("the browser's own undo is handed to whoever keeps the history", () => {
  const [near] = twoReplicas()
  const control = new Control()
  const asked: string[] = []
  bindTextField(control, near.document, near.field, { onHistory: (each) => asked.push(each) })
  for (const inputType of ['historyUndo', 'historyRedo', 'insertText']) {
    const event = Object.assign(new Event('beforeinput', { cancelable: true }), { inputType })
    control.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(inputType !== 'insertText')
  }
  expect(asked).toEqual(['undo', 'redo'])
})

test('a text that a third party puts in the place of another is the one that is typed in', () => {
  const [near, far, exchange] = twoReplicas()
  const control = new Control()
  bindTextField(control, near.document, near.field)
  control.type('Old')
  exchange()
  const segment = far.document.roots.segments.get(
    far.document.reading.series.episodes[0]?.segments[0]?.id ?? '',
  )
  if (segment instanceof Y.Map) segment.set('outline', new Y.Text('New'))
  exchange()
  expect(control.value).toBe('New')
  control.setSelectionRange(3, 3)
  control.type('er')
  expect(near.text()).toBe('Newer')
})

test('after the end of the binding typing goes nowhere', () => {
  const [near] = twoReplicas()
  const control = new Control()
  const field = bindTextField(control, near.document, near.field)
  control.type('kept')
  field.destroy()
  control.type(' not')
  revise(near, 0, 0, 'X')
  expect(near.text()).toBe('Xkept')
  expect(control.value).toBe('kept not')
})
