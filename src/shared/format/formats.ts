import { chinese } from './chinese/format.ts'
import { fdx } from './fdx/fdx.ts'
import { readFountain } from './fountain/read.ts'
import { writeFountain } from './fountain/write.ts'
import { json } from './json/json.ts'
import type { Tell } from './progress.ts'
import type { Reading, ReadOptions, Unreadable } from './reading.ts'
import type { Loss, Screenplay } from './screenplay.ts'
import { readTextFile, writeTextFile } from './textfile.ts'

/// A file format: a reader and a writer over the neutral screenplay.
export interface Format {
  readonly id: string
  /// As people call it; the same in every language.
  readonly name: string
  /// In lower case, with the dot. The first is what a new file gets.
  readonly extensions: readonly string[]
  readonly mediaType: string
  /// Absent where it is only written.
  read?(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable>
  /// Absent where it is only read. One that takes long says how far it has got.
  write?(screenplay: Screenplay, options?: WriteOptions, tell?: Tell): Promise<Writing>
}

/// What whoever asks for a file may choose, by name: `paper` may be `letter` or `a4`. What a format
/// does not know is ignored.
export type WriteOptions = Readonly<Record<string, string>>

export interface Writing {
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

export const fountain = {
  id: 'fountain',
  name: 'Fountain',
  extensions: ['.fountain', '.spmd'],
  mediaType: 'text/plain; charset=utf-8',
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    return readTextFile(bytes, (text) => readFountain(text, options))
  },
  async write(screenplay: Screenplay): Promise<Writing> {
    const { text, losses } = writeFountain(screenplay)
    return writeTextFile(text, losses)
  },
} satisfies Format

export const formats: readonly Format[] = [fountain, fdx, json, chinese]

/// The format of a file by the end of its name.
export function formatOf(name: string): Format | undefined {
  const lower = name.toLowerCase()
  return formats.find(({ extensions }) => extensions.some((end) => lower.endsWith(end)))
}
