import { basename, extname } from 'node:path'
import { lineSeconds } from '../src/shared/derive/line-time.ts'
import type { Language } from '../src/shared/domain/language.ts'
import { textOf } from '../src/shared/domain/line.ts'
import { type Cut, type CutOptions, isStructured, proposeCuts } from '../src/shared/format/cuts.ts'
import { applyCuts } from '../src/shared/format/cutting.ts'
import { type Format, fountain, type WriteOptions } from '../src/shared/format/formats.ts'
import type { Tell } from '../src/shared/format/progress.ts'
import type { Reading, ReadNote } from '../src/shared/format/reading.ts'
import type { Loss, Screenplay, ScreenplayLine } from '../src/shared/format/screenplay.ts'
import type { Fault } from './fault.ts'
import { fileName } from './filename.ts'
import { formats } from './jobs/formats.ts'
import { largestFile } from './jobs/limits.ts'

/// Files that come in and go out, as bytes with a name.

/// What whoever imports a file may say about it.
export interface ImportOptions {
  /// The id of the format to read it as, whatever its name says.
  readonly as?: string | undefined
  readonly title?: string | undefined
  readonly language?: Language | undefined
  /// Cuts a script without episodes at its scene headings, near this many seconds.
  readonly divideSeconds?: number | undefined
  /// Where somebody wants it cut; else where it is cut by itself.
  readonly cuts?: readonly Cut[] | undefined
  /// How long an episode is meant to run, whatever the file says.
  readonly targetSeconds?: number | undefined
}

/// How somebody would have a script cut, before they have seen it.
export type CutChoice = Pick<CutOptions, 'way' | 'segments' | 'targetSeconds'>

/// A script that was read, and as what.
export interface ReadScript {
  readonly format: string
  /// The ids of all formats that a file of this name may be in.
  readonly formats: readonly string[]
  readonly screenplay: Screenplay
  readonly losses: readonly Loss[]
  /// What is noted on it, on the lines of the screenplay before anything was cut.
  readonly noted?: { readonly screenplay: Screenplay; readonly notes: readonly ReadNote[] }
}

export interface WrittenFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

/// Reads a script; the end of its name says in which format, unless the options do. One without a
/// title is called after its file.
export async function readScript(
  name: string,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<ReadScript | Fault> {
  const possible = readersOf(name)
  const format = options.as ? formats.find(({ id }) => id === options.as) : possible[0]
  if (!format?.read) {
    const readers = formats.filter(({ read }) => read)
    const known = readers.flatMap(({ extensions }) => extensions).join(', ')
    return { code: 'format.unknown', message: `Files of these kinds can be imported: ${known}.` }
  }
  if (bytes.length === 0) return { code: 'file.empty', message: 'There is nothing in this file.' }
  if (bytes.length > largestFile) {
    return { code: 'file.large', message: `This file is larger than ${largestFile >> 20} MB.` }
  }
  const { language } = options
  const reading = await format.read(bytes, language ? { language } : {})
  if ('code' in reading) {
    return { code: 'file.unreadable', message: reading.message, reason: reading.code }
  }
  const cut = cutScript(reading.screenplay, options)
  const losses = [...reading.losses, ...cut.losses]
  const { title, targetSeconds } = options
  const screenplay = { ...cut.screenplay, ...(targetSeconds !== undefined && { targetSeconds }) }
  const named = screenplay.title || basename(name, extname(name)).trim() || 'Untitled'
  const { notes } = reading
  return {
    ...(notes && { noted: { screenplay: reading.screenplay, notes } }),
    format: format.id,
    formats: possible.map(({ id }) => id),
    screenplay: { ...screenplay, title: title || named },
    losses,
  }
}

/// The formats that a file of this name may be in, the likeliest first. Plain text may be anything
/// that is text, and many people keep Fountain in it.
function readersOf(name: string): readonly Format[] {
  const lower = name.toLowerCase()
  const named = formats.filter(
    ({ read, extensions }) => read && extensions.some((end) => lower.endsWith(end)),
  )
  const isPlain = /\.(txt|text|md)$/.test(lower)
  return isPlain && !named.includes(fountain) ? [...named, fountain] : named
}

export async function writeScript(
  screenplay: Screenplay,
  format: Format,
  chosen: WriteOptions = {},
  tell?: Tell,
): Promise<WrittenFile> {
  if (!format.write) throw new Error(`${format.name} is only read.`)
  const { bytes, losses } = await format.write(screenplay, chosen, tell)
  const name = `${fileName(screenplay.title)}${format.extensions[0] ?? ''}`
  return { name, mediaType: format.mediaType, bytes, losses }
}

/// A script cut as somebody wants it. Without a word it is cut where the file itself says that an
/// episode begins.
export function cutScript(screenplay: Screenplay, { cuts, divideSeconds }: ImportOptions): Reading {
  const asItIs = { screenplay, losses: [] }
  if (cuts) return applyCuts(screenplay, cuts)
  if (isStructured(screenplay)) return asItIs
  const { way, cuts: proposed } = proposeCuts(screenplay, {
    way: divideSeconds === undefined ? undefined : 'scenes',
    targetSeconds: divideSeconds,
    seconds: secondsOf,
  })
  const isWanted = way === 'headings' || (way === 'scenes' && divideSeconds !== undefined)
  return isWanted ? applyCuts(screenplay, proposed) : asItIs
}

/// How long a line runs.
export function secondsOf(line: ScreenplayLine, language: Language): number {
  return lineSeconds({ ...line, id: '', text: textOf(line.spans) }, language).total
}
