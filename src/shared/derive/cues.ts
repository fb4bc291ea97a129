import type { Episode } from '../domain/episode.ts'
import type { Line } from '../domain/line.ts'
import { type EpisodeTime, episodeTime, type Timed } from './runtime.ts'
import { type Scene, sceneOfLine } from './scenes.ts'

/// An episode as it is read through: which line is on when.

/// A line that takes time, from `start` to `end` on the episode's clock.
export interface Cue {
  readonly line: Line
  /// Index of its segment.
  readonly segment: number
  readonly start: number
  readonly end: number
  /// Who says it, and how.
  readonly character?: Line
  readonly parenthetical?: Line
  readonly scene?: Scene
}

export interface Cues {
  readonly episode: Episode
  readonly time: EpisodeTime
  /// In the order of the script; speeches at the same time have cues at the same time.
  readonly cues: readonly Cue[]
}

export function cuesOf(episode: Episode, series: Timed): Cues {
  const time = episodeTime(episode, series)
  const cues: Cue[] = []
  for (const [segment, { lines }] of episode.segments.entries()) {
    const from = time.segments[segment]?.start ?? 0
    let character: Line | undefined
    let parenthetical: Line | undefined
    for (const [i, line] of lines.entries()) {
      const { element } = line
      const said = element === 'dialogue' || element === 'lyric'
      if (element === 'character') character = line
      else if (!said && element !== 'parenthetical') character = undefined
      const start = from + (time.times[segment]?.starts[i] ?? 0)
      const end = from + (time.times[segment]?.ends[i] ?? 0)
      if (end > start) {
        const scene = sceneOfLine(episode, line.id)
        cues.push({
          line,
          segment,
          start,
          end,
          ...(said && character !== undefined && { character }),
          ...(said && parenthetical !== undefined && { parenthetical }),
          ...(scene !== undefined && { scene }),
        })
      }
      parenthetical = element === 'parenthetical' && line.text.trim() !== '' ? line : undefined
    }
  }
  return { episode, time, cues }
}

/// What is on at a moment: no line, one, or several at the same time. At the very end the last
/// stays.
export function litAt({ cues, time }: Cues, at: number): readonly Cue[] {
  const lit = cues.filter(({ start, end }) => start <= at && at < end)
  if (lit.length > 0 || at < time.seconds - moment) return lit
  return cues.filter(({ end }) => end > time.seconds - moment)
}

/// What rounding may leave between two times that are one, in seconds.
export const moment = 1e-6
