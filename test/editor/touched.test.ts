import { expect, test } from 'vitest'
import { changedTexts } from '../../src/editor/touched.ts'
import { moveBeat } from '../../src/shared/document/segments.ts'
import { twoPeople } from '../shared/document/room.ts'

/// What changes for Ada when Ben does something, as the texts say then.
function whenBen(deed: (ben: ReturnType<typeof twoPeople>[1]) => void, most = 60): string[] {
  const [ada, ben] = twoPeople()
  const before = ada.document.reading.series
  deed(ben)
  ada.hear(ben)
  const now = ada.document.reading.series
  const segments = now.episodes.flatMap((episode) => episode.segments)
  const said = (texts: readonly { id: string; text: string }[], wanted: string) =>
    texts.find(({ id }) => id === wanted)?.text
  const outlines = segments.flatMap((segment) => segment.outlines)
  const lines = segments.flatMap((segment) => segment.lines)
  return changedTexts(before, now, most).map((point) => {
    if (point.in === 'line') return `${said(lines, point.line)}`
    if (point.in === 'outline') return `= ${said(outlines, point.segment)}`
    return `# ${now.episodes.find(({ id }) => id === point.episode)?.title}`
  })
}

test('a line that is typed in has changed, and no other', () => {
  expect(whenBen((ben) => ben.type('new ', 'red one'))).toEqual(['new red one'])
})

test('a line of another element has changed', () => {
  expect(whenBen((ben) => ben.make('dialogue', 'blue one'))).toEqual(['blue one'])
})

test('a line that is broken leaves two', () => {
  expect(whenBen((ben) => ben.break('two')).length).toBe(2)
})

test('a beat that comes into another episode is new there', () => {
  const changed = whenBen((ben) => moveBeat(ben.document, ben.segment('red').id, ben.episode(2), 0))
  expect(changed).toContain('red one')
  expect(changed).not.toContain('red2 one')
})

test('nothing has changed for nobody, and no more is told than asked for', () => {
  expect(whenBen(() => {})).toEqual([])
  const all = whenBen((ben) => {
    for (const text of ['hook one', 'red one', 'blue one', 'end one']) ben.type('x', text)
  }, 2)
  expect(all).toHaveLength(2)
})
