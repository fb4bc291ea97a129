import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Doc } from 'yjs'
import { createEpisode } from '../../src/shared/document/episodes.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import { createSeries } from '../../src/shared/document/series.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { shownSeries } from '../../src/views/series/shown.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const doc = new Doc()
  createSeries(doc, { title: 'The Lift', language: 'en' })
  const document = new SeriesDocument(doc)
  const shown = shownSeries(document.reading)
  let told = 0
  shown.subscribe(() => told++)
  const retitle = (title: string) =>
    document.edit(() => reviseField(document, { in: 'series', key: 'title' }, title))
  return { document, shown, retitle, told: () => told }
}

test('typing is shown a little later, once for all of it', () => {
  const { shown, retitle, told } = open()
  const before = shown.get()
  retitle('The Wrong')
  retitle('The Wrong Lift')
  expect(shown.get()).toBe(before)
  vi.runAllTimers()
  expect(shown.get().title).toBe('The Wrong Lift')
  expect(told()).toBe(1)
})

test('a new episode is shown at once, with what was typed before it', () => {
  const { document, shown, retitle, told } = open()
  retitle('The Wrong Lift')
  createEpisode(document, 1)
  expect(shown.get().episodes).toHaveLength(2)
  expect(shown.get().title).toBe('The Wrong Lift')
  vi.runAllTimers()
  expect(told()).toBe(1)
})

test('after its end it shows nothing more', () => {
  const { shown, retitle, told } = open()
  retitle('The Wrong Lift')
  shown.destroy()
  vi.runAllTimers()
  expect(told()).toBe(0)
})
