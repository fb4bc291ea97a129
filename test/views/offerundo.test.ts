import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createSeries, renameSeries, setLanguage } from '../../src/shared/document/series.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../src/shared/document/undo.ts'
import type { Words } from '../../src/shared/i18n/catalogue.ts'
import { offerUndo } from '../../src/views/parts/offerundo.ts'
import { toasts } from '../../src/views/parts/toasts.ts'

/// A series that has just been renamed, with the offer to undo that.
function renamed() {
  for (const { id } of toasts.get()) toasts.close(id)
  const doc = new Y.Doc()
  createSeries(doc, { title: 'One', language: 'en' })
  const document = new SeriesDocument(doc)
  const history = createHistory(document)
  renameSeries(document, 'Two')
  const words = ((id: string) => id) as Words
  const session = { history, undo: () => void history.undo() }
  offerUndo({ session, words }, { title: 'Renamed' })
  const press = () => toasts.get()[0]?.actionProps?.onClick()
  return { document, history, press, title: () => document.reading.series.title }
}

test('the button undoes what the toast is about', () => {
  const { press, title } = renamed()
  expect(toasts.get()).toMatchObject([{ title: 'Renamed' }])
  press()
  expect(title()).toBe('One')
  expect(toasts.get()).toEqual([])
})

test('what somebody does next takes the offer away, however soon it comes', () => {
  const { document, history, title } = renamed()
  setLanguage(document, 'zh-Hans')
  expect(toasts.get()).toEqual([])
  history.undo()
  expect(title()).toBe('Two')
})

test('so does an undo from elsewhere', () => {
  const { history } = renamed()
  history.undo()
  expect(toasts.get()).toEqual([])
})

test('what others do leaves it there, and the button undoes no more than before', () => {
  const { document, press, title } = renamed()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(document.doc))
  setLanguage(new SeriesDocument(other), 'zh-Hans')
  Y.applyUpdate(document.doc, Y.encodeStateAsUpdate(other), other)
  press()
  expect(title()).toBe('One')
  expect(document.reading.series.language).toBe('zh-Hans')
})
