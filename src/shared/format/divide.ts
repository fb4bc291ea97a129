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
  const starts = sceneStarts(lines)
  const scenes = starts.map((from, i) => lines.slice(from, starts[i + 1]))
  const lengths = scenes.map((scene) => scene.reduce((sum, line) => sum + seconds(line), 0))
  const firsts = nearest(lengths, targetSeconds)
  return firsts.map((from, i) => ({
    title: '',
    summary: '',
    hook: { outline: '', lines: [] },
    beats: scenes.slice(from, firsts[i + 1]).map((scene) => ({ outline: '', lines: scene })),
    cliffhanger: { outline: '', lines: [] },
  }))
}

/// Where scenes begin, as indices of lines. What comes before the first heading belongs to the first
/// scene; a script without headings is one scene, one without lines has none.
export function sceneStarts(
  lines: readonly ScreenplayLine[],
  from = 0,
  to = lines.length,
): number[] {
  const starts: number[] = []
  let begun = false
  for (let at = from; at < to; at++) {
    const heading = lines[at]?.element === 'scene-heading'
    if (starts.length === 0 || (heading && begun)) starts.push(at)
    begun ||= heading
  }
  return starts
}

/// Puts pieces of these lengths together, in their order, so that each whole comes as near the
/// target as its pieces allow; the index of the first piece of each. At least one.
export function nearest(lengths: readonly number[], target: number): number[] {
  const firsts = [0]
  let length = 0
  for (const [i, own] of lengths.entries()) {
    const isNearerWithout = Math.abs(length - target) <= Math.abs(length + own - target)
    if (i > 0 && length > 0 && isNearerWithout) {
      firsts.push(i)
      length = own
    } else {
      length += own
    }
  }
  return firsts
}
