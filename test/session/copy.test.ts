import 'fake-indexeddb/auto'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { compact } from '../../src/session/compact.ts'
import { copiesOf, expireCopies, noteCopy, unsentIn } from '../../src/session/copies.ts'
import { Copy } from '../../src/session/copy.ts'
import { baseName } from '../../src/session/copybase.ts'

/// What is in a copy in which order, on an IndexedDB in memory. That a browser's own keeps it over a
/// reload, a crash and a full disk is for test/e2e/offline.spec.ts and storage.spec.ts.

let count = 0
const newSeries = () => `series-${++count}`

/// A page with a text in it that types, and its copy.
async function openPage(series: string) {
  const doc = new Y.Doc()
  const kept: number[] = []
  let edits = 0
  const copy = await Copy.open('ada', series, {
    clients: [doc.clientID],
    state: () => Y.encodeStateAsUpdate(doc),
    isConnected: () => false,
    kept: (nth) => kept.push(nth),
    unkept: () => {},
    adopt(updates, found) {
      for (const update of updates) Y.applyUpdate(doc, update, 'copy')
      edits += found
      return edits
    },
  })
  edits = copy.found.edits
  for (const update of copy.found.updates) Y.applyUpdate(doc, update, 'copy')
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'copy') return
    if (origin === 'server') copy.received(update)
    else copy.own(update, ++edits)
  })
  let isOpen = true
  const close = () => {
    isOpen = false
    return copy.close()
  }
  onTestFinished(() => (isOpen ? close() : undefined))
  return {
    copy,
    kept,
    close,
    type: (text: string) => doc.getText('t').insert(doc.getText('t').length, text),
    hear: (update: Uint8Array) => Y.applyUpdate(doc, update, 'server'),
    text: () => doc.getText('t').toString(),
    state: () => Y.encodeStateAsUpdate(doc),
  }
}

function updateOf(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

test('what was typed is found again, with how much of it the server does not have', async () => {
  const series = newSeries()
  const page = await openPage(series)
  page.type('one ')
  page.type('two ')
  await page.copy.flush()
  expect(page.kept).toEqual([2])
  page.copy.acknowledged(1)
  page.type('three')
  await page.close()
  expect(await unsentIn({ account: 'ada', series })).toEqual({ edits: 2, asides: 0 })
  const next = await openPage(series)
  expect(next.text()).toBe('one two three')
  expect(next.copy.found.edits).toBe(2)
  next.copy.acknowledged(2)
  await next.close()
  expect(await unsentIn({ account: 'ada', series })).toEqual({ edits: 0, asides: 0 })
})

test('what was acknowledged before it was written is not marked', async () => {
  const series = newSeries()
  const page = await openPage(series)
  page.type('one')
  page.copy.acknowledged(1)
  await page.close()
  expect((await unsentIn({ account: 'ada', series })).edits).toBe(0)
  expect((await openPage(series)).text()).toBe('one')
})

test('what another window has kept is taken over, and counted once', async () => {
  const series = newSeries()
  const [one, two] = [await openPage(series), await openPage(series)]
  one.type('one ')
  await one.copy.flush()
  await two.copy.adopt()
  await two.copy.adopt()
  expect(two.text()).toBe('one ')
  expect(new Set(two.kept)).toEqual(new Set([1]))
  two.copy.acknowledged(1)
  await two.copy.flush()
  await one.close()
  await two.close()
  expect((await openPage(series)).copy.found.edits).toBe(0)
})

test('rows are put together, and what is unsent stays marked', async () => {
  const series = newSeries()
  const page = await openPage(series)
  page.hear(updateOf('from the server '))
  for (const word of ['a ', 'b ', 'c ']) {
    page.type(word)
    await page.copy.flush()
  }
  page.copy.acknowledged(2)
  const before = page.text()
  await page.close()
  await compact(baseName('ada', series))
  const next = await openPage(series)
  // The whole, and the row that is unsent.
  expect(next.copy.found.updates).toHaveLength(2)
  expect(next.text()).toBe(before)
  expect(next.copy.found.edits).toBe(1)
})

test('what waits for something that is missing is not lost when rows are put together', async () => {
  const series = newSeries()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('t').insert(0, 'one ')
  doc.getText('t').insert(4, 'two')
  const page = await openPage(series)
  page.copy.own(updates[1] as Uint8Array, 1)
  page.copy.acknowledged(1)
  await page.copy.flush()
  page.type('x')
  page.copy.acknowledged(2)
  await page.close()
  await compact(baseName('ada', series))
  const next = await openPage(series)
  expect(next.text()).toBe('x')
  next.hear(updates[0] as Uint8Array)
  expect(next.text()).toContain('one two')
})

test('a copy that is emptied while rows are put together stays empty', async () => {
  const series = newSeries()
  const page = await openPage(series)
  page.type('one')
  await page.copy.flush()
  page.type('two')
  await page.copy.flush()
  const compacting = compact(baseName('ada', series))
  await page.copy.clear()
  await compacting
  await page.close()
  expect((await openPage(series)).text()).toBe('')
})

test('text that is set aside is no longer of the series, and whole', async () => {
  const series = newSeries()
  const page = await openPage(series)
  page.copy.know({ lineage: 'old' })
  page.type('one ')
  await page.copy.flush()
  page.type('two')
  expect(await page.copy.setAside('replaced', 2)).toBe(true)
  page.type(' three')
  await page.close()
  const next = await openPage(series)
  expect(next.text()).toBe('')
  expect(next.copy.found).toMatchObject({ edits: 0, asides: 1, facts: {} })
  expect(next.copy.found.facts.lineage).toBeUndefined()
  const [aside] = await next.copy.asides()
  const doc = new Y.Doc()
  for (const update of aside?.updates ?? []) Y.applyUpdate(doc, update)
  expect(doc.getText('t').toString()).toBe('one two')
  expect(aside).toMatchObject({ why: 'replaced', edits: 2 })
  await next.copy.dropAside(aside?.key as number)
  expect(await next.copy.asides()).toEqual([])
})

test('a copy goes after ninety days, unless something in it is unsent', async () => {
  const day = 24 * 60 * 60 * 1000
  const [old, unsent, recent] = [newSeries(), newSeries(), newSeries()]
  for (const series of [old, unsent, recent]) {
    const page = await openPage(series)
    page.type('one')
    if (series !== unsent) page.copy.acknowledged(1)
    await page.close()
    const at = series === recent ? 2 * day : 0
    await noteCopy({ account: 'ada', series, title: series, language: 'en', at })
  }
  await expireCopies(90 * day + 1)
  const left = (await copiesOf('ada')).map(({ series }) => series)
  // Others of this file are there, too.
  expect(left).toEqual(expect.arrayContaining([recent, unsent]))
  expect(left).not.toContain(old)
  expect((await openPage(old)).text()).toBe('')
  expect((await openPage(unsent)).text()).toBe('one')
})
