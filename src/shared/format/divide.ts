import type { ScreenplayEpisode, ScreenplayLine } from './screenplay.ts'

/// Divides a script without episodes at its scene headings, so that each episode comes as near the
/// target as its scenes allow; a scene is never cut. Each scene becomes a beat. Who wrote the
/// script knows better where the hooks and cliffhangers are: those stay empty.
///
/// `seconds` gives a line's running time.
export function divideAtScenes(
  lines: readonly ScreenplayLine[],
  targetSeconds: number,
  seconds: (line: ScreenplayLine) => number,
): readonly ScreenplayEpisode[] {
  const episodes: ScreenplayLine[][][] = []
  let length = 0
  for (const scene of scenesOf(lines)) {
    const own = scene.reduce((sum, line) => sum + seconds(line), 0)
    const current = episodes.at(-1)
    const nearerWithout = Math.abs(length - targetSeconds) <= Math.abs(length + own - targetSeconds)
    if (current && !(length > 0 && nearerWithout)) {
      current.push(scene)
      length += own
    } else {
      episodes.push([scene])
      length = own
    }
  }
  if (episodes.length === 0) episodes.push([])
  return episodes.map((scenes) => ({
    title: '',
    summary: '',
    hook: { outline: '', lines: [] },
    beats: scenes.map((scene) => ({ outline: '', lines: scene })),
    cliffhanger: { outline: '', lines: [] },
  }))
}

/// What comes before the first heading belongs to the first scene.
function scenesOf(lines: readonly ScreenplayLine[]): ScreenplayLine[][] {
  const scenes: ScreenplayLine[][] = []
  let begun = false
  for (const line of lines) {
    const heading = line.element === 'scene-heading'
    if (scenes.length === 0 || (heading && begun)) scenes.push([])
    begun ||= heading
    scenes.at(-1)?.push(line)
  }
  return scenes
}
