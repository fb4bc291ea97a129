import { readCsv } from '../../../src/shared/format/csvrows.ts'
import { headIn } from '../../../src/shared/format/outline/edits.ts'
import type { Unreadable } from '../../../src/shared/format/reading.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import { decodeText } from '../../../src/shared/format/text.ts'
import { readWorkbook } from './sheets.ts'

/// The rows of a sheet of outlines that somebody brings back, for `outlineEdits`.
export interface OutlineRows {
  readonly rows: readonly (readonly string[])[]
  readonly losses: readonly Loss[]
}

/// Reads CSV and XLSX; which it is, its first bytes say. Of several sheets the first with the heads of
/// an outline counts.
export function readOutlineRows(bytes: Uint8Array): OutlineRows | Unreadable {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (zipped || bytes[0] === 0xd0) {
    const sheets = readWorkbook(bytes)
    if ('code' in sheets) return sheets
    const sheet = sheets.find(({ rows }) => headIn(rows) >= 0) ?? sheets[0]
    return { rows: sheet?.rows ?? [], losses: [] }
  }
  const decoded = decodeText(bytes)
  if ('code' in decoded) return decoded
  return { rows: readCsv(decoded.text), losses: decoded.losses }
}
