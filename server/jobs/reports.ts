import type { Report } from '../../src/shared/format/report.ts'
import { textReports } from '../../src/shared/format/reports.ts'
import { wordReports } from './docx/reports.ts'
import { outlinePdf } from './pdf/outline.ts'
import { sheetReports } from './xlsx/reports.ts'

/// Every report there is: those of plain text, and those that take a library which only the server
/// and the command line have.
export const reports: readonly Report[] = [
  ...textReports,
  ...wordReports,
  ...sheetReports,
  outlinePdf,
]
