import { beatsOf, type Episode } from '../../domain/episode.ts'
import type { NewBeat, NewEpisode, NewSegment, OutlineRemark } from '../../domain/outlineedit.ts'
import { outlineText } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import { cellName } from '../table.ts'
import { isEmotion, isSeconds, parted, readNumber, readTags, withoutGuard } from './fields.ts'
import { settled, tidied } from './mark.ts'
import type { RowChanges } from './rowchanges.ts'
import {
  addedBeats,
  cellIn,
  excerptOf,
  type Heads,
  isBySegments,
  type SheetRow,
  segmentsIn,
} from './sheetrow.ts'

/// What a sheet has that the room does not: beats in cells that were empty, rows of their own.

const nothing: RowChanges = { edits: [], remarks: [] }

/// Beats that a row about an episode has beyond those it was made with. They stand behind the last
/// of those. One that the room has by now, from the same sheet, is not made again.
export function newBeats(row: SheetRow, heads: Heads): RowChanges {
  const { episode, index = 0, mark } = row
  const count = segmentsIn(row)
  const added = addedBeats(row, heads, count)
  if (added.length === 0) return nothing
  if (!episode) {
    const values = { text: added.map(({ text }) => text.trim()).join(' · ') }
    return { edits: [], remarks: [{ code: 'gone', cell: cellName(0, row.at), values }] }
  }
  const known = new Set(mark?.segments.map(({ id }) => id) ?? [])
  const beats = beatsOf(episode)
  const last = beats.findLastIndex(({ id }) => known.has(id))
  const edits = added.flatMap(({ text, at }, i): NewBeat[] => {
    const beat = segmentIn(row, heads, text, count - 1 + i, count + added.length)
    if (isThere(beat.outline, episode, known)) return []
    const cell = cellName(at, row.at)
    return [
      {
        what: 'beat',
        id: `beat ${episode.id} ${cell}`,
        cell,
        episode: episode.id,
        number: index + 1,
        contested: false,
        ...placedAt(last < 0 ? beats.length : last + 1, beats),
        beat,
      },
    ]
  })
  // A list that leaves the new beats out is the list of the others.
  const lists = (['seconds', 'emotion'] as const).some((name) =>
    parted(withoutGuard(cellIn(row, heads, name).text), count),
  )
  const places = edits.map((_, i) => count - 1 + i)
  return { edits, remarks: lists ? [] : misread(row, heads, places, count + added.length) }
}

/// What a row is that has no mark and is about no episode: a new one, or a beat of the episode it
/// stands in.
export function newIn(
  rows: readonly SheetRow[],
  at: number,
  heads: Heads,
  series: Series,
): RowChanges {
  const row = rows[at]
  if (!row) return nothing
  const made = isBySegments(heads)
    ? beatOf(row, rows.slice(0, at), heads, series)
    : episodeOf(row, rows, at, heads, series)
  if (made === 'there') return nothing
  if (made?.what === 'episode') return { edits: [made], remarks: misreadIn(row, heads, made) }
  if (made) return { edits: [made], remarks: misread(row, heads, [0], 1) }
  const values = { text: excerptOf(row, heads) }
  return { edits: [], remarks: [{ code: 'stray', cell: cellName(0, row.at), values }] }
}

function episodeOf(
  row: SheetRow,
  rows: readonly SheetRow[],
  at: number,
  heads: Heads,
  series: Series,
): NewEpisode | 'there' | undefined {
  const text = (name: string) => tidied(withoutGuard(cellIn(row, heads, name).text))
  const added = addedBeats(row, heads, 2)
  const count = added.length + 2
  const said = (name: string, place: number) =>
    segmentIn(row, heads, cellIn(row, heads, name).text, place, count)
  const own = {
    title: text('title').replace(/\s*\n\s*/g, ' '),
    summary: text('summary'),
    hook: said('hook', 0),
    beats: added.map((cell, i) => segmentIn(row, heads, cell.text, i + 1, count)),
    cliffhanger: said('cliffhanger', count - 1),
  }
  const segments = [own.hook, ...own.beats, own.cliffhanger]
  const texts = [own.title, own.summary, ...segments.map(({ outline }) => outline)]
  if (texts.every((each) => each === '')) return undefined
  const shown = new Set(rows.map(({ episode }) => episode?.id))
  const there = series.episodes.some(
    (episode) =>
      !shown.has(episode.id) &&
      [episode.title, episode.summary, ...episode.segments.map(outlineText)].every(
        (each, i) => settled(each) === settled(texts[i] ?? ''),
      ),
  )
  if (there) return 'there'
  const above = rows.slice(0, at).findLast(({ episode }) => episode)
  const below = rows.slice(at).find(({ episode }) => episode)
  const index =
    above?.index !== undefined ? above.index + 1 : (below?.index ?? series.episodes.length)
  const before = rows.slice(0, at).filter(({ mark, episode }) => !mark && !episode).length
  const target = readNumber(text('target'))
  const cell = cellName(0, row.at)
  return {
    what: 'episode',
    id: `episode ${cell}`,
    cell,
    episode: '',
    number: index + 1 + before,
    contested: false,
    ...placedAt(index, series.episodes),
    ...own,
    ...(target !== undefined && isSeconds(target) && { targetSeconds: target }),
  }
}

/// A row for a segment: behind the row above where that is of the same episode, else at the end of
/// the episode of its number.
function beatOf(
  row: SheetRow,
  above: readonly SheetRow[],
  heads: Heads,
  series: Series,
): NewBeat | 'there' | undefined {
  const { text, at } = cellIn(row, heads, 'outline')
  if (settled(text) === '') return undefined
  const number = cellIn(row, heads, 'number').text.trim()
  const last = above.findLast(({ episode }) => episode)
  const index = number === '' ? last?.index : Number(number) - 1
  const episode = index === undefined ? undefined : series.episodes[index]
  if (!episode || index === undefined) return undefined
  const beats = beatsOf(episode)
  const behind = last?.index === index ? last.mark?.segments[0]?.id : undefined
  const beatAt = beats.findIndex(({ id }) => id === behind)
  const place = behind === episode.segments[0]?.id ? 0 : beatAt < 0 ? beats.length : beatAt + 1
  const beat = segmentIn(row, heads, text, 0, 1)
  if (isThere(beat.outline, episode, new Set())) return 'there'
  const cell = cellName(at, row.at)
  return {
    what: 'beat',
    id: `beat ${episode.id} ${cell}`,
    cell,
    episode: episode.id,
    number: index + 1,
    contested: false,
    ...placedAt(place, beats),
    beat,
  }
}

function placedAt(index: number, among: readonly { readonly id: string }[]) {
  const behind = among[index - 1]?.id
  return { index, ...(behind !== undefined && { behind }) }
}

/// A segment with its values from the row's lists, which have `count` of them or none for it.
function segmentIn(
  row: SheetRow,
  heads: Heads,
  outline: string,
  place: number,
  count: number,
): NewSegment {
  const value = (name: string) =>
    parted(withoutGuard(cellIn(row, heads, name).text), count)?.[place] ?? ''
  const seconds = readNumber(value('seconds'))
  const emotion = readNumber(value('emotion'))
  const tags = readTags(value('tags'))
  return {
    outline: tidied(withoutGuard(outline)),
    ...(seconds !== undefined && isSeconds(seconds) && { seconds }),
    ...(emotion !== undefined && isEmotion(emotion) && { emotion }),
    ...(tags.length > 0 && { tags }),
  }
}

/// The same of all that is a new episode's.
function misreadIn(row: SheetRow, heads: Heads, made: NewEpisode): readonly OutlineRemark[] {
  const count = made.beats.length + 2
  const places = Array.from({ length: count }, (_, i) => i)
  const { text, at } = cellIn(row, heads, 'target')
  const target = tidied(text)
  const remarks = misread(row, heads, places, count)
  if (target === '' || made.targetSeconds !== undefined) return remarks
  const values = { column: heads[at]?.text.trim() ?? '', text: target }
  return [...remarks, { code: 'unreadable', cell: cellName(at, row.at), values }]
}

/// What of a row's lists cannot be read for the segments at these places: a new row would lose it.
function misread(
  row: SheetRow,
  heads: Heads,
  places: readonly number[],
  count: number,
): readonly OutlineRemark[] {
  return (['seconds', 'emotion'] as const).flatMap((name): OutlineRemark[] => {
    const { text, at } = cellIn(row, heads, name)
    const head = heads[at]?.text.trim() ?? ''
    const values = { column: head, text: text.trim() }
    const cell = cellName(at, row.at)
    const list = parted(withoutGuard(text), count)
    if (!list) return [{ code: 'count', cell, values: { ...values, count } }]
    const is = name === 'emotion' ? isEmotion : isSeconds
    const reads = (value: string) => value === '' || is(readNumber(value) ?? Number.NaN)
    return places.every((place) => reads(list[place] ?? ''))
      ? []
      : [{ code: 'unreadable', cell, values }]
  })
}

function isThere(outline: string, episode: Episode, known: ReadonlySet<string>): boolean {
  return beatsOf(episode).some(
    (beat) => !known.has(beat.id) && settled(outlineText(beat)) === settled(outline),
  )
}
