import { expect, it } from 'vitest'
import { writeCsv } from '../../../src/shared/format/csv.ts'

it('rows are in quotes, with a mark in front and CR LF behind each', () => {
  expect(
    writeCsv([
      ['a', 1],
      ['say "no",\nthen go', ''],
    ]),
  ).toBe('\ufeff"a",1\r\n"say ""no"",\nthen go",""\r\n')
})

it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1'])(
  'what a spreadsheet would run is shown instead: %j',
  (formula) => {
    expect(writeCsv([[formula]])).toContain(`"'${formula[0]}`)
  },
)

it('what is no formula stays as it is', () => {
  expect(writeCsv([['A – B', '他=我', -3]])).toBe('\ufeff"A – B","他=我",-3\r\n')
})
