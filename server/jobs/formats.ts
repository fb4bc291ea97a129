import { type Format, formats as textFormats } from '../../src/shared/format/formats.ts'
import { docx } from './docx/format.ts'
import { pdf } from './pdf/format.ts'
import { sheet } from './xlsx/format.ts'

/// Every format there is: those of plain text, and those that take a library which only the server
/// and the command line have.
export const formats: readonly Format[] = [...textFormats, docx, pdf, sheet]

/// The format of a file by the end of its name.
export function formatOf(name: string): Format | undefined {
  const lower = name.toLowerCase()
  return formats.find(({ extensions }) => extensions.some((end) => lower.endsWith(end)))
}
