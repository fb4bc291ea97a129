import { likelyEncodings, unmarkedUtf16 } from './encoding.ts'
import { guessLanguage } from './language.ts'
import type { Unreadable } from './reading.ts'
import type { Loss } from './screenplay.ts'

/// The text of a file in whatever encoding it was saved: UTF-8, UTF-16, and for files from older
/// programs those of encoding.ts or Windows-1252, which is a guess and reported, as are characters
/// of UTF-8 that are damaged. Control characters that no text has mean that the file is no text.
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string; readonly losses: readonly Loss[] } | Unreadable {
  const marked = markOf(bytes)
  const text = decode(bytes, marked ?? 'utf-8')
  if (text !== undefined && isText(text)) return { text, losses: [] }
  if (marked) return unreadable
  const wide = unmarkedUtf16(bytes)
  const unmarked = wide && decode(bytes, wide)
  if (unmarked !== undefined && isText(unmarked)) return { text: unmarked, losses: [] }
  if (text !== undefined) return unreadable
  return damagedUtf8(bytes) ?? decodeOld(bytes)
}

function decodeOld(bytes: Uint8Array): ReturnType<typeof decodeText> {
  const guesses = [...likelyEncodings(bytes), { label: 'gb18030', name: 'GB18030' }]
  for (const [i, { label, name }] of guesses.entries()) {
    const text = decode(bytes, label)
    if (text === undefined || !isText(text)) continue
    // The last is for texts of which too little is common.
    if (i < guesses.length - 1 || guessLanguage(text) === 'zh-Hans') {
      return { text, losses: [guessed(name)] }
    }
  }
  const western = decode(bytes, 'windows-1252')
  return western !== undefined && isText(western)
    ? { text: western, losses: [guessed('Windows-1252')] }
    : unreadable
}

/// A text in UTF-8 of which a few characters are broken, as when a file was cut off.
function damagedUtf8(bytes: Uint8Array): ReturnType<typeof decodeText> | undefined {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const whole = (text.match(/[^\0-\x7f]/gu)?.length ?? 0) - broken
  if (whole < 10 * broken || !isText(text)) return undefined
  const message = `Some characters of the file are damaged and show as \ufffd (${broken}).`
  return { text, losses: [{ code: 'text.damaged', message }] }
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
