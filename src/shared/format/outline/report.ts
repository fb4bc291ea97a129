import { writeCsv } from '../csv.ts'
import type { Report } from '../report.ts'
import { writeTextFile } from '../textfile.ts'
import { asLayout } from './columns.ts'
import { outlineGrid } from './grid.ts'
import { outlineMarkdown } from './markdown.ts'

/// The grid as CSV. `rows` may be `episodes`, which is usual, or `segments`.
export const outlineCsv: Report = {
  id: 'outline-csv',
  extension: '.csv',
  mediaType: 'text/csv; charset=utf-8',
  async write({ series }, { language, chosen }) {
    const { table, losses } = outlineGrid(series, language, asLayout(chosen.rows))
    return writeTextFile(writeCsv(table.rows), losses)
  },
}

export const outlineText: Report = {
  id: 'outline-md',
  extension: '.md',
  mediaType: 'text/markdown; charset=utf-8',
  async write({ series }, { language }) {
    return writeTextFile(outlineMarkdown(series, language))
  },
}
