import { guessLanguage } from './language.ts'
import type { Unreadable } from './reading.ts'
import type { Loss } from './screenplay.ts'

/// The text of a file in whatever encoding it was saved: UTF-8, UTF-16 with a byte order mark, and
/// for files from older Windows programs GB18030 (Chinese) or Windows-1252 (Western), which is a
/// guess and reported. Control characters that no text has mean that the file is no text.
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string; readonly losses: readonly Loss[] } | Unreadable {
  const marked = markOf(bytes)
  const text = decode(bytes, marked ?? 'utf-8')
  if (text !== undefined) return isText(text) ? { text, losses: [] } : unreadable
  const chinese = marked ? undefined : decode(bytes, 'gb18030')
  if (chinese !== undefined && isText(chinese) && guessLanguage(chinese) === 'zh-Hans') {
    return { text: chinese, losses: [guessed('GB18030')] }
  }
  const western = marked ? undefined : decode(bytes, 'windows-1252')
  return western !== undefined && isText(western)
    ? { text: western, losses: [guessed('Windows-1252')] }
    : unreadable
}

const unreadable: Unreadable = {
  code: 'text.unreadable',
  message: 'This is not a text file. Save it as text in UTF-8 and try again.',
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/// A stray control character may get into any text; a file that is full of them is something else.
function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0
  return controls * 100 <= text.length
}

function guessed(encoding: string): Loss {
  return {
    code: 'text.encoding',
    message: `The file is not in UTF-8; it was read as ${encoding}. Check its accents and names.`,
  }
}
