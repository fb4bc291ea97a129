import type { OutlineEdit, OutlineRemark } from '../../domain/outlineedit.ts'
import type { Series } from '../../domain/series.ts'
import type { Unreadable } from '../reading.ts'
import { cellName } from '../table.ts'
import { columnCalled, nameOf } from './columns.ts'
import { isMark, readMark } from './mark.ts'
import { changesOf } from './rowchanges.ts'
import { newIn } from './rownew.ts'
import { excerptOf, type Heads, isBySegments, type SheetRow } from './sheetrow.ts'

/// What a sheet that comes back has changed.
export interface OutlineChanges {
  /// In the order of the sheet's rows.
  readonly edits: readonly OutlineEdit[]
  readonly remarks: readonly OutlineRemark[]
  /// Whether the sheet says what it was made from. Where it does not, all that differs is an edit.
  readonly marked: boolean
}

/// Reads the rows of a grid that `outlineGrid` has made and somebody has changed, against the series
/// as it stands. Rows and columns may have been moved, sorted and taken out; columns are known by
/// their heads, rows by their marks, and by their numbers where they have none.
export function outlineEdits(
  rows: readonly (readonly string[])[],
  series: Series,
): OutlineChanges | Unreadable {
  const headAt = headIn(rows)
  if (headAt < 0) return headless
  const heads = headsOf(rows[headAt] ?? [])
  const remarks: OutlineRemark[] = [...strangers(heads, rows.slice(headAt + 1))]
  const found = rowsIn(rows, headAt + 1, heads, series, remarks)
  const marked = found.some(({ mark }) => mark !== undefined)
  const edits: OutlineEdit[] = []
  for (const [i, row] of found.entries()) {
    const changes =
      row.mark || row.episode ? changesOf(row, heads, series) : newIn(found, i, heads, series)
    edits.push(...changes.edits)
    remarks.push(...changes.remarks)
  }
  if (!marked) remarks.unshift({ code: 'unmarked', values: {} })
  remarks.push(...missing(found, series))
  return { edits, remarks, marked }
}

/// The row that holds the heads, among the first; −1 where rows are no outline.
export function headIn(rows: readonly (readonly string[])[]): number {
  return rows.slice(0, 20).findIndex((row) => isHead(headsOf(row)))
}

const headless: Unreadable = {
  code: 'outline.headless',
  message:
    'This sheet has no heads that tell which column is which, such as Episode, Hook, Cliffhanger. Export the outline again and change that.',
}

function headsOf(row: readonly string[]): Heads {
  const heads = row.map((text) => ({ text, column: columnCalled(text) }))
  const names = heads.map(({ column }) => column && nameOf(column))
  // Of two columns of one name the first counts; the other is a stranger.
  return heads.map((head, at) =>
    head.column && names.indexOf(names[at]) < at ? { ...head, column: undefined } : head,
  )
}

function isHead(heads: Heads): boolean {
  const names = heads.flatMap(({ column }) => (column ? [nameOf(column)] : []))
  return (
    names.length >= 2 && names.some((name) => /^(?:hook|beat|cliff|title|outl|summ)/.test(name))
  )
}

/// Columns that mean nothing here and in which something stands.
function* strangers(heads: Heads, rows: readonly (readonly string[])[]): Iterable<OutlineRemark> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), heads.length)
  for (let at = 0; at < width; at++) {
    if (heads[at]?.column) continue
    const text = rows.map((row) => row[at]?.trim() ?? '').find((cell) => cell !== '')
    // The mark is known by itself, whatever its head has become.
    if (text === undefined || isMark(text)) continue
    const column = heads[at]?.text.trim() || cellName(at, 0).replace(/\d+$/, '')
    yield { code: 'column', cell: cellName(at, 0), values: { column } }
  }
}

/// The rows that say something, each with the episode it is about.
function rowsIn(
  rows: readonly (readonly string[])[],
  from: number,
  heads: Heads,
  series: Series,
  remarks: OutlineRemark[],
): readonly SheetRow[] {
  const places = new Map(series.episodes.map((episode, index) => [episode.id, index]))
  const found: SheetRow[] = []
  const seen = new Set<string>()
  for (let at = from; at < rows.length; at++) {
    const cells = rows[at] ?? []
    const mark = cells.map(readMark).find((each) => each !== undefined)
    if (!mark && cells.every((cell) => cell.trim() === '' || isMark(cell))) continue
    if (!mark) {
      found.push({ at, cells })
      continue
    }
    const name = [mark.episode, ...mark.segments.map(({ id }) => id)].join(' ')
    if (seen.has(name)) {
      const text = excerptOf({ at, cells }, heads)
      remarks.push({ code: 'twice', cell: cellName(0, at), values: { text } })
      continue
    }
    seen.add(name)
    const index = places.get(mark.episode)
    const episode = index === undefined ? undefined : series.episodes[index]
    found.push({ at, cells, mark, ...(episode && index !== undefined && { episode, index }) })
  }
  return byNumber(found, heads, series)
}

/// Rows without a mark are about the episode of their number, unless another row is.
function byNumber(rows: readonly SheetRow[], heads: Heads, series: Series): readonly SheetRow[] {
  if (isBySegments(heads)) return rows
  const taken = new Set(rows.map(({ episode }) => episode?.id))
  const numberAt = heads.findIndex(({ column }) => column && nameOf(column) === 'number')
  return rows.map((row) => {
    if (row.mark) return row
    const index = Number(row.cells[numberAt]?.trim() || Number.NaN) - 1
    const episode = series.episodes[index]
    if (!episode || taken.has(episode.id)) return row
    taken.add(episode.id)
    return { ...row, episode, index }
  })
}

/// What no row is about: people take rows out, and nothing is taken out of the season by it.
function missing(rows: readonly SheetRow[], series: Series): readonly OutlineRemark[] {
  const shown = new Set(rows.map(({ episode }) => episode?.id))
  const numbers = series.episodes.flatMap(({ id }, i) => (shown.has(id) ? [] : [i + 1]))
  return numbers.length === 0 ? [] : [{ code: 'missing', values: { number: ranges(numbers) } }]
}

/// `3, 7–9`
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
