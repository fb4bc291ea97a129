import { digestOf } from '../outline/mark.ts'
import type { ReadNote } from '../reading.ts'
import { elementsOf, type XmlElement } from '../xml.ts'
import type { NoteEnd } from './carried.ts'
import { plainText } from './runs.ts'
import { firstOf } from './tree.ts'

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
  const keys = new NoteKeys()
  for (const [line, { paragraph }] of lines.entries()) {
    for (const note of notesWithin(paragraph)) {
      notes.push({ line, ...contentOf(note), key: keys.of(note) })
    }
  }
  const starts = lines.map(({ start }) => start)
  for (const [i, note] of listed(root).entries()) {
    const key = keys.of(note)
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
    const within = range[0] >= 0 && range[0] < range[1] && range[1] <= length
    const further = within && last > line && { end: { line: last, at: to - end.start } }
    notes.push({ line, ...(within && { range }), ...further, ...contentOf(note), key })
  }
  return { notes, ends }
}

function add<T>(ends: Map<T, NoteEnd[]>, line: T, end: NoteEnd): void {
  const known = ends.get(line) ?? []
  known.push(end)
  ends.set(line, known)
}

/// The line that a place in the script is in: the last that begins before it, of a pair the first; in
/// front of them all the first.
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

/// The notes that a file lists.
export function listed(root: XmlElement): readonly XmlElement[] {
  const list = firstOf(root, 'ScriptNotes')
  return list ? elementsOf(list, 'ScriptNote') : []
}

function notesWithin(paragraph: XmlElement): readonly XmlElement[] {
  return elementsOf(paragraph).flatMap((child) => {
    if (child.name === 'ScriptNote') return [child]
    return child.name === 'Text' ? elementsOf(child, 'ScriptNote') : []
  })
}

export function rangeOf(note: XmlElement): readonly [number, number] | undefined {
  const found = /^\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$/.exec(note.attributes.Range ?? '')
  if (!found) return undefined
  const [a, b] = [Number(found[1]), Number(found[2])]
  return [Math.min(a, b), Math.max(a, b)]
}

/// What a note says, and who said it when.
export function contentOf(note: XmlElement): Omit<ReadNote, 'line'> {
  const { WriterName, DateTime, Name } = note.attributes
  const said = elementsOf(note, 'Paragraph').map(plainText)
  const text = [...(Name?.trim() ? [Name.trim()] : []), ...said].join('\n')
  return {
    text,
    ...(WriterName?.trim() && { author: WriterName.trim() }),
    ...(DateTime && { date: DateTime }),
  }
}

/// What the notes of a file are known by, asked for in one order: by what they say, and which of
/// those that say it.
export class NoteKeys {
  readonly #counts = new Map<string, number>()

  of(note: XmlElement): string {
    const digest = digestOf(JSON.stringify(contentOf(note)))
    const count = (this.#counts.get(digest) ?? 0) + 1
    this.#counts.set(digest, count)
    return count === 1 ? digest : `${digest}x${count}`
  }
}
