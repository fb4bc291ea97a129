import { basename, extname } from 'node:path'
import { readFountain } from '../src/shared/format/fountain/read.ts'
import { writeFountain } from '../src/shared/format/fountain/write.ts'
import type { Loss, Screenplay } from '../src/shared/format/screenplay.ts'
import type { Fault } from './fault.ts'

/// Files that come in and go out, as bytes with a name.

export interface ReadFile {
  readonly screenplay: Screenplay
  readonly losses: readonly Loss[]
}

export interface WrittenFile {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly losses: readonly Loss[]
}

/// Formats that a series can be exported as.
export const exportFormats = ['fountain'] as const
export type ExportFormat = (typeof exportFormats)[number]

const fountainNames = new Set(['.fountain', '.spmd', '.txt', '.md', ''])

/// Reads a script; the name's extension says in which format. A script without a title is called
/// after its file.
export function readScript(name: string, bytes: Uint8Array): ReadFile | Fault {
  const extension = extname(name).toLowerCase()
  if (!fountainNames.has(extension)) {
    const message = `${extension} files cannot be imported. Fountain files can.`
    return { code: 'format.unknown', message }
  }
  const text = decodeText(bytes)
  if (text === undefined) {
    return { code: 'file.unreadable', message: 'This file is not text.' }
  }
  const { screenplay, losses } = readFountain(text)
  const title = screenplay.title || basename(name, extname(name)).trim() || 'Untitled'
  return { screenplay: { ...screenplay, title }, losses }
}

export function writeScript(screenplay: Screenplay, format: ExportFormat): WrittenFile {
  switch (format) {
    case 'fountain': {
      const { text, losses } = writeFountain(screenplay)
      const name = `${fileName(screenplay.title)}.fountain`
      return { name, type: 'text/plain; charset=utf-8', text, losses }
    }
  }
}

/// UTF-8, UTF-16 with its mark, or what Chinese Windows writes. Undefined when it is no text.
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-16be'
  const marked = utf16 === 'utf-16le' || (first === 0xfe && second === 0xff)
  for (const encoding of marked ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // The next encoding may fit.
    }
  }
  return undefined
}

/// A title as a file name that every system takes.
function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return name.slice(0, 100).trim() || 'Untitled'
}
