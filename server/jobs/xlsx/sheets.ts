import type { Unreadable } from '../../../src/shared/format/reading.ts'
import {
  elementsOf,
  isXml,
  parseXml,
  type XmlElement,
  xmlLimits,
  xmlText,
} from '../../../src/shared/format/xml.ts'
import { openZip, type Zip } from '../../../src/shared/format/zip.ts'

/// A sheet of a workbook: what its cells say, as texts. Rows and cells that are empty at the end are
/// not there.
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

/// Reads what Excel, LibreOffice, WPS, Numbers and Google Sheets save as .xlsx, in the order of the
/// tabs. Of a formula it has what it came to when it was saved.
export function readWorkbook(bytes: Uint8Array): readonly Sheet[] | Unreadable {
  // The container of old Excel files, and of those with a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return old
  const zip = openZip(bytes)
  if ('code' in zip) return zip
  const book = xmlIn(zip, 'xl/workbook.xml')
  if (!book) return stranger
  if (!isXml(book)) return book
  const links = xmlIn(zip, 'xl/_rels/workbook.xml.rels')
  if (!links) return stranger
  if (!isXml(links)) return links
  const strings = stringsIn(zip)
  if ('code' in strings) return strings
  const targets = new Map(
    elementsOf(links).map(({ attributes }) => [attributes.Id, pathOf(attributes.Target ?? '')]),
  )
  const sheets: Sheet[] = []
  const read = new Set<string>()
  for (const { attributes } of named(child(book, 'sheets'), 'sheet')) {
    const id = Object.entries(attributes).find(([name]) => local(name) === 'id')?.[1]
    const path = targets.get(id)
    // Tabs without number may lead to one sheet in a file that was made to take for ever.
    if (path === undefined || read.has(path)) continue
    read.add(path)
    const sheet = xmlIn(zip, path)
    if (!sheet) continue
    if (!isXml(sheet)) return sheet
    const rows = rowsIn(sheet, strings)
    if ('code' in rows) return rows
    sheets.push({ name: attributes.name ?? '', rows })
  }
  return sheets.length > 0 ? sheets : stranger
}

/// More than any outline has; a file of some bytes may name cells without end.
const most = { rows: 20_000, columns: 1000 } as const

const old: Unreadable = {
  code: 'xlsx.old',
  message: 'This is an old Excel file or one with a password. Save it as .xlsx without one.',
}
const stranger: Unreadable = {
  code: 'xlsx.stranger',
  message: 'This file is not a spreadsheet. Save it as .xlsx or .csv and try again.',
}
const tooLarge: Unreadable = {
  code: 'xlsx.large',
  message: 'This sheet has more rows or columns than an outline can have.',
}

function xmlIn(zip: Zip, path: string): XmlElement | Unreadable | undefined {
  const entry = zip.read(path)
  if (!entry || 'code' in entry) return entry
  return parseXml(entry, { ...xmlLimits, depth: 60 })
}

/// A target is beside the workbook, or from the root of the file.
function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

/// Some programs put a prefix before every name.
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function named(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent ? elementsOf(parent).filter((element) => local(element.name) === name) : []
}

function child(parent: XmlElement, name: string): XmlElement | undefined {
  return named(parent, name)[0]
}

function stringsIn(zip: Zip): readonly string[] | Unreadable {
  const root = xmlIn(zip, 'xl/sharedStrings.xml')
  if (!root) return []
  return isXml(root) ? named(root, 'si').map(textOf) : root
}

/// The text of a string item: as it is, or in runs of several styles. How it is read aloud (`rPh`,
/// which programs keep with Chinese and Japanese) is not part of it.
function textOf(item: XmlElement): string {
  const texts = elementsOf(item).flatMap((element) => {
    if (local(element.name) === 't') return [xmlText(element)]
    return local(element.name) === 'r' ? named(element, 't').map(xmlText) : []
  })
  return unescaped(texts.join(''))
}

/// `_x000D_` stands for a character that XML cannot hold (ECMA-376 Part 1, 22.9.2.19).
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function rowsIn(
  sheet: XmlElement,
  strings: readonly string[],
): readonly (readonly string[])[] | Unreadable {
  const rows: string[][] = []
  let y = -1
  for (const row of named(child(sheet, 'sheetData'), 'row')) {
    y = numberOf(row.attributes.r) ?? y + 1
    let x = -1
    for (const cell of named(row, 'c')) {
      x = columnOf(cell.attributes.r) ?? x + 1
      const text = saidBy(cell, strings)
      // A cell may be there for its colour alone.
      if (text === '') continue
      if (y < 0 || y >= most.rows || x >= most.columns) return tooLarge
      while (rows.length <= y) rows.push([])
      const cells = rows[y] ?? []
      while (cells.length < x) cells.push('')
      cells[x] = text
    }
  }
  return rows
}

/// Rows are counted from 1.
function numberOf(r: string | undefined): number | undefined {
  return r !== undefined && /^\d{1,7}$/.test(r) ? Number(r) - 1 : undefined
}

/// The column of `D7`, counted from 0.
function columnOf(r: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(r ?? '')?.[0]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function saidBy(cell: XmlElement, strings: readonly string[]): string {
  const { t: type = 'n' } = cell.attributes
  if (type === 'inlineStr') {
    const item = child(cell, 'is')
    return item ? textOf(item) : ''
  }
  const value = child(cell, 'v')
  const text = value ? xmlText(value) : ''
  switch (type) {
    case 's':
      return strings[Number(text)] ?? ''
    case 'str':
      return unescaped(text)
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE'
    case 'n': {
      const number = Number(text)
      return text.trim() === '' || Number.isNaN(number) ? text : String(number)
    }
    default:
      return text
  }
}
