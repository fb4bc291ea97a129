import { basename, extname } from 'node:path'
import { lineSeconds } from '../src/shared/derive/line-time.ts'
import type { Language } from '../src/shared/domain/language.ts'
import { textOf } from '../src/shared/domain/line.ts'
import { type Format, formatOf, formats } from '../src/shared/format/formats.ts'
import type { Reading, ReadOptions } from '../src/shared/format/reading.ts'
import type { Loss, Screenplay } from '../src/shared/format/screenplay.ts'
import type { Fault } from './fault.ts'

/// Files that come in and go out, as bytes with a name.

/// What whoever imports a file may say about it.
export interface ImportOptions {
  readonly language?: Language | undefined
  /// Cuts a script without episodes at its scene headings, near this many seconds.
  readonly divideSeconds?: number | undefined
}

export interface WrittenFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

/// Reads a script; the end of its name says in which format. One without a title is called after
/// its file.
export async function readScript(
  name: string,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<Reading | Fault> {
  // Many people keep Fountain in plain text files.
  const format = formatOf(name) ?? formatOf(name.replace(/\.(txt|md)$/i, '.fountain'))
  if (!format?.read) {
    const known = formats.flatMap(({ extensions }) => extensions).join(', ')
    return { code: 'format.unknown', message: `Files of these kinds can be imported: ${known}.` }
  }
  const reading = await format.read(bytes, readOptions(options))
  if ('code' in reading) return { code: 'file.unreadable', message: reading.message }
  const { screenplay, losses } = reading
  const title = screenplay.title || basename(name, extname(name)).trim() || 'Untitled'
  return { screenplay: { ...screenplay, title }, losses }
}

export async function writeScript(screenplay: Screenplay, format: Format): Promise<WrittenFile> {
  if (!format.write) throw new Error(`${format.name} is only read.`)
  const { bytes, losses } = await format.write(screenplay)
  const name = `${fileName(screenplay.title)}${format.extensions[0] ?? ''}`
  return { name, mediaType: format.mediaType, bytes, losses }
}

function readOptions({ language, divideSeconds }: ImportOptions): ReadOptions {
  const said = language ? { language } : {}
  if (divideSeconds === undefined) return said
  return {
    ...said,
    divide: 'scenes',
    targetSeconds: divideSeconds,
    seconds: (line, spoken) =>
      lineSeconds({ ...line, id: '', text: textOf(line.spans) }, spoken).total,
  }
}

/// A title as a file name that every system takes.
function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  // By characters: half an emoji is none.
  return [...name].slice(0, 100).join('').trim() || 'Untitled'
}
