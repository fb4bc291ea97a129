import type { Episode } from '../../domain/episode.ts'
import type { Language } from '../../domain/language.ts'
import type { Segment } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import type { Loss } from '../screenplay.ts'
import { sheetWord } from '../sheetwords.ts'
import { cellName, longestCell, type Table, type TableCell } from '../table.ts'
import { type Column, columnsOf, headOf, type Layout, nameOf, shapeOf } from './columns.ts'
import { episodeValue, listed, type SegmentField, segmentValue } from './fields.ts'
import { cut, digestOf, type SegmentMark, writeMark } from './mark.ts'

/// The outline of a season as a grid for people who live in spreadsheets, and what it cannot hold.
/// The last column, which is hidden, says what each row was made from; see `RowMark`.
export function outlineGrid(
  series: Series,
  language: Language,
  layout: Layout,
): { readonly table: Table; readonly losses: readonly Loss[] } {
  const beats = Math.max(0, ...series.episodes.map(({ segments }) => segments.length - 2))
  const columns = columnsOf(layout, beats)
  const rows: TableCell[][] = [columns.map((column) => headOf(column, language))]
  const losses: Loss[] = []
  for (const [index, episode] of series.episodes.entries()) {
    const all = episode.segments.map((segment, at) => ({ segment, at }))
    const parts = layout === 'episodes' ? [all] : all.map((one) => [one])
    for (const [i, part] of parts.entries()) {
      const row: Row = { episode, index, first: i === 0, segments: part }
      const cells = columns.map((column) => cellOf(row, column, series, language))
      rows.push(
        cells.map((cell, column) => {
          if (typeof cell === 'number' || cell.length <= longestCell) return cell
          const at = cellName(column, rows.length)
          losses.push({ code: 'outline.cell', message: `${at} ${tooLong}`, at: rows.length + 1 })
          return cutShort(cell)
        }),
      )
      const mark = markOf(row, columns, cells, series, language)
      // Hundreds of beats: the row is known by its number alone.
      rows.at(-1)?.splice(-1, 1, mark.length <= longestCell ? mark : '')
    }
  }
  const name = sheetWord(language, 'sheet.outline.tab')
  const table = { name, columns: columns.map((column) => shapeOf(column, layout)), rows }
  return { table, losses }
}

const tooLong = 'holds only the beginning of its text, which is longer than a cell may be.'

/// A row while it is made: the segments with their places in the episode.
interface Row {
  readonly episode: Episode
  readonly index: number
  /// Whether it is the episode's first: what is the episode's own stands in it.
  readonly first: boolean
  readonly segments: readonly { readonly segment: Segment; readonly at: number }[]
}

function cellOf(
  { episode, index, first, segments }: Row,
  column: Column,
  series: Series,
  language: Language,
): TableCell {
  const outline = (at: number) => {
    const found = segments.find((one) => one.at === at)
    return found ? segmentValue('outline', found.segment, series, at, language) : ''
  }
  switch (column.of) {
    case 'episode':
      return first || column.field === 'number'
        ? episodeValue(column.field, episode, series, index)
        : ''
    case 'hook':
      return outline(0)
    case 'beat':
      return column.number < segments.length - 1 ? outline(column.number) : ''
    case 'cliffhanger':
      return outline(segments.length - 1)
    case 'segments':
      return listed(
        segments.map(({ segment, at }) =>
          segmentValue(column.field, segment, series, at, language),
        ),
      )
    case 'mark':
      return ''
  }
}

function markOf(
  { episode, index, first, segments }: Row,
  columns: readonly Column[],
  cells: readonly TableCell[],
  series: Series,
  language: Language,
): string {
  const values: [string, string][] = []
  const each = new Set<SegmentField>(['outline'])
  for (const column of columns) {
    if (column.of === 'segments') each.add(column.field)
    if (column.of !== 'episode' || !(first || column.field === 'number')) continue
    const value = episodeValue(column.field, episode, series, index)
    values.push([nameOf(column), digestIn(value)])
  }
  const marks = segments.map(({ segment, at }): SegmentMark => {
    const own = [...each].map((field): [string, string] => {
      const value = segmentValue(field, segment, series, at, language)
      // A list of values may be too long though none of them is.
      const column = columns.findIndex((one) => nameOf(one) === field)
      const whole = String(cells[column] ?? '').length <= longestCell
      return [field, whole ? digestIn(value) : cut]
    })
    return { id: segment.id, values: Object.fromEntries(own) }
  })
  return writeMark({ episode: episode.id, values: Object.fromEntries(values), segments: marks })
}

function digestIn(value: TableCell): string {
  const text = String(value)
  return text.length <= longestCell ? digestOf(text) : cut
}

/// The beginning of a text, without half a character at its end.
function cutShort(text: string): string {
  const start = text.slice(0, longestCell - 1).toWellFormed()
  return `${start.replace(/\ufffd$/, '')}…`
}
