import { generateNKeysBetween } from 'fractional-indexing'
import type * as Y from 'yjs'
import { type CastEntry, rosters } from '../domain/castentry.ts'
import { makeEntry } from './cast.ts'
import {
  type EntityValues,
  emptyLines,
  firstKey,
  type LineContent,
  makeEpisode,
  makeSegment,
} from './make.ts'
import { newId, type Random, secureRandom } from './random.ts'
import { rootsOf, textIn } from './roots.ts'
import { layOutSeries, type NewSeries } from './series.ts'

/// A whole series as content, for whoever writes one at a stroke: an import, a sample, a test.
export interface SeriesContent extends NewSeries {
  /// At least one.
  readonly episodes: readonly EpisodeText[]
  /// Title-page entries that mean nothing to a series, kept for the way out.
  readonly titlePage?: readonly { readonly key: string; readonly values: readonly string[] }[]
  readonly notes?: string
  readonly cast?: readonly Omit<CastEntry, 'id'>[]
  readonly places?: readonly Omit<CastEntry, 'id'>[]
  /// Plain values of the series beside, by the names of docs/DOCUMENT.md.
  readonly values?: EntityValues
}

export interface EpisodeText {
  readonly title: string
  readonly summary: string
  readonly hook: SegmentText
  readonly beats: readonly SegmentText[]
  readonly cliffhanger: SegmentText
  readonly values?: EntityValues
}

export interface SegmentText {
  readonly outline: string
  readonly values?: EntityValues
  readonly lines: readonly LineContent[]
}

/// Writes a series into an empty Y.Doc, in one transaction.
export function writeSeries(
  doc: Y.Doc,
  content: SeriesContent,
  random: Random = secureRandom,
): void {
  doc.transact(() => {
    layOutSeries(doc, content, random)
    const { titlePage, notes, values = {} } = content
    const { series } = rootsOf(doc)
    if (notes) textIn(series, 'notes')?.insert(0, notes)
    for (const [name, value] of Object.entries(values)) series.set(name, value)
    for (const roster of rosters) {
      for (const entry of content[roster] ?? []) makeEntry(doc, roster, entry, random)
    }
    if (titlePage && titlePage.length > 0) {
      series.set(
        'titlePage',
        titlePage.map(({ key, values }) => ({ key, values: [...values] })),
      )
    }
    writeEpisodes(doc, content.episodes, random)
  })
}

/// Adds episodes at the end of a series that shows none yet. Call it inside a transaction.
function writeEpisodes(doc: Y.Doc, episodes: readonly EpisodeText[], random: Random): void {
  const roots = rootsOf(doc)
  const orders = generateNKeysBetween(null, null, episodes.length)
  for (const [i, { hook, beats, cliffhanger, ...own }] of episodes.entries()) {
    const id = newId(random)
    const order = orders[i] as string
    makeEpisode(
      roots,
      id,
      { ...own, order, hook: filled(hook), cliffhanger: filled(cliffhanger) },
      random,
    )
    const keys = generateNKeysBetween(firstKey, null, beats.length)
    for (const [j, beat] of beats.entries()) {
      const place = [id, keys[j] as string] as const
      makeSegment(roots, newId(random), { ...filled(beat), kind: 'beat', place }, random)
    }
  }
}

function filled(segment: SegmentText): SegmentText {
  return segment.lines.length > 0 ? segment : { ...segment, lines: emptyLines }
}

/// The title-page entries kept with a series; what is not well formed counts as absent.
export function titlePageOf(doc: Y.Doc): { key: string; values: string[] }[] {
  const stored = rootsOf(doc).series.get('titlePage')
  if (!Array.isArray(stored)) return []
  return stored.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    const { key, values } = entry as { key?: unknown; values?: unknown }
    return typeof key === 'string' && Array.isArray(values)
      ? [{ key, values: values.filter((value) => typeof value === 'string') }]
      : []
  })
}
