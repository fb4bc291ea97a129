import { keyOfName } from '../../shared/derive/cue.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { landmarksOf } from './landmarks.ts'

/// Scenes and characters of a season by what somebody types.

/// A line to go to.
export interface Target {
  readonly episode: string
  /// The episode's, from 1.
  readonly number: number
  readonly segment: string
  readonly line: string
}

export interface FoundScene extends Target {
  readonly heading: string
}

/// A character, with the first line of theirs in the season and the next one from where one is.
export interface FoundSpeaker {
  readonly name: string
  readonly first: Target
  readonly next: Target
}

/// Results of one kind that are shown: who wants another types more.
export const most = 8

/// Scenes whose heading has every word of `text`, in the order of the season.
export function findScenes(episodes: readonly Episode[], text: string): readonly FoundScene[] {
  const wanted = wordsIn(text)
  if (wanted.length === 0) return []
  const found: FoundScene[] = []
  for (const [i, episode] of episodes.entries()) {
    for (const { text: heading, segment, line } of landmarksOf(episode).scenes) {
      if (!hasAll(heading, wanted)) continue
      found.push({ episode: episode.id, number: i + 1, segment, line, heading })
      if (found.length === most) return found
    }
  }
  return found
}

/// Where somebody is: an episode, a segment of it, a line of that, as far as it is known.
export interface From {
  readonly episode?: string | undefined
  readonly segment?: string | undefined
  readonly line?: string | undefined
}

interface Speaker {
  readonly name: string
  readonly first: Target
  next: Target | undefined
}

/// Characters whose name has every word of `text`, in the order in which they first speak. The next
/// line is the first one behind `from`; behind their last, their first.
export function findSpeakers(
  episodes: readonly Episode[],
  text: string,
  from: From,
): readonly FoundSpeaker[] {
  const wanted = wordsIn(text)
  if (wanted.length === 0) return []
  const here = episodes.findIndex(({ id }) => id === from.episode)
  const found = new Map<string, Speaker>()
  for (const [i, episode] of episodes.entries()) {
    const order = i === here ? orderOf(episode) : undefined
    for (const { text: name, segment, line } of landmarksOf(episode).cues) {
      if (!hasAll(name, wanted)) continue
      const key = keyOfName(name)
      const target = { episode: episode.id, number: i + 1, segment, line }
      const known: Speaker = found.get(key) ?? { name, first: target, next: undefined }
      const isBehind = order ? order(segment, line) > order(from.segment, from.line) : i > here
      if (here >= 0 && isBehind) known.next ??= target
      found.set(key, known)
    }
  }
  return [...found.values()]
    .slice(0, most)
    .map(({ name, first, next }) => ({ name, first, next: next ?? first }))
}

/// How far into an episode a line is; a segment without a line counts as its start.
function orderOf({ segments }: Episode): (segment?: string, line?: string) => number {
  return (segment, line) => {
    let before = 0
    for (const { id, lines } of segments) {
      if (id === segment)
        return before + Math.max(0, lines.findIndex((each) => each.id === line) + 1)
      before += lines.length + 1
    }
    return -1
  }
}

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

function hasAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}
