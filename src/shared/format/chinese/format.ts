import type { Format, WriteOptions, Writing } from '../formats.ts'
import { readFountain } from '../fountain/read.ts'
import { isPlainScript, readPlain } from '../plain/read.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type { Screenplay } from '../screenplay.ts'
import { readTextFile, writeTextFile } from '../textfile.ts'
import { isChineseScript, readChinese } from './read.ts'
import { writeChinese } from './write.ts'

/// Text files. Written, they are Chinese production scripts; read, they are whatever script they
/// look like: Chinese, English with `NAME:` in front of speech, or Fountain.
export const chinese = {
  id: 'zh',
  name: '短剧剧本 TXT',
  extensions: ['.txt', '.md'],
  mediaType: 'text/plain; charset=utf-8',
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    return readTextFile(bytes, (text) => readText(text, options))
  },
  async write(screenplay: Screenplay, options?: WriteOptions): Promise<Writing> {
    const { text, losses } = writeChinese(screenplay, options)
    return writeTextFile(text, losses)
  },
} satisfies Format

export function readText(text: string, options?: ReadOptions): Reading {
  if (isChineseScript(text)) return readChinese(text, options)
  return isPlainScript(text) ? readPlain(text, options) : readFountain(text, options)
}
