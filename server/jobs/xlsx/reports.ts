import { breakdown, breakdownSheets } from '../../../src/shared/format/breakdown/tables.ts'
import { asLayout } from '../../../src/shared/format/outline/columns.ts'
import { outlineGrid } from '../../../src/shared/format/outline/grid.ts'
import type { Report } from '../../../src/shared/format/report.ts'
import { writeWorkbook } from './workbook.ts'

const workbook = {
  extension: '.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/// The grid of the outline; `rows` as in the CSV.
const outlineXlsx: Report = {
  ...workbook,
  id: 'outline-xlsx',
  async write({ series }, { language, chosen }) {
    const { table, losses } = outlineGrid(series, language, asLayout(chosen.rows))
    return { bytes: writeWorkbook([table]), losses }
  },
}

/// All sheets of the breakdown.
const breakdownXlsx: Report = {
  ...workbook,
  id: 'breakdown-xlsx',
  async write({ series, kept }, { language }) {
    const tables = breakdown(series, kept.cast, language)
    return { bytes: writeWorkbook(breakdownSheets.map((sheet) => tables[sheet])), losses: [] }
  },
}

export const sheetReports: readonly Report[] = [outlineXlsx, breakdownXlsx]
