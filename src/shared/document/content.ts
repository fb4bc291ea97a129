import { generateNKeysBetween } from 'fractional-indexing'
import type * as Y from 'yjs'
import { emptyLines, firstKey, type LineContent, makeEpisode, makeSegment } from './make.ts'
import { newId, type Random, secureRandom } from './random.ts'
import { rootsOf } from './roots.ts'
import { layOutSeries, type NewSeries } from './series.ts'

/// A whole series as content, for whoever writes one at a stroke: an import, a sample, a test.
export interface SeriesContent extends NewSeries {
  /// At least one.
  readonly episodes: readonly EpisodeText[]
  /// Title-page entries that mean nothing to a series, kept for the way out.
  readonly titlePage?: readonly { readonly key: string; readonly values: readonly string[] }[]
}

export interface EpisodeText {
  readonly title: string
  readonly summary: string
  readonly hook: SegmentText
  readonly beats: readonly SegmentText[]
  readonly cliffhanger: SegmentText
  readonly unlock?: true
}

export interface SegmentText {
  readonly outline: string
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
    const { titlePage } = content
    if (titlePage && titlePage.length > 0) {
      rootsOf(doc).series.set(
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

function filled({ outline, lines }: SegmentText): SegmentText {
  return { outline, lines: lines.length > 0 ? lines : emptyLines }
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
