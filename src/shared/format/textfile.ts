import type { Writing } from './formats.ts'
import type { Reading, Unreadable } from './reading.ts'
import type { Loss } from './screenplay.ts'
import { decodeText } from './text.ts'

/// What `read` makes of a file that is text, in whatever encoding. What was lost in decoding it
/// comes first.
export function readTextFile(
  bytes: Uint8Array,
  read: (text: string) => Reading | Unreadable,
): Reading | Unreadable {
  const decoded = decodeText(bytes)
  if ('code' in decoded) return decoded
  const reading = read(decoded.text)
  if ('code' in reading) return reading
  return { ...reading, losses: [...decoded.losses, ...reading.losses] }
}

/// A text as a file, in UTF-8.
export function writeTextFile(text: string, losses: readonly Loss[] = []): Writing {
  return { bytes: new TextEncoder().encode(text), losses }
}
