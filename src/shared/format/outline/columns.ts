import type { Language } from '../../domain/language.ts'
import { type SheetKey, sheetWord, sheetWords } from '../sheetwords.ts'
import type { TableColumn } from '../table.ts'
import type { EpisodeField, SegmentField } from './fields.ts'

/// A column of a grid of outlines: what of an episode stands in it, or what of its segments.
export type Column =
  | { readonly of: 'episode'; readonly field: EpisodeField }
  /// The outline of one segment: the hook, the beat of this number, the cliffhanger.
  | { readonly of: 'hook' | 'cliffhanger' }
  | { readonly of: 'beat'; readonly number: number }
  /// A value of each segment of the row.
  | { readonly of: 'segments'; readonly field: SegmentField }
  | { readonly of: 'mark' }

/// A row for each episode, with its beats side by side, or a row for each segment.
export const layouts = ['episodes', 'segments'] as const
export type Layout = (typeof layouts)[number]

export function asLayout(value: unknown): Layout {
  return value === 'segments' ? 'segments' : 'episodes'
}

/// `beats` is how many beats the longest episode has.
export function columnsOf(layout: Layout, beats: number): readonly Column[] {
  const own = (field: EpisodeField): Column => ({ of: 'episode', field })
  const each = (field: SegmentField): Column => ({ of: 'segments', field })
  const head = [own('number'), own('title'), own('summary')]
  const values = [each('seconds'), each('emotion'), each('tags'), own('target')]
  if (layout === 'segments') {
    const text = [each('part'), each('outline')]
    return [...head, ...text, ...values, each('time'), { of: 'mark' }]
  }
  const between = Array.from({ length: beats }, (_, i): Column => ({ of: 'beat', number: i + 1 }))
  const text: readonly Column[] = [{ of: 'hook' }, ...between, { of: 'cliffhanger' }]
  return [...head, ...text, ...values, own('time'), { of: 'mark' }]
}

/// A name for a column, the same for the same one.
export function nameOf(column: Column): string {
  switch (column.of) {
    case 'episode':
    case 'segments':
      return column.field
    case 'beat':
      return `beat.${column.number}`
    default:
      return column.of
  }
}

export function headOf(column: Column, language: Language): string {
  return column.of === 'beat'
    ? sheetWord(language, 'sheet.beat', column.number)
    : sheetWord(language, keyOf(column))
}

function keyOf(column: Exclude<Column, { of: 'beat' }>): SheetKey {
  return column.of === 'episode' || column.of === 'segments'
    ? `sheet.${column.field}`
    : `sheet.${column.of}`
}

export function shapeOf(column: Column, layout: Layout): TableColumn {
  switch (column.of) {
    case 'mark':
      return { width: 12, hidden: true }
    case 'hook':
    case 'beat':
    case 'cliffhanger':
      return { width: 36 }
    case 'episode':
      if (column.field === 'summary') return { width: 44 }
      return column.field === 'title' ? { width: 22 } : { width: 10, numbers: true }
    case 'segments': {
      if (column.field === 'outline') return { width: 60 }
      if (column.field === 'tags') return { width: 24 }
      if (column.field === 'part') return { width: 12 }
      // In a row of several segments, the values of all of them stand in one cell.
      if (layout === 'episodes') return { width: 18 }
      const between = [-5, 5] as const
      return { width: 10, numbers: true, ...(column.field === 'emotion' && { between }) }
    }
  }
}

/// The column that a head names, in any language; undefined where none is called so. `time` stands
/// for the episode's where both might be meant: neither is read again.
export function columnCalled(head: string): Column | undefined {
  const said = plain(head)
  const known = heads.get(said)
  if (known) return known
  for (const pattern of beatHeads) {
    const number = Number(pattern.exec(said)?.[1])
    if (number >= 1 && number <= mostBeats) return { of: 'beat', number }
  }
  return undefined
}

const mostBeats = 500

const heads = new Map<string, Column>()
for (const column of [...columnsOf('segments', 0), ...columnsOf('episodes', 0)]) {
  if (column.of === 'beat') continue
  for (const word of sheetWords(keyOf(column))) heads.set(plain(word), column)
}

const beatHeads = sheetWords('sheet.beat').map((word) => {
  const [before = '', behind = ''] = plain(word).split('{{number}}')
  return new RegExp(`^${before.trim()} ?(\\d{1,3})${behind}$`, 'u')
})

function plain(head: string): string {
  return head.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}
