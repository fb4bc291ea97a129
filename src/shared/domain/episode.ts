import type { Segment } from './segment.ts'

/// Somebody who writes an episode. `id` is their account's, or the name itself where there is none.
export interface Writer {
  readonly id: string
  readonly name: string
}

/// An episode as it is shown. Its number is its place in the season and stored nowhere.
export interface Episode {
  readonly id: string
  readonly title: string
  readonly summary: string
  /// The hook first, then the beats, the cliffhanger last.
  readonly segments: readonly Segment[]
  /// Seconds this episode is meant to run, where it differs from the series.
  readonly targetSeconds?: number
  /// Who writes it, by name; absent where nobody has been named.
  readonly writers?: readonly Writer[]
  /// The day it is due, as `2031-04-09`.
  readonly due?: string
  /// Whether viewers pay behind it to go on; absent where they do not.
  readonly unlock?: true
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

/// Whether a text is a day that is on the calendar, as `2031-04-09`.
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
