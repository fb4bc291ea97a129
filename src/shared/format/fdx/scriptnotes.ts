import type { ReadNote } from '../reading.ts'
import { elementsOf, type XmlElement } from '../xml.ts'
import type { NoteEnd } from './carried.ts'
import { plainText } from './runs.ts'
import { firstOf, withAttributes, withChildren } from './tree.ts'

/// Final Draft's notes on the script. Newer files list them at their end, each with a `Range` of the
/// script: UTF-16 units from its start, an end of paragraph counting one and a block inside a
/// paragraph two. Older ones have them inside the paragraph.

/// A paragraph of the script and where it begins.
export interface Placed {
  readonly paragraph: XmlElement
  readonly start: number
}

export interface ScriptNotes<T> {
  /// Their `line` is an index of the lines.
  readonly notes: readonly ReadNote[]
  /// What of the listed notes lies on which line.
  readonly ends: ReadonlyMap<T, readonly NoteEnd[]>
}

/// The notes of a file on these lines, which are in its order.
export function readScriptNotes<T extends Placed>(
  root: XmlElement,
  lines: readonly T[],
): ScriptNotes<T> {
  const ends = new Map<T, NoteEnd[]>()
  const notes: ReadNote[] = []
  for (const [line, { paragraph }] of lines.entries()) {
    for (const note of notesWithin(paragraph)) notes.push({ line, ...contentOf(note) })
  }
  const starts = lines.map(({ start }) => start)
  for (const [i, note] of listed(root).entries()) {
    const [from, to] = rangeOf(note) ?? []
    const line = from === undefined ? -1 : lineAt(starts, from)
    const placed = lines[line]
    const last = to === undefined ? -1 : lineAt(starts, to)
    const end = lines[last]
    if (from === undefined || to === undefined || !placed || !end) continue
    add(ends, placed, { note: i, end: 'Start', at: from - placed.start })
    add(ends, end, { note: i, end: 'End', at: to - end.start })
    const length = plainText(placed.paragraph).length
    const range = [from - placed.start, last === line ? to - placed.start : length] as const
    const within = range[0] < range[1] && range[1] <= length
    notes.push({ line, ...(within && { range }), ...contentOf(note) })
  }
  return { notes, ends }
}

function add<T>(ends: Map<T, NoteEnd[]>, line: T, end: NoteEnd): void {
  const known = ends.get(line) ?? []
  known.push(end)
  ends.set(line, known)
}

/// The line that a place in the script is in: the last that begins before it, of a pair the first.
function lineAt(starts: readonly number[], place: number): number {
  const last = starts[Math.max(0, reaching(starts, place + 1) - 1)]
  return last === undefined ? -1 : reaching(starts, last)
}

/// The first line that begins at a place or behind it.
function reaching(starts: readonly number[], place: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) < place) low = middle + 1
    else high = middle
  }
  return low
}

function listed(root: XmlElement): readonly XmlElement[] {
  const list = firstOf(root, 'ScriptNotes')
  return list ? elementsOf(list, 'ScriptNote') : []
}

function notesWithin(paragraph: XmlElement): readonly XmlElement[] {
  return elementsOf(paragraph).flatMap((child) => {
    if (child.name === 'ScriptNote') return [child]
    return child.name === 'Text' ? elementsOf(child, 'ScriptNote') : []
  })
}

function rangeOf(note: XmlElement): readonly [number, number] | undefined {
  const found = /^\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$/.exec(note.attributes.Range ?? '')
  if (!found) return undefined
  const [a, b] = [Number(found[1]), Number(found[2])]
  return [Math.min(a, b), Math.max(a, b)]
}

function contentOf(note: XmlElement): Omit<ReadNote, 'line'> {
  const { WriterName, DateTime, Name } = note.attributes
  const said = elementsOf(note, 'Paragraph').map(plainText)
  const text = [...(Name?.trim() ? [Name.trim()] : []), ...said].join('\n')
  return {
    text,
    ...(WriterName?.trim() && { author: WriterName.trim() }),
    ...(DateTime && { date: DateTime }),
  }
}

/// A file whose listed notes lie where `at` has their ends, in the script as it is written now;
/// others keep the range they have.
export function withRanges(root: XmlElement, at: ReadonlyMap<number, Ends>): XmlElement {
  const list = firstOf(root, 'ScriptNotes')
  if (!list || at.size === 0) return root
  let note = -1
  const moved = list.children.map((child) => {
    if (typeof child === 'string' || child.name !== 'ScriptNote') return child
    note += 1
    const ends = at.get(note)
    if (!ends) return child
    const from = ends.Start ?? ends.End ?? 0
    const to = Math.max(from, ends.End ?? from)
    const old = rangeOf(child)
    if (old?.[0] === from && old[1] === to) return child
    return withAttributes(child, { Range: `${from},${to}` })
  })
  return withChildren(
    root,
    root.children.map((child) => (child === list ? withChildren(list, moved) : child)),
  )
}

export interface Ends {
  readonly Start?: number
  readonly End?: number
}
