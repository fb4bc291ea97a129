import { readCue } from '../../shared/derive/cue.ts'
import type { Episode } from '../../shared/domain/episode.ts'

/// What people steer by in an episode: its scenes, and who begins to speak where.

export interface Landmark {
  readonly segment: string
  readonly line: string
  readonly text: string
}

export interface Landmarks {
  /// Scene headings as they are written.
  readonly scenes: readonly Landmark[]
  /// Names in front of speeches, without what is said about the voice.
  readonly cues: readonly Landmark[]
}

const known = new WeakMap<Episode, Landmarks>()

/// An episode that has not changed is not looked through again.
export function landmarksOf(episode: Episode): Landmarks {
  const remembered = known.get(episode)
  if (remembered) return remembered
  const scenes: Landmark[] = []
  const cues: Landmark[] = []
  for (const { id: segment, lines } of episode.segments) {
    for (const { id: line, element, text } of lines) {
      if (element === 'scene-heading') {
        if (text.trim() !== '') scenes.push({ segment, line, text: text.trim() })
      } else if (element === 'character') {
        for (const { name } of readCue(text).names) cues.push({ segment, line, text: name })
      }
    }
  }
  const landmarks = { scenes, cues }
  known.set(episode, landmarks)
  return landmarks
}
