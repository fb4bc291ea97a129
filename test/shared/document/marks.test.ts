import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'

/// Where two have made the same words bold, there are more marks than are needed.

const bodyIn = (doc: Y.Doc) => doc.getMap('bodies').get('one') as Y.Text

function marked() {
  const start = new Y.Doc()
  start.getMap('bodies').set('one', new Y.Text('Stop the lift'))
  const first = Y.encodeStateAsUpdate(start)
  const told = ['Ada', 'Ben'].map((name) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, first)
    const before = Y.encodeStateVector(doc)
    bodyIn(doc).format(0, 4, { bold: true })
    bodyIn(doc).insert(13, `, says ${name}.`)
    return Y.encodeStateAsUpdate(doc, before)
  })
  return { first, told }
}

it('a page strikes out no marks of others by itself: who only reads has written nothing', () => {
  const { first, told } = marked()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, first)
  const document = new SeriesDocument(doc)
  const own: unknown[] = []
  doc.on('update', (_update, origin) => {
    if (origin !== 'server') own.push(origin)
  })
  for (const update of told) Y.applyUpdate(doc, update, 'server')
  expect(own).toEqual([])
  expect(Y.snapshot(doc).ds.clients.size).toBe(0)
  const [word, ...rest] = bodyIn(doc).toDelta()
  expect(word).toEqual({ insert: 'Stop', attributes: { bold: true } })
  expect(rest.every((piece: object) => !('attributes' in piece))).toBe(true)
  document.destroy()
})
