import type {
  Screenplay,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplaySegment,
  TitlePageEntry,
} from '../screenplay.ts'
import {
  type Fact,
  type Hear,
  hearCarried,
  hearList,
  hearNumber,
  hearText,
  once,
  readFacts,
  sayCarried,
  sayList,
  sayText,
  writeFactNote,
} from './facts.ts'
import { normalLogline, normalParagraphs, normalTitle } from './normal.ts'
import { normalEntries, normalTarget } from './titlepage.ts'

/// What a series, its episodes and its segments have beside their text, in notes. Text that is on
/// the page anyway, in its normal form, is in a note only where it has more than that; a note that
/// does not fit the page any more is left out, because the page is what people change.

export type SegmentFacts = Partial<Omit<ScreenplaySegment, 'lines'>>
export type EpisodeFacts = Partial<
  Omit<ScreenplayEpisode, 'hook' | 'beats' | 'cliffhanger' | 'unlock'>
>
export type SeriesFacts = Partial<
  Pick<Screenplay, 'title' | 'logline' | 'notes' | 'targetSeconds' | 'titlePage' | 'carried'>
>

export function segmentNote(segment: ScreenplaySegment): string | undefined {
  const { outline, emotion, tags, seconds, carried } = segment
  return writeFactNote('segment', [
    ...number('emotion', emotion),
    ...(tags ? [['tags', sayList(tags)] as const] : []),
    ...number('seconds', seconds),
    ...exact('outline', outline, normalParagraphs(outline)),
    ...sayCarried(carried),
  ])
}

export function episodeNote(episode: ScreenplayEpisode): string | undefined {
  const { title, summary, targetSeconds, writers = [], due, carried } = episode
  return writeFactNote('episode', [
    ...number('target', targetSeconds),
    ...writers.map(
      ({ id, name }) => ['writer', sayList(id === name ? [name] : [name, id])] as const,
    ),
    ...(due === undefined ? [] : [['due', sayText(due)] as const]),
    ...exact('title', title, normalTitle(title)),
    ...exact('summary', summary, normalParagraphs(summary)),
    ...sayCarried(carried),
  ])
}

/// The notes at the end of a file: the series, its cast, its places.
export function seriesNotes(screenplay: Screenplay): readonly string[] {
  const { title, logline, notes, targetSeconds, titlePage, carried } = screenplay
  const { cast = [], places = [] } = screenplay
  const series = writeFactNote('series', [
    ...(notes === undefined ? [] : [['notes', sayText(notes)] as const]),
    ...exact('title', title, normalTitle(title)),
    ...exact('logline', logline, normalLogline(logline)),
    ...(normalTarget(targetSeconds) === targetSeconds ? [] : number('target', targetSeconds)),
    ...exact('title page', JSON.stringify(titlePage), JSON.stringify(normalEntries(titlePage))),
    ...sayCarried(carried),
  ])
  const roster = (noun: 'cast' | 'place', entries: readonly ScreenplayEntry[]) =>
    entries.flatMap((entry) => writeFactNote(noun, entryFacts(entry)) ?? [])
  return [...(series ? [series] : []), ...roster('cast', cast), ...roster('place', places)]
}

function entryFacts({ name, notes, aliases, colour }: ScreenplayEntry): Fact[] {
  return [
    ['name', sayText(name)],
    ...aliases.map((alias) => ['alias', sayText(alias)] as const),
    ...(colour === undefined ? [] : [['colour', sayText(colour)] as const]),
    ...(notes === '' ? [] : [['notes', sayText(notes)] as const]),
  ]
}

function number(key: string, value: number | undefined): Fact[] {
  return value === undefined ? [] : [[key, String(value)]]
}

function exact(key: string, text: string, shown: string): Fact[] {
  return text === shown ? [] : [[key, sayText(text)]]
}

const carried = (values: readonly string[]) => {
  const left = hearCarried(values)
  return left && { carried: left }
}

const segmentWays: { readonly [key: string]: Hear<SegmentFacts> } = {
  emotion: once('emotion', hearNumber),
  tags: once('tags', hearList),
  seconds: once('seconds', hearNumber),
  outline: once('outline', hearText),
  carried,
}

export function readSegmentFacts(facts: readonly Fact[]): SegmentFacts | undefined {
  return readFacts(facts, segmentWays)
}

const episodeWays: { readonly [key: string]: Hear<EpisodeFacts> } = {
  target: once('targetSeconds', hearNumber),
  writer(values) {
    const lists = values.map(hearList)
    if (lists.some(({ length }) => length > 2)) return undefined
    return { writers: lists.map(([name = '', id = name]) => ({ id, name })) }
  },
  due: once('due', hearText),
  title: once('title', hearText),
  summary: once('summary', hearText),
  carried,
}

export function readEpisodeFacts(facts: readonly Fact[]): EpisodeFacts | undefined {
  return readFacts(facts, episodeWays)
}

const seriesWays: { readonly [key: string]: Hear<SeriesFacts> } = {
  notes: once('notes', hearText),
  title: once('title', hearText),
  logline: once('logline', hearText),
  target: once('targetSeconds', hearNumber),
  'title page': once('titlePage', (value) => asEntries(hearText(value))),
  carried,
}

export function readSeriesFacts(facts: readonly Fact[]): SeriesFacts | undefined {
  return readFacts(facts, seriesWays)
}

const entryWays: { readonly [key: string]: Hear<ScreenplayEntry> } = {
  name: once('name', hearText),
  notes: once('notes', hearText),
  alias: (values) => ({ aliases: values.map(hearText) }),
  colour: once('colour', hearText),
}

export function readEntryFacts(facts: readonly Fact[]): ScreenplayEntry | undefined {
  const found = readFacts(facts, entryWays)
  const { name, notes = '', aliases = [], colour } = found ?? {}
  if (name === undefined) return undefined
  return { name, notes, aliases, ...(colour !== undefined && { colour }) }
}

function asEntries(json: string): readonly TitlePageEntry[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  if (!Array.isArray(value)) return undefined
  const entries = value as readonly Partial<TitlePageEntry>[]
  const whole = entries.every(
    (entry) =>
      typeof entry?.key === 'string' &&
      Array.isArray(entry.values) &&
      entry.values.every((each) => typeof each === 'string'),
  )
  if (!whole) return undefined
  return entries.map(({ key, values }) => ({ key, values }) as TitlePageEntry)
}

/// A text of the page with what a note says of it, where both still say the same.
export function exactly(
  shown: string,
  noted: string | undefined,
  normal: (text: string) => string,
): string {
  return noted !== undefined && normal(noted) === shown ? noted : shown
}
