import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import { unwritable } from '../xml.ts'

/// What a row of a sheet says of itself in its last cell: whose it is, and what each of its values
/// was when the sheet was made, as a digest. So a value that somebody has changed in the sheet can
/// be told from one that the room has changed since, wherever the row has been moved to.
export interface RowMark {
  readonly episode: string
  /// Of what is the episode's own, by the name of the field.
  readonly values: Digests
  /// The hook, the beats, the cliffhanger, in the order they had.
  readonly segments: readonly SegmentMark[]
}

export interface SegmentMark {
  readonly id: string
  readonly values: Digests
}

export type Digests = Readonly<Record<string, string>>

/// In place of a digest: the sheet has only a part of the value.
export const cut = 'cut'

const opening = 'ninety:1'

export function writeMark({ episode, values, segments }: RowMark): string {
  const part = (id: string, digests: Digests) => [
    encodeURIComponent(id.toWellFormed()),
    ...Object.entries(digests).map(([name, value]) => `${name}=${value}`),
  ]
  return [
    opening,
    ...part(episode, values),
    ...segments.flatMap(({ id, values: own }) => ['+', ...part(id, own)]),
  ].join(' ')
}

export function isMark(text: string): boolean {
  return text.startsWith(`${opening} `)
}

/// Undefined where a cell is no mark, or a damaged one.
export function readMark(text: string): RowMark | undefined {
  if (!isMark(text)) return undefined
  const parts = text.slice(opening.length).split(' + ').map(readPart)
  const [head, ...segments] = parts
  if (!head || segments.includes(undefined)) return undefined
  return {
    episode: head.id,
    values: head.values,
    segments: segments.filter((segment) => segment !== undefined),
  }
}

function readPart(text: string): SegmentMark | undefined {
  const [id, ...fields] = text.trim().split(/\s+/)
  if (!id) return undefined
  const values = fields.map((field) => field.split('=', 2))
  if (values.some(([name, value]) => !name || !value)) return undefined
  try {
    return { id: decodeURIComponent(id), values: Object.fromEntries(values) }
  } catch {
    return undefined
  }
}

/// 48 bits of SHA-256 of what a cell says, as 12 hexadecimal digits.
export function digestOf(text: string): string {
  const known = digests.get(text)
  if (known !== undefined) return known
  const bytes = digest(encodeUtf8(settled(text))).subarray(0, 6)
  const found = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (digests.size >= mostDigests) digests.clear()
  digests.set(text, found)
  return found
}

/// Most cells of a grid are empty, or say what they said before.
const digests = new Map<string, string>()
const mostDigests = 20_000

/// A text as it comes out of a spreadsheet, without what that did to its line ends and around it.
export function tidied(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').trim()
}

/// The same for comparing: two of these are equal where a spreadsheet may have made one of the other.
export function settled(text: string): string {
  return tidied(text).normalize('NFC').replace(unwritable, '').replaceAll(replacement, '').trim()
}

/// Stands in some programs' files for what XML has no way to hold; others leave that out.
const replacement = '\ufffd'
