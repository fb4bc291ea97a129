import type { Format, WriteOptions, Writing } from '../../../src/shared/format/formats.ts'
import type { Reading, ReadOptions, Unreadable } from '../../../src/shared/format/reading.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'
import { docxMediaType } from './office.ts'

/// Word documents. A script that is to come back is written with the ids of its series: as a report
/// (`wordScript`).
export const docx = {
  id: 'docx',
  name: 'Word',
  extensions: ['.docx'],
  mediaType: docxMediaType,
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    const { readDocx } = await import('./read.ts')
    return readDocx(bytes, options)
  },
  async write(screenplay: Screenplay, options?: WriteOptions): Promise<Writing> {
    const { writeDocx } = await import('./write.ts')
    return writeDocx(screenplay, options)
  },
} satisfies Format
