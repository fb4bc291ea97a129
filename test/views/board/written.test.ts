import { expect, test } from 'vitest'
import { textBeside, type Written } from '../../../src/views/board/written.ts'
import { seriesOf } from './series.ts'

const series = seriesOf('a=First: x', 'b=Second:')

function along(field: Written, by: 1 | -1, outlinesOnly: boolean): string[] {
  const texts: string[] = []
  for (let at = textBeside(series, field, by, outlinesOnly); at; ) {
    texts.push(at.text)
    at = textBeside(series, at.field, by, outlinesOnly)
  }
  return texts
}

test('texts follow each other in reading order, with or without titles', () => {
  const first = { in: 'title', episode: 'a' } as const
  expect(along(first, 1, false)).toEqual([
    'a.hook',
    'x',
    'a.cliffhanger',
    'Second',
    'b.hook',
    'b.cliffhanger',
  ])
  expect(along({ in: 'outline', segment: 'b.hook' }, -1, true)).toEqual([
    'a.cliffhanger',
    'x',
    'a.hook',
  ])
})
