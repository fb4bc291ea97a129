import { expect, test } from 'vitest'
import { writeCsv } from '../../../src/shared/format/csv.ts'
import { readCsv } from '../../../src/shared/format/csvrows.ts'

test('rows come back as they were written', () => {
  const rows = [
    ['a', 'b, "c"', ''],
    ['one\ntwo', ' 3 ', ''],
    ['', '', ''],
  ]
  expect(readCsv(writeCsv(rows))).toEqual(rows)
})

test('other programs part cells by semicolons or tabs, and end lines their way', () => {
  expect(readCsv('a;b;"c,d;e"\n1;2,5;\n')).toEqual([
    ['a', 'b', 'c,d;e'],
    ['1', '2,5', ''],
  ])
  expect(readCsv('a\tb, c\r1\t2')).toEqual([
    ['a', 'b, c'],
    ['1', '2'],
  ])
})

test('what is not well formed is read all the same', () => {
  expect(readCsv('')).toEqual([])
  expect(readCsv('a,')).toEqual([['a', '']])
  expect(readCsv('"a"b,c')).toEqual([['ab', 'c']])
  expect(readCsv('a,"never ends\nb')).toEqual([['a', 'never ends\nb']])
  expect(readCsv('a\n\nb')).toEqual([['a'], [''], ['b']])
})
