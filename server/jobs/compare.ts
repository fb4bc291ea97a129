import type { Comparison } from '../../src/shared/domain/comparison.ts'
import { type OutlineChanges, outlineEdits } from '../../src/shared/format/outline/edits.ts'
import type { Unreadable } from '../../src/shared/format/reading.ts'
import type { Loss } from '../../src/shared/format/screenplay.ts'
import { type TranslatedFile, translationsIn } from '../../src/shared/format/translated.ts'
import type { Fault } from '../fault.ts'
import { readScript } from '../files.ts'
import { openDocument } from '../rooms/content.ts'
import { compareWord } from './docx/comparison.ts'
import type { CompareJob } from './job.ts'
import { largestFile } from './limits.ts'
import { readOutlineRows } from './xlsx/outlinerows.ts'

/// What somebody has changed outside in a file of ours: nothing of it is in the series yet.
export type Compared =
  | { readonly kind: 'script'; readonly comparison: Comparison }
  | {
      readonly kind: 'outline'
      readonly changes: OutlineChanges
      /// What had to be guessed of the file itself.
      readonly losses: readonly Loss[]
    }
  | { readonly kind: 'translation'; readonly translation: TranslatedFile }

/// Holds a file that comes back against its series: a Word document of the script, or a sheet of the
/// outline.
export function compare({ name, bytes, document }: CompareJob): Compared | Fault {
  if (bytes.length === 0) return { code: 'file.empty', message: 'There is nothing in this file.' }
  if (bytes.length > largestFile) {
    return { code: 'file.large', message: `This file is larger than ${largestFile >> 20} MB.` }
  }
  const { series } = openDocument(document).material
  if (/\.docx$/i.test(name)) {
    const comparison = compareWord(bytes, series)
    return 'code' in comparison ? unreadable(comparison) : { kind: 'script', comparison }
  }
  if (/\.(csv|tsv|xlsx)$/i.test(name)) {
    const sheet = readOutlineRows(bytes)
    if ('code' in sheet) return unreadable(sheet)
    const changes = outlineEdits(sheet.rows, series)
    if ('code' in changes) return unreadable(changes)
    return { kind: 'outline', changes, losses: sheet.losses }
  }
  const message = 'A Word document of the script or a sheet of the outline can be brought back.'
  return { code: 'format.unknown', message }
}

/// Holds a script that was translated as a file of its own against the series, whatever its format.
export async function compareTranslation(job: CompareJob): Promise<Compared | Fault> {
  const read = await readScript(job.name, job.bytes)
  if ('code' in read) return read
  const { series } = openDocument(job.document).material
  return { kind: 'translation', translation: translationsIn(series, read.screenplay) }
}

function unreadable({ code, message }: Unreadable): Fault {
  return { code: 'file.unreadable', message, reason: code }
}
