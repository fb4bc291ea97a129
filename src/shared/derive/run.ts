import type { Episode } from '../domain/episode.ts'
import type { Language } from '../domain/language.ts'
import type { Line } from '../domain/line.ts'
import type { Segment } from '../domain/segment.ts'
import type { Pace } from '../domain/settings.ts'
import { inOrder } from './in-order.ts'
import { isPlan, lineSeconds } from './line-time.ts'
import { noTime, type Parts, secondsOf, sumOf } from './parts.ts'
import { clockAt, fitted, type Stretch, secondsIn, stretchesBetween } from './planned.ts'
import { scenesOf } from './scenes.ts'

/// The lines of a segment on its clock, in seconds from its start.
export interface Run {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly parts: Parts
}

/// How the lines of a segment lie, with what is planned for it and for them.
export function runOf(segment: Segment, language: Language, pace: Pace): Run {
  if (isPlan(segment.seconds)) return settled(segment, [portionOf(segment.lines, language, pace)])
  return inOrder(segment.lines, (line) => lineSeconds(line, language, pace))
}

/// Whether anything is planned for a scene of an episode.
export function plansScenes(episode: Episode): boolean {
  return episode.segments.some(({ lines }) =>
    lines.some(({ element, sceneSeconds }) => element === 'scene-heading' && isPlan(sceneSeconds)),
  )
}

/// The same for every segment of an episode, with what is planned for scenes.
export function runsOf(episode: Episode, language: Language, pace: Pace): readonly Run[] {
  const { segments } = episode
  const portions = segments.map((): Portion[] => [])
  const scenes = scenesOf(episode)
  for (const [i, { lines }] of segments.entries()) {
    const first = scenes.flatMap(({ runs }) => runs).find(({ segment }) => segment === i)
    const before = lines.slice(0, first?.from)
    if (before.length > 0) portions[i]?.push(portionOf(before, language, pace))
  }
  for (const { heading, runs } of scenes) {
    const mine = runs.map(({ segment, from, to }) =>
      portionOf(segments[segment]?.lines.slice(from, to) ?? [], language, pace),
    )
    const laid = isPlan(heading.sceneSeconds) ? held(mine, heading.sceneSeconds) : mine
    for (const [i, { segment }] of runs.entries()) portions[segment]?.push(laid[i] as Portion)
  }
  return segments.map((segment, i) => settled(segment, portions[i] ?? []))
}

/// Lines of a segment that lie in one scene, or in front of any. A scene heading ends what is said
/// at the same time, so portions do not overlap.
interface Portion {
  /// How they lie by themselves, from 0.
  readonly own: Run
  readonly stretches: readonly Stretch[]
  readonly planned: boolean
}

function portionOf(lines: readonly Line[], language: Language, pace: Pace): Portion {
  const own = inOrder(lines, (line) => lineSeconds(line, language, pace))
  const plans = lines.flatMap((line, i): (readonly [number, number])[] =>
    isPlan(line.seconds) ? [[own.starts[i] ?? 0, own.ends[i] ?? 0]] : [],
  )
  return { own, stretches: stretchesBetween(0, secondsOf(own.parts), plans), planned: false }
}

function held(portions: readonly Portion[], seconds: number): readonly Portion[] {
  const runs = fitted(
    portions.map(({ stretches }) => stretches),
    seconds,
  )
  return portions.map((portion, i) => ({
    ...portion,
    planned: true,
    stretches: (runs[i] ?? []).map((stretch) => ({ ...stretch, held: true })),
  }))
}

function settled({ seconds: plan }: Segment, portions: readonly Portion[]): Run {
  const own = portions.map(({ stretches }) => stretches)
  const runs = isPlan(plan) ? fitted(own, plan) : own
  const starts: number[] = []
  const ends: number[] = []
  let clock = 0
  for (const [i, portion] of portions.entries()) {
    const run = runs[i] ?? []
    for (const start of portion.own.starts) starts.push(clock + clockAt(run, start))
    for (const end of portion.own.ends) ends.push(clock + clockAt(run, end))
    clock += secondsIn(run)
  }
  const parts = portions.map(({ own, stretches, planned }) =>
    planned ? { ...noTime, planned: secondsIn(stretches) } : own.parts,
  )
  return { starts, ends, parts: isPlan(plan) ? { ...noTime, planned: plan } : sumOf(parts) }
}
