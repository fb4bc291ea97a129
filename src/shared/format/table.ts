/// A table for a spreadsheet: what CSV and XLSX are written from.
export interface Table {
  /// As the tab of the sheet says it.
  readonly name: string
  readonly columns: readonly TableColumn[]
  /// The first row is the head. An empty text is an empty cell.
  readonly rows: readonly (readonly TableCell[])[]
}

export type TableCell = string | number

export interface TableColumn {
  /// In characters, as spreadsheets count.
  readonly width: number
  /// Not shown, though it is there.
  readonly hidden?: true
  /// Its cells are numbers: what is typed there is taken for one. Elsewhere it stays as it is typed.
  readonly numbers?: true
  /// Whole numbers that a cell may hold, from and to: spreadsheets ask whoever types another.
  readonly between?: readonly [number, number]
}

/// What a cell of a spreadsheet may hold, in UTF-16 units; Excel cuts what is longer.
/// https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
export const longestCell = 32_767

/// The name of a column and a row, both counted from 0: `D7`.
export function cellName(column: number, row: number): string {
  let name = ''
  for (let at = column; at >= 0; at = Math.floor(at / 26) - 1) {
    name = String.fromCharCode(65 + (at % 26)) + name
  }
  return `${name}${row + 1}`
}
