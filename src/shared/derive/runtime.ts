import type { Episode } from '../domain/episode.ts'
import type { Language } from '../domain/language.ts'
import type { Segment, SegmentKind } from '../domain/segment.ts'
import { defaultTargetSeconds, type Series } from '../domain/series.ts'
import type { Pace, SeriesSettings } from '../domain/settings.ts'
import { isPlan, lineSeconds, secondsInto } from './line-time.ts'
import { rate } from './pace.ts'
import { type Parts, secondsOf, sumOf } from './parts.ts'
import { perPace } from './remembered.ts'
import { plansScenes, type Run, runOf, runsOf } from './run.ts'

/// What of a series its running time depends on, beside the script.
export type Timed = Pick<Series, 'language' | 'targetSeconds'> & {
  readonly settings: Pick<SeriesSettings, 'pace'>
}

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
  /// Seconds from the start of the segment to the start of each of its lines, and to its end.
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

export interface EpisodeTime extends Duration {
  readonly segments: readonly SegmentPlace[]
  /// The same segments with their lines, as they are once what is planned for scenes counts.
  readonly times: readonly SegmentTime[]
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

/// How long a segment runs by itself. The outline never counts. Speeches at the same time count once,
/// for the longer of them. Planned seconds of the segment take the place of all its lines'; lines
/// that have been planned hold theirs within it while they fit. What is planned for a scene, which
/// may go on in other segments, counts in `episodeTime`.
export function segmentTime(
  segment: Segment,
  language: Language,
  pace: Pace = 'normal',
): SegmentTime {
  return rememberedSegment(segment, language, pace)
}

const rememberedSegment = perPace((segment: Segment, language, pace): SegmentTime => {
  return segmentLasting(runOf(segment, language, pace))
})

function segmentLasting({ parts, starts, ends }: Run): SegmentTime {
  return { ...duration(parts), starts, ends }
}

/// How long an episode runs at the pace of its series, and where each of its segments lies. Asking
/// again about the same episode costs nothing; after a change only the changed line is reckoned.
export function episodeTime(episode: Episode, series: Timed): EpisodeTime {
  const laid = rememberedEpisode(episode, series.language, series.settings.pace)
  const target = targetOf(episode, series)
  const known = withTarget.get(laid)
  if (known !== undefined && known.target === target) return known
  const time = { ...laid, target, over: laid.seconds - target }
  withTarget.set(laid, time)
  return time
}

type Laid = Duration & Pick<EpisodeTime, 'segments' | 'times'>

const withTarget = new WeakMap<Laid, EpisodeTime>()

const rememberedEpisode = perPace((episode: Episode, language, pace): Laid => {
  const times = plansScenes(episode)
    ? runsOf(episode, language, pace).map(segmentLasting)
    : episode.segments.map((segment) => segmentTime(segment, language, pace))
  let start = 0
  const segments = episode.segments.map(({ id, kind }, i) => {
    const place = { id, kind, start, seconds: times[i]?.seconds ?? 0 }
    start += place.seconds
    return place
  })
  return { ...duration(sumOf(times.map((time) => time.parts))), segments, times }
})

/// Seconds an episode is meant to run: its own target, else the series'.
export function targetOf(episode: Episode, series: Pick<Series, 'targetSeconds'>): number {
  const own = [episode.targetSeconds, series.targetSeconds]
  return own.find((seconds) => isPlan(seconds) && seconds > 0) ?? defaultTargetSeconds
}

/// How long all episodes run, one after the other.
export function seasonTime(series: Timed & Pick<Series, 'episodes'>): SeasonTime {
  const episodes = series.episodes.map((episode) => episodeTime(episode, series))
  return { ...duration(sumOf(episodes.map((time) => time.parts))), episodes }
}

/// Seconds from the start of the episode to the code unit `offset` of a line; undefined when the
/// line is not in the episode.
export function timeAt(
  episode: Episode,
  series: Timed,
  lineId: string,
  offset: number,
): number | undefined {
  const { segments, times } = episodeTime(episode, series)
  for (const [i, segment] of episode.segments.entries()) {
    const index = segment.lines.findIndex((line) => line.id === lineId)
    const line = segment.lines[index]
    const time = times[i]
    if (line === undefined || time === undefined) continue
    const [start = 0, end = 0] = [time.starts[index], time.ends[index]]
    const { pace } = series.settings
    const { total } = lineSeconds(line, series.language, pace)
    const into = secondsInto(line, series.language, pace, offset)
    const share = total === 0 ? 0 : into / total
    return (segments[i]?.start ?? 0) + start + (end - start) * share
  }
  return undefined
}

function duration(parts: Parts): Duration {
  const seconds = secondsOf(parts)
  const doubt = (seconds - parts.planned) * rate.error
  return { seconds, low: seconds - doubt, high: seconds + doubt, parts }
}
