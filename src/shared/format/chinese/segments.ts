import type { ScreenplayEpisode, ScreenplaySegment } from '../screenplay.ts'

/// The segments of an episode in order: the hook, the beats, the cliffhanger.
export function listedSegments(episode: ScreenplayEpisode): readonly ScreenplaySegment[] {
  return [episode.hook, ...episode.beats, episode.cliffhanger]
}
