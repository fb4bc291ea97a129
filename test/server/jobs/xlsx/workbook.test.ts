import readExcelFile, { type Row, readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import * as Y from 'yjs'
import { readOutlineRows } from '../../../../server/jobs/xlsx/outlinerows.ts'
import { readWorkbook } from '../../../../server/jobs/xlsx/sheets.ts'
import { writeWorkbook } from '../../../../server/jobs/xlsx/workbook.ts'
import { outlineEdits } from '../../../../src/shared/format/outline/edits.ts'
import { outlineGrid } from '../../../../src/shared/format/outline/grid.ts'
import { openZip, writeZip } from '../../../../src/shared/format/zip.ts'
import { Person, twoEpisodes } from '../../../shared/document/room.ts'

const table = {
  name: 'One: a/b',
  columns: [{ width: 10 }, { width: 8, numbers: true as const, between: [-5, 5] as const }],
  rows: [
    ['Head', 'Number'],
    ['  = 1 + 1 & <b> "q"\n第二行 😀 ', -3],
    ['constructor', ''],
    ['', 2.5],
    ['_x000D_ \v', ''],
  ],
}

/// What the cells of `table` say.
const said = [
  ['Head', 'Number'],
  ['  = 1 + 1 & <b> "q"\n第二行 😀 ', '-3'],
  ['constructor'],
  ['', '2.5'],
  ['_x000D_ \v'],
]

function sheets(bytes: Uint8Array) {
  const read = readWorkbook(bytes)
  if ('code' in read) throw new Error(read.message)
  return read
}

/// The cells of a row: its types speak of dates, which there are none of.
const plain = (row: Row) => row.map((cell) => (typeof cell === 'function' ? null : cell))

/// A workbook of one sheet whose XML is written here, as other programs write it.
function workbook(sheet: string, strings = '', tabs = 1): Uint8Array {
  const x = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
  const parts: [string, string][] = [
    [
      'xl/workbook.xml',
      `<workbook ${x} ${r}><sheets>${'<sheet name="S" r:id="a"/>'.repeat(tabs)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="a" Target="/xl/worksheets/s.xml"/></Relationships>',
    ],
    ['xl/worksheets/s.xml', `<worksheet ${x}><sheetData>${sheet}</sheetData></worksheet>`],
    ['xl/sharedStrings.xml', `<sst ${x}>${strings}</sst>`],
  ]
  return writeZip(parts.map(([name, text]) => [name, new TextEncoder().encode(text)]))
}

test('a workbook comes back as it was written', () => {
  const other = { ...table, name: '', rows: [['Other']] }
  expect(sheets(writeWorkbook([table, other]))).toEqual([
    { name: 'One  a b', rows: said },
    { name: 'Sheet', rows: [['Other']] },
  ])
})

test('another program reads it alike', async () => {
  const [first] = await readExcelFile(Buffer.from(writeWorkbook([table])), { trim: false })
  expect(first?.data).toEqual([
    ['Head', 'Number'],
    ['  = 1 + 1 & <b> "q"\n第二行 😀 ', -3],
    ['constructor', null],
    [null, 2.5],
    ['_x000D_ \v', null],
  ])
})

test('an outline that another program has changed and saved has exactly its changes', async () => {
  const state = Y.encodeStateAsUpdate(twoEpisodes(['one']))
  const { series } = new Person(state).document.reading
  const bytes = writeWorkbook([outlineGrid(series, 'en', 'episodes').table])
  const rows = await readSheet(Buffer.from(bytes), { trim: false })
  const [head = [], first = [], second = []] = rows
  const at = (name: string) => head.indexOf(name)
  first[at('Beat 2')] = 'blue, and green'
  first[at('Emotion')] = ' | 4 | | '
  second[at('Target seconds')] = 45
  const saved = await writeExcelFile([head, first, second].map(plain)).toBuffer()
  const read = readOutlineRows(saved)
  if ('code' in read) throw new Error(read.message)
  expect(outlineEdits(read.rows, series)).toMatchObject({
    edits: [
      { what: 'outline', cell: 'F2', was: 'blue', next: 'blue, and green', contested: false },
      { what: 'emotion', cell: 'I2', of: { kind: 'beat', number: 1 }, was: undefined, next: 4 },
      { what: 'target', cell: 'K3', number: 2, was: undefined, next: 45 },
    ],
    remarks: [],
  })
})

test('cells are read however programs write them', () => {
  const strings =
    '<si><t>plain</t></si>' +
    '<si><r><t>two </t></r><r><rPr><b/></rPr><t>styles</t></r><rPh sb="0" eb="1"><t>read aloud</t></rPh></si>'
  const sheet =
    '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row>' +
    '<row><c t="inlineStr"><is><t>in place</t></is></c><c t="str"><f>A1&amp;B1</f><v>made</v></c>' +
    '<c t="b"><v>1</v></c><c><v>9.0</v></c><c t="e"><v>#REF!</v></c><c t="s"><v>77</v></c></row>' +
    '<row r="1048576"><c r="XFD1048576" s="4"/></row>'
  expect(sheets(workbook(sheet, strings))).toEqual([
    {
      name: 'S',
      rows: [[], ['', 'plain', '', 'two styles'], ['in place', 'made', 'TRUE', '9', '#REF!']],
    },
  ])
})

test('names may have a prefix', () => {
  const sheet = '<x:row xmlns:x="y"><x:c><x:v>7</x:v></x:c></x:row>'
  expect(sheets(workbook(sheet))[0]?.rows).toEqual([['7']])
})

test.each([
  ['xlsx.old', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])],
  ['zip.damaged', writeWorkbook([table]).slice(0, 900)],
  ['zip.damaged', new Uint8Array()],
  ['xlsx.stranger', writeZip([['word/document.xml', new Uint8Array(3)]])],
  ['xlsx.large', workbook('<row r="999999"><c><v>1</v></c></row>')],
  ['xlsx.large', workbook('<row><c r="ZZZ1"><v>1</v></c></row>')],
  ['xml.damaged', workbook('<row><c></row>')],
  ['xml.too-deep', workbook('<row>'.repeat(5000))],
])('%s is said of what is no sheet', (code, bytes) => {
  expect(readWorkbook(bytes)).toMatchObject({ code })
})

test('CSV and XLSX are told by their first bytes', () => {
  const csv = new TextEncoder().encode('Episode;Hook\r\n1;Dark\r\n')
  expect(readOutlineRows(csv)).toMatchObject({
    rows: [
      ['Episode', 'Hook'],
      ['1', 'Dark'],
    ],
  })
  const notes = { ...table, rows: [['Notes of mine']] }
  const outline = {
    ...table,
    rows: [
      ['集数', '钩子'],
      [1, '暗'],
    ],
  }
  expect(readOutlineRows(writeWorkbook([notes, outline]))).toMatchObject({
    rows: [
      ['集数', '钩子'],
      ['1', '暗'],
    ],
  })
  expect(readOutlineRows(Uint8Array.from([0x89, 0x50, 0, 0, 0, 0, 0]))).toHaveProperty('code')
})

test('every part of the file is well formed and named', () => {
  const zip = openZip(writeWorkbook([table]))
  if ('code' in zip) throw new Error(zip.message)
  expect(zip.names).toContain('[Content_Types].xml')
  const sheet = new TextDecoder().decode(zip.read('xl/worksheets/sheet1.xml') as Uint8Array)
  expect(sheet).toContain('sqref="B2:B5"')
})

test('tabs without number that lead to one sheet are read once', () => {
  const cell = '<row r="1"><c r="A1" t="str"><v>Head</v></c></row>'
  expect(sheets(workbook(cell, '', 50_000))).toEqual([{ name: 'S', rows: [['Head']] }])
})
