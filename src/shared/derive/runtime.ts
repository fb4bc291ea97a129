import type { Episode } from '../domain/episode.ts'
import type { Language } from '../domain/language.ts'
import type { Segment, SegmentKind } from '../domain/segment.ts'
import { defaultTargetSeconds, type Series } from '../domain/series.ts'
import { inOrder } from './in-order.ts'
import { isPlan, lineSeconds, secondsInto } from './line-time.ts'
import { type Pace, rate } from './pace.ts'
import { noTime, type Parts, secondsOf, sumOf } from './parts.ts'
import { perPace } from './remembered.ts'

/// A length of time. `low` and `high` are where the truth commonly lies: ±25 % of what the model
/// reckons; what the room has planned is not in doubt.
export interface Duration {
  readonly seconds: number
  readonly low: number
  readonly high: number
  /// Add up to `seconds`.
  readonly parts: Parts
}

export interface SegmentTime extends Duration {
  /// Seconds from the start of the segment to each of its lines.
  readonly starts: readonly number[]
  /// Seconds on the clock for a second that its lines take by themselves: 1 unless planned.
  readonly stretch: number
}

export interface EpisodeTime extends Duration {
  readonly segments: readonly SegmentPlace[]
  /// Seconds the episode is meant to run.
  readonly target: number
  /// Seconds beyond the target, below 0 while there is room.
  readonly over: number
}

/// A segment on the episode's clock.
export interface SegmentPlace {
  readonly id: string
  readonly kind: SegmentKind
  readonly start: number
  readonly seconds: number
}

export interface SeasonTime extends Duration {
  readonly episodes: readonly EpisodeTime[]
}

/// How long a segment runs. The outline never counts. Speeches at the same time count once, for the
/// longer of them. Planned seconds of the segment take the place of all its lines'.
export function segmentTime(
  segment: Segment,
  language: Language,
  pace: Pace = 'normal',
): SegmentTime {
  return rememberedSegment(segment, language, pace)
}

const rememberedSegment = perPace((segment: Segment, language, pace): SegmentTime => {
  const run = inOrder(segment.lines, (line) => lineSeconds(line, language, pace))
  if (!isPlan(segment.seconds)) return { ...duration(run.parts), starts: run.starts, stretch: 1 }
  const unplanned = secondsOf(run.parts)
  const stretch = unplanned === 0 ? 0 : segment.seconds / unplanned
  const parts = { ...noTime, planned: segment.seconds }
  return { ...duration(parts), starts: run.starts.map((start) => start * stretch), stretch }
})

/// How long an episode runs, and where each of its segments lies. Asking again about the same
/// episode costs nothing; after a change only the changed line is reckoned.
export function episodeTime(
  episode: Episode,
  series: Pick<Series, 'language' | 'targetSeconds'>,
  pace: Pace = 'normal',
): EpisodeTime {
  const laid = rememberedEpisode(episode, series.language, pace)
  const target = targetOf(episode, series)
  const known = withTarget.get(laid)
  if (known !== undefined && known.target === target) return known
  const time = { ...laid, target, over: laid.seconds - target }
  withTarget.set(laid, time)
  return time
}

type Laid = Duration & Pick<EpisodeTime, 'segments'>

const withTarget = new WeakMap<Laid, EpisodeTime>()

const rememberedEpisode = perPace((episode: Episode, language, pace): Laid => {
  const times = episode.segments.map((segment) => segmentTime(segment, language, pace))
  let start = 0
  const segments = episode.segments.map(({ id, kind }, i) => {
    const place = { id, kind, start, seconds: times[i]?.seconds ?? 0 }
    start += place.seconds
    return place
  })
  return { ...duration(sumOf(times.map((time) => time.parts))), segments }
})

/// Seconds an episode is meant to run: its own target, else the series'.
export function targetOf(episode: Episode, series: Pick<Series, 'targetSeconds'>): number {
  const own = [episode.targetSeconds, series.targetSeconds]
  return own.find((seconds) => isPlan(seconds) && seconds > 0) ?? defaultTargetSeconds
}

/// How long all episodes run, one after the other.
export function seasonTime(
  series: Pick<Series, 'language' | 'targetSeconds' | 'episodes'>,
  pace: Pace = 'normal',
): SeasonTime {
  const episodes = series.episodes.map((episode) => episodeTime(episode, series, pace))
  return { ...duration(sumOf(episodes.map((time) => time.parts))), episodes }
}

/// Seconds from the start of the episode to the code unit `offset` of a line; undefined when the
/// line is not in the episode.
export function timeAt(
  episode: Episode,
  language: Language,
  lineId: string,
  offset: number,
  pace: Pace = 'normal',
): number | undefined {
  let start = 0
  for (const segment of episode.segments) {
    const time = segmentTime(segment, language, pace)
    const index = segment.lines.findIndex((line) => line.id === lineId)
    const line = segment.lines[index]
    if (line !== undefined) {
      const into = secondsInto(line, language, pace, offset)
      return start + (time.starts[index] ?? 0) + into * time.stretch
    }
    start += time.seconds
  }
  return undefined
}

function duration(parts: Parts): Duration {
  const seconds = secondsOf(parts)
  const doubt = (seconds - parts.planned) * rate.error
  return { seconds, low: seconds - doubt, high: seconds + doubt, parts }
}
