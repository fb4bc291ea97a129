import {
  cellName,
  type Table,
  type TableCell,
  type TableColumn,
} from '../../../src/shared/format/table.ts'
import { xmlElement as el, writeXml, type XmlElement } from '../../../src/shared/format/xml.ts'
import { writeZip } from '../../../src/shared/format/zip.ts'

/// Tables as a workbook for spreadsheets (Office Open XML, ECMA-376), a sheet each: the head stays
/// in place, columns can be filtered, texts wrap and are never taken for formulas or dates.
export function writeWorkbook(tables: readonly Table[]): Uint8Array {
  const strings = new Strings()
  const sheets = tables.map((table, i) => sheetOf(table, strings, i === 0))
  const parts: [string, XmlElement][] = [
    ['[Content_Types].xml', contentTypes(tables.length)],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(tables)],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...tables.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ],
    ['xl/styles.xml', styles()],
    ['xl/sharedStrings.xml', strings.element()],
    ...sheets.map((sheet, i): [string, XmlElement] => [`xl/worksheets/sheet${i + 1}.xml`, sheet]),
  ]
  const encoder = new TextEncoder()
  return writeZip(parts.map(([name, root]) => [name, encoder.encode(writeXml(root))]))
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: number): XmlElement {
  const part = (name: string, type: string) =>
    el('Override', { PartName: `/xl/${name}`, ContentType: `${spreadsheet}.${type}+xml` })
  return el('Types', { xmlns: `${packages}/content-types` }, [
    el('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    part('sharedStrings.xml', 'sharedStrings'),
    ...Array.from({ length: sheets }, (_, i) => part(`worksheets/sheet${i + 1}.xml`, 'worksheet')),
  ])
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): XmlElement {
  return el(
    'Relationships',
    { xmlns: `${packages}/relationships` },
    targets.map(([type, target], i) =>
      el('Relationship', { Id: `rId${i + 1}`, Type: `${office}/${type}`, Target: target }),
    ),
  )
}

function workbook(tables: readonly Table[]): XmlElement {
  const sheets = tables.map(({ name }, i) =>
    el('sheet', { name: tabName(name), sheetId: `${i + 1}`, 'r:id': `rId${i + 1}` }),
  )
  return el('workbook', { xmlns: main, 'xmlns:r': office }, [el('sheets', {}, sheets)])
}

/// Excel takes no more than 31 characters, and none of these.
function tabName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet'
  )
}

/// The styles of cells, by their places in `cellXfs`. 49 is the number format “Text”.
const style = { text: '1', number: '2', head: '3' } as const

function styles(): XmlElement {
  const top = (wrap: boolean) =>
    el('alignment', { vertical: 'top', ...(wrap && { wrapText: '1' }) })
  const format = (id: string, more: Readonly<Record<string, string>>, wrap: boolean) =>
    el('xf', { numFmtId: id, borderId: '0', xfId: '0', applyAlignment: '1', ...more }, [top(wrap)])
  const face = (bold: boolean) =>
    el('font', {}, [
      ...(bold ? [el('b')] : []),
      el('sz', { val: '11' }),
      el('name', { val: 'Calibri' }),
    ])
  const solid = [el('fgColor', { rgb: 'FFEDEAE3' }), el('bgColor', { indexed: '64' })]
  const sides = ['left', 'right', 'top', 'bottom', 'diagonal'].map((side) => el(side))
  return el('styleSheet', { xmlns: main }, [
    el('fonts', { count: '2' }, [face(false), face(true)]),
    el('fills', { count: '3' }, [
      el('fill', {}, [el('patternFill', { patternType: 'none' })]),
      el('fill', {}, [el('patternFill', { patternType: 'gray125' })]),
      el('fill', {}, [el('patternFill', { patternType: 'solid' }, solid)]),
    ]),
    el('borders', { count: '1' }, [el('border', {}, sides)]),
    el('cellStyleXfs', { count: '1' }, [
      el('xf', { numFmtId: '0', fontId: '0', fillId: '0', borderId: '0' }),
    ]),
    el('cellXfs', { count: '4' }, [
      el('xf', { numFmtId: '0', fontId: '0', fillId: '0', borderId: '0', xfId: '0' }),
      format('49', { fontId: '0', fillId: '0', applyNumberFormat: '1' }, true),
      format('0', { fontId: '0', fillId: '0' }, false),
      format('49', { fontId: '1', fillId: '2', applyFont: '1', applyFill: '1' }, true),
    ]),
    el('cellStyles', { count: '1' }, [
      el('cellStyle', { name: 'Normal', xfId: '0', builtinId: '0' }),
    ]),
  ])
}

function sheetOf(table: Table, strings: Strings, isFirst: boolean): XmlElement {
  const { columns, rows } = table
  const [width, height] = [Math.max(columns.length, 1), Math.max(rows.length, 1)]
  const all = `A1:${cellName(width - 1, height - 1)}`
  const pane = el('pane', {
    ySplit: '1',
    topLeftCell: 'A2',
    activePane: 'bottomLeft',
    state: 'frozen',
  })
  return el('worksheet', { xmlns: main }, [
    el('sheetPr', {}, [el('pageSetUpPr', { fitToPage: '1' })]),
    el('dimension', { ref: all }),
    el('sheetViews', {}, [
      el('sheetView', { workbookViewId: '0', ...(isFirst && { tabSelected: '1' }) }, [pane]),
    ]),
    el('sheetFormatPr', { defaultRowHeight: '15' }),
    el('cols', {}, columns.map(columnOf)),
    el(
      'sheetData',
      {},
      rows.map((row, y) =>
        el(
          'row',
          { r: `${y + 1}` },
          row.map((cell, x) => cellOf(cell, cellName(x, y), y === 0, columns[x], strings)),
        ),
      ),
    ),
    el('autoFilter', { ref: all }),
    ...validations(columns, height),
    el('pageMargins', {
      left: '0.4',
      right: '0.4',
      top: '0.5',
      bottom: '0.5',
      header: '0.3',
      footer: '0.3',
    }),
    el('pageSetup', { orientation: 'landscape', fitToWidth: '1', fitToHeight: '0' }),
  ])
}

function columnOf({ width, hidden }: TableColumn, i: number): XmlElement {
  const at = `${i + 1}`
  const shown = hidden ? { hidden: '1' } : {}
  return el('col', { min: at, max: at, width: `${width}`, customWidth: '1', ...shown })
}

function cellOf(
  cell: TableCell,
  name: string,
  isHead: boolean,
  column: TableColumn | undefined,
  strings: Strings,
): XmlElement {
  const s = isHead ? style.head : column?.numbers ? style.number : style.text
  if (cell === '') return el('c', { r: name, s })
  if (typeof cell === 'number') {
    return el('c', { r: name, s: isHead ? s : style.number }, [el('v', {}, [String(cell)])])
  }
  return el('c', { r: name, s, t: 's' }, [el('v', {}, [strings.add(cell)])])
}

function validations(columns: readonly TableColumn[], height: number): readonly XmlElement[] {
  const rules = columns.flatMap(({ between }, x) => {
    if (!between || height < 2) return []
    const [from, to] = between
    const sqref = `${cellName(x, 1)}:${cellName(x, height - 1)}`
    const rule = { type: 'whole', allowBlank: '1', showErrorMessage: '1', sqref }
    return [
      el('dataValidation', rule, [el('formula1', {}, [`${from}`]), el('formula2', {}, [`${to}`])]),
    ]
  })
  return rules.length === 0 ? [] : [el('dataValidations', { count: `${rules.length}` }, rules)]
}

/// Each different text once, by its number.
class Strings {
  readonly #numbers = new Map<string, string>()
  #uses = 0

  add(text: string): string {
    this.#uses++
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = String(this.#numbers.size)
    this.#numbers.set(text, number)
    return number
  }

  element(): XmlElement {
    const items = [...this.#numbers.keys()].map((text) =>
      el('si', {}, [el('t', { 'xml:space': 'preserve' }, [escaped(text)])]),
    )
    const count = { count: `${this.#uses}`, uniqueCount: `${items.length}` }
    return el('sst', { xmlns: main, ...count }, items)
  }
}

/// Characters that XML cannot hold have a form of their own, `_x000B_`; what only looks like it has
/// its first underscore so (ECMA-376 Part 1, 22.9.2.19).
function escaped(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      .replace(/[\0-\x08\v\f\r\x0e-\x1f\ufffe\uffff]/g, (found) => {
        return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
      })
  )
}
