import type { TextPoint } from '../document/anchor.ts'
import { keyOf, type TextPlace } from '../document/replace.ts'
import type { Element } from '../domain/element.ts'
import type { Episode } from '../domain/episode.ts'
import type { Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { keyOfName, readCue } from './cue.ts'
import { type Finder, type FoundRange, finderOf, type Wording } from './findtext.ts'

/// Finding words in a season. What is found in a segment is remembered with the segment: a
/// keystroke makes one of them be looked through again, whatever is found elsewhere.

export interface Query extends Wording {
  /// Which texts are looked through.
  readonly script: boolean
  readonly outlines: boolean
  readonly titles: boolean
  /// Only lines of this element: no outline and no title has one.
  readonly element?: Element | undefined
  /// Only what this person says, by the key of their name (see cast.ts); no outline and no title.
  readonly speaker?: string | undefined
  readonly scope: Scope
}

export type Scope =
  | { readonly in: 'season' }
  | { readonly in: 'episode'; readonly episode: string }
  | { readonly in: 'segment'; readonly segment: string }
  /// From one point to another, the first one first.
  | { readonly in: 'selection'; readonly from: TextPoint; readonly to: TextPoint }

/// Words that were found. As long as its text says the same it is the same object.
export interface Hit extends FoundRange {
  readonly at: TextPlace
  readonly element: Element | 'outline' | 'title'
  /// All of the text that the range is of, in code units.
  readonly text: string
}

export interface FoundEpisode {
  readonly id: string
  /// Counted from 1.
  readonly number: number
  readonly title: string
  /// At least one, in the order in which they are read.
  readonly hits: readonly Hit[]
}

export interface Found {
  readonly count: number
  /// Only episodes in which something was found.
  readonly episodes: readonly FoundEpisode[]
}

export const nothing: Found = { count: 0, episodes: [] }

const noHits: readonly Hit[] = []

/// A query with what has been found for it so far.
export class Search {
  readonly query: Query
  readonly #finder: Finder
  readonly #episodes = new WeakMap<Episode, readonly Hit[]>()
  readonly #segments = new WeakMap<Segment, readonly Hit[]>()
  readonly #lines = new WeakMap<object, readonly Hit[]>()
  readonly #titles = new Map<string, readonly Hit[]>()

  constructor(query: Query) {
    this.query = query
    this.#finder = finderOf(query)
  }

  /// Whether a range of a text is one that it finds there.
  finds(text: string, from: number, to: number): boolean {
    return this.#finder(text).some((range) => range.from === from && range.to === to)
  }

  /// Everything in the season that the query asks for.
  in(series: Series): Found {
    const { scope } = this.query
    if (this.query.text === '') return nothing
    const edges = scope.in === 'selection' ? edgesOf(series, scope) : undefined
    if (scope.in === 'selection' && !edges) return nothing
    const episodes: FoundEpisode[] = []
    let count = 0
    for (const [index, episode] of series.episodes.entries()) {
      const hits = edges ? this.#between(episode, index, edges) : this.#scoped(episode)
      if (hits.length === 0) continue
      count += hits.length
      episodes.push({ id: episode.id, number: index + 1, title: episode.title, hits })
    }
    return count === 0 ? nothing : { count, episodes }
  }

  /// What is found in a whole episode.
  inEpisode(episode: Episode): readonly Hit[] {
    const known = this.#episodes.get(episode)
    if (known) return known
    const hits = [
      ...this.#inTitle(episode),
      ...episode.segments.flatMap((segment) => this.#inSegment(segment)),
    ]
    const result = hits.length === 0 ? noHits : hits
    this.#episodes.set(episode, result)
    return result
  }

  #scoped(episode: Episode): readonly Hit[] {
    const { scope } = this.query
    switch (scope.in) {
      case 'episode':
        return scope.episode === episode.id ? this.inEpisode(episode) : noHits
      case 'segment': {
        const segment = episode.segments.find(({ id }) => id === scope.segment)
        return segment ? this.#inSegment(segment) : noHits
      }
      default:
        return this.inEpisode(episode)
    }
  }

  #between(episode: Episode, index: number, { from, to }: Edges): readonly Hit[] {
    if (index < from.episode || index > to.episode) return noHits
    const hits = this.inEpisode(episode)
    if (index > from.episode && index < to.episode) return hits
    const rows = rowsOf(episode)
    return hits.filter((hit) => {
      const row = rows.get(keyOf(hit.at)) ?? 0
      const isBehind =
        index > from.episode || row > from.row || (row === from.row && hit.from >= from.offset)
      const isInFront =
        index < to.episode || row < to.row || (row === to.row && hit.to <= to.offset)
      return isBehind && isInFront
    })
  }

  #inTitle({ id, title }: Episode): readonly Hit[] {
    if (!this.query.titles || this.#asksForLines) return noHits
    const known = this.#titles.get(id)
    if (known?.[0]?.text === title) return known
    const hits = this.#hits({ in: 'title', episode: id }, 'title', title)
    this.#titles.set(id, hits)
    return hits
  }

  #inSegment(segment: Segment): readonly Hit[] {
    const known = this.#segments.get(segment)
    if (known) return known
    const { outlines, script, element, speaker } = this.query
    const hits: Hit[] = []
    if (outlines && !this.#asksForLines) {
      for (const outline of segment.outlines) {
        const at = { in: 'outline', segment: outline.id } as const
        hits.push(...this.#remembered(outline, () => this.#hits(at, 'outline', outline.text)))
      }
    }
    if (script) {
      const speakers = speaker === undefined ? undefined : speakersOf(segment)
      for (const [row, line] of segment.lines.entries()) {
        if (element !== undefined && line.element !== element) continue
        if (speaker !== undefined && !speakers?.[row]?.has(speaker)) continue
        const at = { in: 'line', line: line.id } as const
        hits.push(...this.#remembered(line, () => this.#hits(at, line.element, line.text)))
      }
    }
    const result = hits.length === 0 ? noHits : hits
    this.#segments.set(segment, result)
    return result
  }

  get #asksForLines(): boolean {
    return this.query.element !== undefined || this.query.speaker !== undefined
  }

  #remembered(text: object, find: () => readonly Hit[]): readonly Hit[] {
    const known = this.#lines.get(text)
    if (known) return known
    const hits = find()
    this.#lines.set(text, hits)
    return hits
  }

  #hits(at: TextPlace, element: Hit['element'], text: string): readonly Hit[] {
    const ranges = this.#finder(text)
    if (ranges.length === 0) return noHits
    return ranges.map(({ from, to }) => ({ at, element, text, from, to }))
  }
}

/// Who says each line of a segment, by the keys of their names; undefined where nobody speaks.
function speakersOf(segment: Segment): readonly (ReadonlySet<string> | undefined)[] {
  const known = speakers.get(segment)
  if (known) return known
  let who: ReadonlySet<string> | undefined
  const result = segment.lines.map(({ element, text }) => {
    if (element === 'character') {
      who = new Set(readCue(text).names.map(({ name }) => keyOfName(name)))
      return undefined
    }
    if (!speech.has(element)) who = undefined
    return who
  })
  speakers.set(segment, result)
  return result
}

const speakers = new WeakMap<Segment, readonly (ReadonlySet<string> | undefined)[]>()
const speech: ReadonlySet<Element> = new Set<Element>(['dialogue', 'parenthetical', 'lyric'])

interface Edge {
  /// Indexes of the episode and of the text in it.
  readonly episode: number
  readonly row: number
  readonly offset: number
}

interface Edges {
  readonly from: Edge
  readonly to: Edge
}

function edgesOf(
  series: Series,
  { from, to }: { readonly from: TextPoint; readonly to: TextPoint },
): Edges | undefined {
  const first = edgeOf(series, from)
  const last = edgeOf(series, to)
  return first && last && { from: first, to: last }
}

function edgeOf({ episodes }: Series, point: TextPoint): Edge | undefined {
  const key = keyOf(point)
  for (const [index, episode] of episodes.entries()) {
    const row = rowsOf(episode).get(key)
    if (row !== undefined) return { episode: index, row, offset: point.offset }
  }
  return undefined
}

/// The texts of an episode in the order in which they are read.
function rowsOf(episode: Episode): ReadonlyMap<string, number> {
  const known = rows.get(episode)
  if (known) return known
  const places: TextPlace[] = [{ in: 'title', episode: episode.id }]
  for (const { outlines, lines } of episode.segments) {
    for (const { id } of outlines) places.push({ in: 'outline', segment: id })
    for (const { id } of lines) places.push({ in: 'line', line: id })
  }
  const result = new Map(places.map((place, row) => [keyOf(place), row]))
  rows.set(episode, result)
  return result
}

const rows = new WeakMap<Episode, ReadonlyMap<string, number>>()

/// The hit that begins at a point or is the next one behind it (1), or ends at it or is the last one
/// in front of it (−1); from the end of the season it goes on at its start, and the other way
/// round. A point in no text that is shown counts as the start.
export function hitNear(
  series: Series,
  found: Found,
  point: TextPoint | undefined,
  way: -1 | 1,
): Hit | undefined {
  const all = found.episodes
  const edge = point && edgeOf(series, point)
  const first = way > 0 ? all[0]?.hits[0] : all.at(-1)?.hits.at(-1)
  if (!edge) return first
  const number = edge.episode + 1
  const here = all.find((each) => each.number === number)
  const rowsHere = here && rowsOf(series.episodes[edge.episode] as Episode)
  const rowOf = ({ at }: Hit) => rowsHere?.get(keyOf(at)) ?? 0
  if (way > 0) {
    const next = here?.hits.find((hit) => {
      const row = rowOf(hit)
      return row > edge.row || (row === edge.row && hit.from >= edge.offset)
    })
    return next ?? all.find((each) => each.number > number)?.hits[0] ?? first
  }
  const previous = here?.hits.findLast((hit) => {
    const row = rowOf(hit)
    return row < edge.row || (row === edge.row && hit.to <= edge.offset)
  })
  return previous ?? all.findLast((each) => each.number < number)?.hits.at(-1) ?? first
}

/// The place of a hit among all, counted from 1; 0 where it is none of them.
export function numberOf(found: Found, hit: Hit): number {
  let passed = 0
  for (const { hits } of found.episodes) {
    const index = hits.indexOf(hit)
    if (index >= 0) return passed + index + 1
    passed += hits.length
  }
  return 0
}
