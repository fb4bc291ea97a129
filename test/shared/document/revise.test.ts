import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DraftLine } from '../../../src/shared/document/diff.ts'
import { reviseLines } from '../../../src/shared/document/revise.ts'
import { createBeat, mergeBeat, splitSegment } from '../../../src/shared/document/segments.ts'
import { createSeries } from '../../../src/shared/document/series.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { elements } from '../../../src/shared/domain/element.ts'
import fc from '../../draw.ts'

const style = fc.constantFrom({}, {}, { bold: true as const }, { italic: true as const })
const text = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', '中', '😀', '😃'),
  maxLength: 6,
})
const draft: fc.Arbitrary<DraftLine> = fc.record({
  element: fc.constantFrom(...elements),
  spans: fc
    .array(fc.record({ text, style }), { maxLength: 3 })
    .map((spans) => spans.filter((span) => span.text !== '')),
})
const drafts = fc.array(draft, { minLength: 1, maxLength: 6 })

function seriesWithBeat(): { document: SeriesDocument; beat: string } {
  const doc = new Y.Doc()
  createSeries(doc, { title: 'A', language: 'en' })
  const document = new SeriesDocument(doc)
  const episode = document.reading.series.episodes[0]?.id as string
  return { document, beat: createBeat(document, episode, 0) }
}

function revise(document: SeriesDocument, id: string, lines: readonly DraftLine[]): void {
  const group = document.reading.group(id)
  if (!group) throw new Error(`no group ${id}`)
  document.edit(() => reviseLines(document, group, lines))
}

function shown(document: SeriesDocument, id: string) {
  return document.reading.segment(id)?.lines.map(({ element, text, spans }) => ({
    element,
    text,
    styles: spans.flatMap((span) => [...span.text].map(() => span.style)),
  }))
}

function wanted(lines: readonly DraftLine[]) {
  return lines.map(({ element, spans }) => ({
    element,
    text: spans.map((span) => span.text).join(''),
    styles: spans.flatMap((span) => [...span.text].map(() => span.style)),
  }))
}

test('a segment comes to say what it should, whatever it said before', () => {
  fc.assert(
    fc.property(fc.array(drafts, { minLength: 1, maxLength: 5 }), (versions) => {
      const { document, beat } = seriesWithBeat()
      for (const version of versions) {
        revise(document, beat, version)
        expect(shown(document, beat)).toEqual(wanted(version))
      }
    }),
  )
})

test('merged and split segments come to say what they should', () => {
  fc.assert(
    fc.property(
      fc.array(drafts, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(5), fc.nat(8), drafts), { minLength: 1, maxLength: 6 }),
      (bodies, steps) => {
        const { document, beat } = seriesWithBeat()
        const episode = document.reading.series.episodes[0]?.id as string
        revise(document, beat, bodies[0] as DraftLine[])
        for (const [i, lines] of bodies.slice(1).entries()) {
          const id = createBeat(document, episode, i + 1)
          revise(document, id, lines)
        }
        for (const [row, offset, lines] of steps) {
          const beats = document.reading.series.episodes[0]?.segments.slice(1, -1) ?? []
          const target = beats[row % beats.length]
          if (!target) throw new Error('no beat')
          const all = beats.flatMap((segment) => segment.lines.map((line) => line.text))
          const before = all.join('')
          if (offset % 2 === 0 && beats.length > 1) mergeBeat(document, target.id)
          else {
            const line = target.lines[offset % target.lines.length]
            if (line) splitSegment(document, { line: line.id, offset: line.text.length >> 1 })
          }
          const after = document.reading.series.episodes[0]?.segments ?? []
          const hook = after[0]?.lines.map((line) => line.text).join('') ?? ''
          expect(
            hook +
              after
                .slice(1)
                .flatMap((segment) => segment.lines.map((line) => line.text))
                .join(''),
          ).toContain(before)
          const id = after[1]?.id
          if (id === undefined || after[1]?.kind !== 'beat') continue
          revise(document, id, lines)
          expect(shown(document, id)).toEqual(wanted(lines))
        }
      },
    ),
  )
})

test('a line keeps its id when Enter is pressed at its end, and the second part does elsewhere', () => {
  const { document, beat } = seriesWithBeat()
  const line = (text: string): DraftLine => ({
    element: 'action',
    spans: text === '' ? [] : [{ text, style: {} }],
  })
  revise(document, beat, [line('one two')])
  const id = document.reading.segment(beat)?.lines[0]?.id
  revise(document, beat, [line('one two'), line('')])
  expect(document.reading.segment(beat)?.lines[0]?.id).toBe(id)
  revise(document, beat, [line('one'), line(' two'), line('')])
  expect(document.reading.segment(beat)?.lines[1]?.id).toBe(id)
})
