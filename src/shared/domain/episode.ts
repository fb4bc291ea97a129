import type { Segment } from './segment.ts'

export const episodeStatuses = ['draft', 'ready'] as const
export type EpisodeStatus = (typeof episodeStatuses)[number]

/// An episode as it is shown. Its number is its place in the season and stored nowhere.
export interface Episode {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly status: EpisodeStatus
  /// The hook first, then the beats, the cliffhanger last.
  readonly segments: readonly Segment[]
  /// Seconds this episode is meant to run, where it differs from the series.
  readonly targetSeconds?: number
}

export function hookOf(episode: Episode): Segment {
  return episode.segments[0] as Segment
}

export function beatsOf(episode: Episode): readonly Segment[] {
  return episode.segments.slice(1, -1)
}

export function cliffhangerOf(episode: Episode): Segment {
  return episode.segments[episode.segments.length - 1] as Segment
}
