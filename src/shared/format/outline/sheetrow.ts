import type { Episode } from '../../domain/episode.ts'
import { type Column, nameOf } from './columns.ts'
import { isMark, type RowMark } from './mark.ts'

/// A row of a sheet that has come back.
export interface SheetRow {
  /// Counted from 0, the head included.
  readonly at: number
  readonly cells: readonly string[]
  readonly mark?: RowMark
  /// The episode of the season that it is about, with its place among the episodes. Absent where the
  /// row is new, and where its episode is gone.
  readonly episode?: Episode
  readonly index?: number
}

/// The columns of a sheet by where they stand, and what their heads say.
export type Heads = readonly Head[]

export interface Head {
  readonly text: string
  readonly column: Column | undefined
}

/// What a row says in a column, and where; an empty text where the sheet has no such column.
export function cellIn(
  { cells }: SheetRow,
  heads: Heads,
  name: string,
): { readonly text: string; readonly at: number } {
  const at = heads.findIndex(({ column }) => column && nameOf(column) === name)
  return { text: cells[at] ?? '', at: Math.max(at, 0) }
}

/// The cells for beats that a row about `segments` segments has beyond theirs.
export function addedBeats(
  { cells }: SheetRow,
  heads: Heads,
  segments: number,
): readonly { readonly text: string; readonly at: number }[] {
  return heads
    .flatMap(({ column }, at) => {
      const text = cells[at] ?? ''
      if (column?.of !== 'beat' || column.number < segments - 1 || text.trim() === '') return []
      return [{ text, at, number: column.number }]
    })
    .sort((a, b) => a.number - b.number)
}

/// How many segments a row is about.
export function segmentsIn({ mark, episode }: SheetRow): number {
  return mark?.segments.length ?? episode?.segments.length ?? 2
}

/// Whether rows are for segments, not for episodes.
export function isBySegments(heads: Heads): boolean {
  return heads.some(({ column }) => column?.of === 'segments' && column.field === 'outline')
}

/// What a row says, for people to find it again.
export function excerptOf({ cells }: SheetRow, heads: Heads): string {
  const texts = cells.filter(
    (cell, at) => cell.trim() !== '' && heads[at]?.column !== undefined && !isMark(cell),
  )
  const text = texts.join(' · ').replace(/\s+/g, ' ')
  return text.length > 160 ? `${text.slice(0, 159).toWellFormed()}…` : text
}
