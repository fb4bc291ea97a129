import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bindStrayText } from '../../src/editor/straytext.ts'
import { createEpisode } from '../../src/shared/document/episodes.ts'
import { binBeat, createBeat, restoreSegment } from '../../src/shared/document/segments.ts'
import { createSeries } from '../../src/shared/document/series.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { tieText } from '../../src/shared/document/tied.ts'
import fc from '../draw.ts'
import { Control } from './control.ts'

/// Somebody writes on in a line of a beat that another has put into the bin.
function binned(text: string) {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  createSeries(docs[0], { title: 'Series', language: 'en' })
  const exchange = () => {
    for (const [from, to] of [docs, [docs[1], docs[0]] as const]) {
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
    }
  }
  const [mine, theirs] = docs.map((doc) => new SeriesDocument(doc)) as [
    SeriesDocument,
    SeriesDocument,
  ]
  const episode = mine.reading.series.episodes[0]?.id ?? ''
  const beat = createBeat(mine, episode, 1) ?? ''
  const line = mine.reading.segment(beat)?.lines[0]?.id ?? ''
  const write = (document: SeriesDocument, at: number, put: string) => {
    const tied = tieText(document, { in: 'line', line, offset: 0 })
    document.edit(() => tied?.replace(at, at, put))
  }
  write(mine, 0, text)
  exchange()
  binBeat(theirs, beat)
  exchange()
  const control = new Control()
  const pen = bindStrayText(control, mine, { in: 'line', line, offset: text.length })
  const rows = ({ reading }: SeriesDocument) => reading.segment(beat)?.lines.map((row) => row.text)
  const putBack = () => restoreSegment(theirs, beat, episode)
  return { mine, theirs, control, pen, exchange, rows, putBack, write }
}

test('what is typed goes to the binned line, and comes back with it', () => {
  const { mine, theirs, control, pen, exchange, rows, putBack } = binned('The lift dr')
  expect(control.value).toBe('The lift dr')
  expect(control.selectionEnd).toBe(11)
  for (const letter of 'ops.') control.type(letter)
  control.dispatchEvent(Object.assign(new Event('keydown'), { key: 'Enter' }))
  expect(control.value).toBe('')
  control.type('Nobody\nscreams.')
  expect(control.value).toBe('Nobody screams.')
  exchange()
  putBack()
  exchange()
  expect(rows(theirs)).toEqual(['The lift drops.', 'Nobody screams.'])
  expect(rows(mine)).toEqual(rows(theirs))
  expect(pen.here()).toMatchObject({ in: 'line', offset: 15 })
})

test('an outline or a title takes its next words too', () => {
  const { mine, control, pen } = binned('Hi')
  pen.destroy()
  const episode = createEpisode(mine, 1) ?? ''
  const title = bindStrayText(control, mine, { in: 'title', episode, offset: 0 })
  control.type('Two')
  expect(mine.reading.series.episodes[1]?.title).toBe('Two')
  title.destroy()
})

test('nothing that two write in it is lost, also while one composes', () => {
  const step = fc.oneof(
    fc.record({ by: fc.constant('me'), put: fc.stringMatching(/^[a-z]{1,3}$/) }),
    fc.record({ by: fc.constant('other'), put: fc.stringMatching(/^[A-Z]{1,3}$/) }),
    fc.record({ by: fc.constant('method'), put: fc.stringMatching(/^[你好再见]{1,2}$/) }),
    fc.record({ by: fc.constant('exchange'), put: fc.constant('') }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.nat(20)), { maxLength: 30 }), (steps) => {
      const { mine, theirs, control, pen, exchange, rows, write } = binned('Start')
      let put = 'Start'
      for (const [{ by, put: text }, at] of steps) {
        if (by === 'exchange') exchange()
        if (by === 'other') write(theirs, Math.min(at, rows(theirs)?.[0]?.length ?? 0), text)
        if (by === 'me') {
          const caret = Math.min(at, control.value.length)
          control.setSelectionRange(caret, caret)
          control.type(text)
        }
        if (by === 'method') {
          control.compose(text, 0)
          exchange()
          control.compose(`${text}。`, text.length)
          control.endComposition()
          expect(control.value).toContain(`${text}。`)
          put += '。'
        }
        put += text
      }
      exchange()
      expect(control.disturbed).toBe(0)
      expect(control.value).toBe(rows(mine)?.[0])
      expect(rows(theirs)).toEqual(rows(mine))
      expect([...control.value].sort().join('')).toBe([...put].sort().join(''))
      pen.destroy()
    }),
  )
})
