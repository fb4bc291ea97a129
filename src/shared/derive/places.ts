import { keyOfName } from '../domain/castentry.ts'
import type { Episode } from '../domain/episode.ts'
import type { Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { Tally } from './cast.ts'
import { readHeading } from './heading.ts'

/// The places of a series, from its scene headings; where a Chinese heading is only a number, from
/// the lines `地点：`, `景：` behind it.

export interface ScenePlace {
  /// The same for every spelling that differs in case or spaces only.
  readonly key: string
  /// As it is written most often.
  readonly name: string
  readonly scenes: number
  /// The ids of the episodes it is in, in order.
  readonly episodes: readonly string[]
  /// Times of day with it, the one that was written last in the season first.
  readonly times: readonly string[]
}

/// Every place of a series: where most scenes are first, then by name.
export function placesOf(series: Pick<Series, 'episodes'>): readonly ScenePlace[] {
  const known = remembered.get(series.episodes)
  if (known) return known
  const tally = new Tally()
  const times = new Map<string, readonly string[]>()
  for (const episode of series.episodes) {
    const scenes = scenesOfEpisode(episode)
    tally.addAll(scenes.tally, episode.id)
    for (const [key, said] of scenes.times) {
      times.set(key, [...new Set([...said, ...(times.get(key) ?? [])])])
    }
  }
  const places = tally.ranked().map(
    ({ key, count, name, episodes }): ScenePlace => ({
      key,
      name,
      scenes: count,
      episodes,
      times: times.get(key) ?? [],
    }),
  )
  remembered.set(series.episodes, places)
  return places
}

/// The part of a line that names a place, in code units; undefined where it names none.
export function placeIn(
  line: Segment['lines'][number],
  before: Segment['lines'][number] | undefined,
): { readonly text: string; readonly from: number; readonly to: number } | undefined {
  if (line.element === 'scene-heading') return readHeading(line.text).place
  if (before === undefined || !isBehindHeading(before)) return undefined
  const found = labelled.exec(line.text)
  if (!found) return undefined
  const [, label = '', text = ''] = found
  return { text, from: label.length, to: label.length + text.length }
}

interface Scenes {
  readonly tally: Tally
  /// Times of day by the key of the place, the last first.
  readonly times: ReadonlyMap<string, readonly string[]>
}

const remembered = new WeakMap<readonly Episode[], readonly ScenePlace[]>()
const ofEpisodes = new WeakMap<Episode, Scenes>()
const ofSegments = new WeakMap<Segment, Scenes>()

/// Of one episode, so that a long season can be read in slices.
export function scenesOfEpisode(episode: Episode): Scenes {
  const known = ofEpisodes.get(episode)
  if (known) return known
  const tally = new Tally()
  const times = new Map<string, readonly string[]>()
  for (const segment of episode.segments) {
    const scenes = scenesOfSegment(segment)
    tally.addAll(scenes.tally)
    for (const [key, said] of scenes.times) {
      times.set(key, [...new Set([...said, ...(times.get(key) ?? [])])])
    }
  }
  const scenes = { tally, times }
  ofEpisodes.set(episode, scenes)
  return scenes
}

function scenesOfSegment(segment: Segment): Scenes {
  const known = ofSegments.get(segment)
  if (known) return known
  const tally = new Tally()
  const times = new Map<string, readonly string[]>()
  for (const [i, line] of segment.lines.entries()) {
    const place = placeIn(line, segment.lines[i - 1])
    if (!place) continue
    const key = keyOfName(place.text)
    tally.add(key, place.text)
    const time = line.element === 'scene-heading' ? readHeading(line.text).time?.text : undefined
    if (time !== undefined) {
      times.set(key, [time, ...(times.get(key) ?? []).filter((said) => said !== time)])
    }
  }
  const scenes = { tally, times }
  ofSegments.set(segment, scenes)
  return scenes
}

const labelled = /^(\s*(?:地点|场景|景)\s*[:：]\s*)([^，,。\s][^，,。]*?)\s*$/u
const label = /^\s*(?:地点|场景|景|时间|时|人物|出场人物|人)\s*[:：]/u

/// A heading, or one of the lines that say more about it.
function isBehindHeading({ element, text }: Segment['lines'][number]): boolean {
  return element === 'scene-heading' || label.test(text)
}
