import { writeCsv } from '../csv.ts'
import type { Report } from '../report.ts'
import { writeTextFile } from '../textfile.ts'
import { type BreakdownSheet, breakdown, breakdownSheets } from './tables.ts'

/// One sheet of the breakdown as CSV: `sheet` says which (`story`, which is usual, `shooting`,
/// `cast`, `lines`, `needs`).
export const breakdownCsv: Report = {
  id: 'breakdown-csv',
  extension: '.csv',
  mediaType: 'text/csv; charset=utf-8',
  async write({ series, kept }, { language, chosen }) {
    const tables = breakdown(series, kept.cast, language)
    const table = tables[asSheet(chosen.sheet)]
    return writeTextFile(writeCsv(table.rows))
  },
}

function asSheet(value: unknown): BreakdownSheet {
  return breakdownSheets.find((sheet) => sheet === value) ?? 'story'
}
