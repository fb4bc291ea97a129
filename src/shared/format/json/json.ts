import type { Format, Writing } from '../formats.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type { Screenplay } from '../screenplay.ts'
import { readTextFile, writeTextFile } from '../textfile.ts'
import { readJson } from './read.ts'
import { writeJson } from './write.ts'

/// The whole series, lossless: docs/FORMATS.md says what is in it.
export const json = {
  id: 'json',
  name: 'JSON',
  extensions: ['.json'],
  mediaType: 'application/json',
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    return readTextFile(bytes, (text) => readJson(text, options))
  },
  async write(screenplay: Screenplay): Promise<Writing> {
    return writeTextFile(writeJson(screenplay))
  },
} satisfies Format
