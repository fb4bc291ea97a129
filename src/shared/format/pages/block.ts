import type { EpisodeTime } from '../../derive/runtime.ts'
import { type Span, textOf } from '../../domain/line.ts'
import type { Ruler } from './book.ts'
import type { Paragraph } from './paragraph.ts'
import { type Cut, wrap } from './wrap.ts'

/// What is kept together on a page as far as it can be: a heading, a paragraph, a whole speech.
export interface Block {
  /// One below the other.
  readonly parts: readonly Part[]
  /// Set beside the others, from the same row on: the second of two who speak at once.
  readonly beside?: readonly Part[]
  /// Empty rows before it; none at the top of a page.
  readonly space: number
  /// Where it may be divided between two pages. `speech` is for a cue and what is said under it.
  readonly divides: 'speech' | 'paragraph' | 'never'
  /// Never the last on a page.
  readonly keeps?: true
  readonly newPage?: true
  readonly bookmark?: string
  /// What is said where a speech is divided: below its first half, and as the cue of the second.
  readonly goesOn?: { readonly more: Paragraph; readonly again: Paragraph }
  /// Put in front of the second half of a paragraph.
  readonly prefix?: readonly Span[]
  readonly bar?: EpisodeTime
}

export interface Part {
  readonly role: 'cue' | 'parenthetical' | 'spoken' | 'text'
  readonly paragraph: Paragraph
  readonly rows: readonly Cut[]
  /// The number of a scene: it stands on both sides of the first row.
  readonly number?: string
  readonly aside?: true
}

export function part(
  role: Part['role'],
  paragraph: Paragraph,
  ruler: Ruler,
  { number, aside }: Pick<Part, 'number' | 'aside'> = {},
): Part {
  return {
    role,
    paragraph,
    rows: wrap(paragraph, ruler),
    ...(number !== undefined && { number }),
    ...(aside && { aside }),
  }
}

/// The rows a block takes, without the space before it.
export function heightOf({ parts, beside = [], bar }: Block): number {
  return Math.max(rowsIn(parts), rowsIn(beside)) + (bar ? 1 : 0)
}

export function rowsIn(parts: readonly Part[]): number {
  return parts.reduce((sum, { rows }) => sum + rows.length, 0)
}

export function textOfPart({ paragraph }: Part): string {
  return textOf(paragraph.spans)
}
