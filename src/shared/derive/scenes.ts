import type { Episode } from '../domain/episode.ts'
import type { Line } from '../domain/line.ts'

/// A scene of an episode: from a scene heading to the next, through as many segments as it takes.
/// Lines in front of the first heading are in no scene.
export interface Scene {
  /// The line of its heading. A scene is known by its id.
  readonly heading: Line
  /// Its place in the episode, from 1.
  readonly number: number
  /// Where it lies, a run for each segment that it reaches into.
  readonly runs: readonly SceneRun[]
}

/// Lines `from` … `to`, without the last, of the episode's segment of this index.
export interface SceneRun {
  readonly segment: number
  readonly from: number
  readonly to: number
}

const known = new WeakMap<Episode, readonly Scene[]>()

/// The scenes of an episode, in order.
export function scenesOf(episode: Episode): readonly Scene[] {
  const before = known.get(episode)
  if (before) return before
  const scenes: { heading: Line; number: number; runs: SceneRun[] }[] = []
  for (const [segment, { lines }] of episode.segments.entries()) {
    let from = 0
    const close = (to: number) => {
      if (to > from) scenes.at(-1)?.runs.push({ segment, from, to })
      from = to
    }
    for (const [i, line] of lines.entries()) {
      if (line.element !== 'scene-heading') continue
      close(i)
      scenes.push({ heading: line, number: scenes.length + 1, runs: [] })
    }
    close(lines.length)
  }
  known.set(episode, scenes)
  return scenes
}

/// The scene that a line is in, or undefined.
export function sceneOfLine(episode: Episode, lineId: string): Scene | undefined {
  for (const [index, { lines }] of episode.segments.entries()) {
    const at = lines.findIndex(({ id }) => id === lineId)
    if (at < 0) continue
    return scenesOf(episode).find(({ runs }) =>
      runs.some(({ segment, from, to }) => segment === index && from <= at && at < to),
    )
  }
  return undefined
}
