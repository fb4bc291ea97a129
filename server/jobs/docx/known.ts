import type { Episode } from '../../../src/shared/domain/episode.ts'
import type { Line } from '../../../src/shared/domain/line.ts'
import type { Series } from '../../../src/shared/domain/series.ts'

/// What a series says now, by id.
export interface SeriesIndex {
  readonly series: Series
  readonly episodes: ReadonlyMap<string, { readonly episode: Episode; readonly number: number }>
  /// The episode of each segment.
  readonly segments: ReadonlyMap<string, string>
  /// The lines of each segment.
  readonly scripts: ReadonlyMap<string, readonly Line[]>
  readonly outlines: ReadonlyMap<
    string,
    { readonly text: string; readonly segment: string; readonly episode: string }
  >
  readonly lines: ReadonlyMap<
    string,
    { readonly line: Line; readonly segment: string; readonly episode: string }
  >
}

export function indexOf(series: Series): SeriesIndex {
  const episodes = new Map<string, { episode: Episode; number: number }>()
  const segments = new Map<string, string>()
  const outlines = new Map<string, { text: string; segment: string; episode: string }>()
  const scripts = new Map<string, readonly Line[]>()
  const lines = new Map<string, { line: Line; segment: string; episode: string }>()
  for (const [i, each] of series.episodes.entries()) {
    const episode = each.id
    episodes.set(episode, { episode: each, number: i + 1 })
    for (const { id: segment, outlines: own, lines: said } of each.segments) {
      segments.set(segment, episode)
      scripts.set(segment, said)
      for (const { id, text } of own) outlines.set(id, { text, segment, episode })
      for (const line of said) lines.set(line.id, { line, segment, episode })
    }
  }
  return { series, episodes, segments, scripts, outlines, lines }
}
