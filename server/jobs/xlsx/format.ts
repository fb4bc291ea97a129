import type { Format } from '../../../src/shared/format/formats.ts'
import { seasonOf } from '../../../src/shared/format/outline/season.ts'
import type { Reading, ReadOptions, Unreadable } from '../../../src/shared/format/reading.ts'
import { readOutlineRows } from './outlinerows.ts'

/// A sheet of outlines that a new series begins with. Going out it is a report, which has marks.
export const sheet = {
  id: 'sheet',
  name: 'XLSX, CSV',
  extensions: ['.xlsx', '.csv'],
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    const sheet = readOutlineRows(bytes)
    if ('code' in sheet) return sheet
    const reading = seasonOf(sheet.rows, options)
    if ('code' in reading) return reading
    return { ...reading, losses: [...sheet.losses, ...reading.losses] }
  },
} satisfies Format
