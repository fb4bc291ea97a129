import * as Y from 'yjs'
import { cutsPairAt } from '../../src/shared/document/diff.ts'
import { keptIn } from '../../src/shared/document/kept.ts'
import { subjectOfSelection } from '../../src/shared/document/selection.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { most, type Subject } from '../../src/shared/document/subject.ts'
import { Finder, type Stretch } from '../../src/shared/document/whereabouts.ts'
import { textOf } from '../../src/shared/domain/line.ts'
import { longestComment, mostComments, mostThreads } from '../../src/shared/domain/thread.ts'
import { screenplayOf } from '../../src/shared/format/document.ts'
import type { NotePoint, ReadNote, WrittenNote } from '../../src/shared/format/reading.ts'
import type { Loss, Screenplay, ScreenplayLine } from '../../src/shared/format/screenplay.ts'
import { emptyDocument } from '../rooms/content.ts'
import type { ArchivedTalk, ArchivedThread } from './archive/layout.ts'

/// The notes of a file as threads of comments, and threads as notes of a file.

/// Who has said what a file does not name anybody for.
const nobody = 'Final Draft'

/// The notes of a file on the lines of the document that was made of it, which are a part of the
/// file's, in their order. What is more than a series has room for stays a note of the file.
export function talkOf(
  bytes: Uint8Array,
  file: Screenplay,
  notes: readonly ReadNote[],
): { readonly talk: ArchivedTalk; readonly losses: readonly Loss[] } {
  const document = opened(bytes)
  try {
    const places = placesOf(document)
    const rows = matched(linesIn(file), places)
    const worded = notes.filter(({ text }) => text.trim() !== '')
    const fitting = worded.filter(({ text }) => chunksOf(text).length <= mostComments)
    const threads = fitting.slice(0, mostThreads).flatMap((note): readonly ArchivedThread[] => {
      const row = rows[note.line]
      const place = row === undefined ? places[nearest(rows, note.line)] : places[row]
      if (!place) return []
      const last = note.end && rows[note.end.line]
      const end = last === undefined ? undefined : places[last]
      const at = row === undefined ? segmentOf(place) : subjectOf(document, place, note, end)
      const { key, author, date, text } = note
      const said = timeOf(date)
      const comments = chunksOf(text).map((body) => {
        return { by: author ?? nobody, body, said, edited: null }
      })
      return [{ at, resolved: null, comments, ...(key !== undefined && { note: key }) }]
    })
    const more = worded.length - threads.length
    return { talk: { threads }, losses: more > 0 ? [tooMany(more)] : [] }
  } finally {
    document.destroy()
  }
}

/// What is said about a series as notes for a file of it, which are about lines.
export function notesOf(
  bytes: Uint8Array,
  { threads, takenBack = [] }: ArchivedTalk,
): readonly WrittenNote[] {
  const document = opened(bytes)
  const finder = new Finder(document)
  try {
    const lines = new Map(placesOf(document).map((place, i) => [place.line, { ...place, i }]))
    const pointOf = ({ id, in: where, ...range }: Stretch, end: 'from' | 'to') => {
      const found = where === 'line' ? lines.get(id) : undefined
      return found && { line: found.i, at: range[end] }
    }
    const written = threads.flatMap(({ at, resolved, comments, note }): readonly WrittenNote[] => {
      // What is settled is no note any more, unless the file came with it.
      if (resolved && note === undefined) return []
      const found = finder.find(at)
      const said = comments.map(({ by, body, said: when }) => ({ text: body, by, at: when }))
      const own = { said, ...(note !== undefined && { key: note }) }
      if (found.kind !== 'here') return [own]
      const first = found.stretches.find((each) => each.in === 'line')
      const last = found.stretches.findLast((each) => each.in === 'line')
      const from = first && pointOf(first, 'from')
      const to = last && pointOf(last, 'to')
      // A note on more words than a comment can name is on all that it was on.
      if (from && to && !(own.key && isFull(at))) return [{ ...own, from, to }]
      if (note !== undefined) return [own]
      const start = startOf(lines.values(), found)
      return [{ ...own, ...(start && { from: start, to: start }) }]
    })
    return [...written, ...takenBack.map((key) => ({ key, said: [] }))]
  } finally {
    finder.destroy()
    document.destroy()
  }
}

interface Place {
  readonly episode: string
  readonly segment: string
  readonly line: string
  readonly text: string
}

function opened(bytes: Uint8Array): SeriesDocument {
  const doc = emptyDocument()
  Y.applyUpdate(doc, bytes)
  return new SeriesDocument(doc)
}

/// The lines of a document in their order, as a screenplay of it has them: an only line in which
/// nothing was ever written is none.
function placesOf({ doc, reading }: SeriesDocument): readonly Place[] {
  const { series } = reading
  const script = screenplayOf(series, keptIn(doc))
  return series.episodes.flatMap((episode, i) => {
    const { hook, beats = [], cliffhanger } = script.episodes[i] ?? {}
    return [hook, ...beats, cliffhanger].flatMap((part, j) => {
      const segment = episode.segments[j]
      if (!segment || part?.lines.length !== segment.lines.length) return []
      return segment.lines.map((line): Place => {
        return { episode: episode.id, segment: segment.id, line: line.id, text: line.text }
      })
    })
  })
}

function linesIn({ episodes }: Screenplay): readonly ScreenplayLine[] {
  return episodes.flatMap(({ hook, beats, cliffhanger }) =>
    [hook, ...beats, cliffhanger].flatMap(({ lines }) => lines),
  )
}

/// For each line of a file the place it has come to; undefined where it is a title now.
function matched(
  file: readonly ScreenplayLine[],
  places: readonly Place[],
): readonly (number | undefined)[] {
  const rows: (number | undefined)[] = file.map(() => undefined)
  const texts = file.map(({ spans }) => textOf(spans))
  let at = 0
  for (const [row, { text }] of places.entries()) {
    let found = at
    while (found < texts.length && texts[found] !== text) found++
    if (found === texts.length) continue
    rows[found] = row
    at = found + 1
  }
  return rows
}

/// The place of the next line behind one that has none, else of the last in front of it.
function nearest(rows: readonly (number | undefined)[], line: number): number {
  const is = (row: number | undefined) => row !== undefined
  return rows.slice(line).find(is) ?? rows.slice(0, line).findLast(is) ?? 0
}

function segmentOf({ episode, segment }: Place): Subject {
  return { on: 'segment', episode, segment }
}

/// The words that a note is about; the whole line where it says nothing of words.
function subjectOf(
  document: SeriesDocument,
  place: Place,
  { range, end }: ReadNote,
  last: Place | undefined,
): Subject {
  const { line, text } = place
  const [from, to] = range ?? [0, text.length]
  const found = subjectOfSelection(
    document,
    { in: 'line', line, offset: from },
    end && last
      ? { in: 'line', line: last.line, offset: end.at }
      : { in: 'line', line, offset: to },
  )
  return found ?? segmentOf(place)
}

/// Whether a passage has as much as one can have.
function isFull(at: Subject): boolean {
  if (at.on !== 'passage') return false
  const units = at.parts.reduce((sum, { quote }) => sum + quote.length, 0)
  const runs = at.parts.reduce((sum, part) => sum + part.runs.length, 0)
  return at.parts.length >= most.parts || units >= most.units - 1 || runs >= most.runs
}

/// What is said of a segment or an episode stands at its first line.
function startOf(
  lines: Iterable<Place & { readonly i: number }>,
  { episode, segment }: { readonly episode: string; readonly segment?: string },
): NotePoint | undefined {
  for (const line of lines) {
    if (line.episode !== episode) continue
    if (segment === undefined || line.segment === segment) return { line: line.i, at: 0 }
  }
  return undefined
}

/// A comment holds less than a note can: what is longer goes on in the next.
function chunksOf(text: string): readonly string[] {
  const chunks: string[] = []
  let rest = text.replaceAll('\0', '\ufffd').toWellFormed()
  while (rest !== '') {
    const end = cutsPairAt(rest, longestComment) ? longestComment - 1 : longestComment
    chunks.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return chunks
}

function tooMany(count: number): Loss {
  return {
    code: 'fdx.more-notes',
    message: `Notes that found no place among the comments: ${count}. They do not show, and go back into Final Draft.`,
  }
}

/// Milliseconds since 1970. A time without a zone is taken as UTC; where there is none, or none that
/// can be read, it is later than any, which counts as now.
function timeOf(date: string | undefined): number {
  if (date === undefined) return latest
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(date) || !date.includes('T') ? date : `${date}Z`
  const time = Date.parse(zoned)
  return Number.isNaN(time) || time < 0 ? latest : time
}

/// The last millisecond that a `Date` can hold.
const latest = 8.64e15
