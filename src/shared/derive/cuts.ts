import type { Element } from '../domain/element.ts'
import type { Episode } from '../domain/episode.ts'
import type { Line } from '../domain/line.ts'
import type { SegmentKind } from '../domain/segment.ts'
import { standing } from './clock.ts'
import { episodeTime, type Timed } from './runtime.ts'

/// What could be cut from an episode that runs over: lines to look at, never a change of any.

/// A line, and how much shorter the episode is without it.
export interface Cut {
  readonly line: Line
  readonly segment: string
  readonly kind: SegmentKind
  /// Seconds from the start of the episode.
  readonly start: number
  readonly saves: number
}

export interface Cuts {
  /// Seconds beyond the target.
  readonly over: number
  /// The action that runs longest, first the longest.
  readonly actions: readonly Cut[]
  /// Lines any one of which is enough, first the shortest.
  readonly alone: readonly Cut[]
  /// The fewest lines that are enough, in the order of the script; of as many lines, those that
  /// hardly take more than is needed. The hook's and the cliffhanger's are among them only when
  /// beats are not enough. Empty where nothing is.
  readonly fewest: readonly Cut[]
}

/// So many are worth looking at.
const several = 3

/// A heading or a transition is not cut by itself: it would put two scenes together.
const cuttable: ReadonlySet<Element> = new Set<Element>([
  'action',
  'shot',
  'dialogue',
  'lyric',
  'on-screen-text',
])

/// What could be cut, or undefined where the episode keeps to its target as it is shown. What is
/// planned counts as it does on the clock: a line of a planned segment saves nothing.
export function cutsOf(episode: Episode, series: Timed): Cuts | undefined {
  const { seconds, target, over } = episodeTime(episode, series)
  if (standing(seconds, target).is !== 'over') return undefined
  const all = candidates(episode, series)
  const longest = all.toSorted((a, b) => b.saves - a.saves)
  return {
    over,
    actions: longest.filter(({ line }) => line.element === 'action').slice(0, several),
    alone: longest
      .filter(({ saves }) => saves >= over - 1e-9)
      .reverse()
      .slice(0, several),
    fewest: fewestOf(episode, series, longest, over).toSorted(
      (a, b) => all.indexOf(a) - all.indexOf(b),
    ),
  }
}

function candidates(episode: Episode, series: Timed): readonly Cut[] {
  const { segments, times } = episodeTime(episode, series)
  return episode.segments.flatMap(({ id, kind, lines }, i) =>
    lines.flatMap((line, row): Cut[] => {
      if (!cuttable.has(line.element)) return []
      const saves = savedWithout(episode, series, new Set([line.id]))
      const start = (segments[i]?.start ?? 0) + (times[i]?.starts[row] ?? 0)
      return saves > 0.05 ? [{ line, segment: id, kind, start, saves }] : []
    }),
  )
}

/// Seconds that an episode is shorter by without some of its lines.
function savedWithout(episode: Episode, series: Timed, gone: ReadonlySet<string>): number {
  const segments = episode.segments.map((segment) => {
    const lines = segment.lines.filter(({ id }) => !gone.has(id))
    return lines.length === segment.lines.length ? segment : { ...segment, lines }
  })
  const whole = episodeTime(episode, series).seconds
  return whole - episodeTime({ ...episode, segments }, series).seconds
}

function fewestOf(
  episode: Episode,
  series: Timed,
  longest: readonly Cut[],
  over: number,
): readonly Cut[] {
  const beats = longest.filter(({ kind }) => kind === 'beat')
  return enough(episode, series, beats, over) ?? enough(episode, series, longest, over) ?? []
}

/// The longest until they are enough; then the last of them gives way to the shortest that still is.
function enough(
  episode: Episode,
  series: Timed,
  longest: readonly Cut[],
  over: number,
): readonly Cut[] | undefined {
  const suffice = (cuts: readonly Cut[]) =>
    savedWithout(episode, series, new Set(cuts.map(({ line }) => line.id))) >= over - 1e-9
  const count = longest.findIndex((_, i) => suffice(longest.slice(0, i + 1)))
  if (count < 0) return undefined
  const kept = longest.slice(0, count)
  const last = longest.slice(count).findLast((cut) => suffice([...kept, cut]))
  return last === undefined ? undefined : [...kept, last]
}
