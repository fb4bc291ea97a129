import type { Format, Writing } from '../formats.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type { Screenplay } from '../screenplay.ts'
import { decodeText } from '../text.ts'
import { readJson } from './read.ts'
import { writeJson } from './write.ts'

/// The whole series, lossless: docs/FORMATS.md says what is in it.
export const json = {
  id: 'json',
  name: 'JSON',
  extensions: ['.json'],
  mediaType: 'application/json',
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    const decoded = decodeText(bytes)
    if ('code' in decoded) return decoded
    const reading = readJson(decoded.text, options)
    if ('code' in reading) return reading
    return { ...reading, losses: [...decoded.losses, ...reading.losses] }
  },
  async write(screenplay: Screenplay): Promise<Writing> {
    return { bytes: new TextEncoder().encode(writeJson(screenplay)), losses: [] }
  },
} satisfies Format
