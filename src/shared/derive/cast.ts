import { keyOfName } from '../domain/castentry.ts'
import type { Episode } from '../domain/episode.ts'
import type { Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { readCue } from './cue.ts'

/// Who speaks in a series, from its character lines. Reckoned once per segment and put together per
/// episode: after a change only what changed is read again.

export interface Character {
  /// The same for every spelling that differs in case or spaces only; see `keyOfName`.
  readonly key: string
  /// As it is written most often.
  readonly name: string
  /// Character lines.
  readonly cues: number
  /// The ids of the episodes they speak in, in order.
  readonly episodes: readonly string[]
}

/// Everybody who speaks in a series: who speaks most first, then by name.
export function castOf(series: Pick<Series, 'episodes'>): readonly Character[] {
  const known = casts.get(series.episodes)
  if (known) return known
  const tally = new Tally()
  for (const episode of series.episodes) tally.addAll(tallyOfEpisode(episode), episode.id)
  const cast = tally
    .ranked()
    .map(({ key, count, episodes, name }): Character => ({ key, name, cues: count, episodes }))
  casts.set(series.episodes, cast)
  return cast
}

/// Who speaks in an episode, as written, who speaks most first.
export function castOfEpisode(episode: Episode): readonly string[] {
  return tallyOfEpisode(episode)
    .ranked()
    .map(({ name }) => name)
}

const casts = new WeakMap<readonly Episode[], readonly Character[]>()
const ofEpisodes = new WeakMap<Episode, Tally>()
const ofSegments = new WeakMap<Segment, Tally>()

function tallyOfEpisode(episode: Episode): Tally {
  const known = ofEpisodes.get(episode)
  if (known) return known
  const tally = new Tally()
  for (const segment of episode.segments) tally.addAll(tallyOfSegment(segment))
  ofEpisodes.set(episode, tally)
  return tally
}

function tallyOfSegment(segment: Segment): Tally {
  const known = ofSegments.get(segment)
  if (known) return known
  const tally = new Tally()
  for (const { element, text } of segment.lines) {
    if (element !== 'character') continue
    for (const { name } of readCue(text).names) tally.add(keyOfName(name), name)
  }
  ofSegments.set(segment, tally)
  return tally
}

/// How often something is named, and how it is written.
interface Count {
  readonly key: string
  count: number
  readonly spellings: Map<string, number>
  readonly episodes: string[]
}

export interface Ranked {
  readonly key: string
  readonly count: number
  /// The spelling that is written most often; of several, the one that came first.
  readonly name: string
  readonly episodes: readonly string[]
}

/// Counts names by key: of a segment, of an episode, of the season.
export class Tally {
  readonly #counts = new Map<string, Count>()

  add(key: string, spelling: string, times = 1): void {
    const count = this.#at(key)
    count.count += times
    count.spellings.set(spelling, (count.spellings.get(spelling) ?? 0) + times)
  }

  /// Adds another tally; `episode` is where all of it stands.
  addAll(other: Tally, episode?: string): void {
    for (const { key, spellings } of other.#counts.values()) {
      for (const [spelling, times] of spellings) this.add(key, spelling, times)
      if (episode !== undefined) this.#at(key).episodes.push(episode)
    }
  }

  /// What is named most often first, then by name.
  ranked(): readonly Ranked[] {
    return [...this.#counts.values()]
      .map(({ key, count, spellings, episodes }) => {
        let name = ''
        let most = 0
        for (const [spelling, times] of spellings) {
          if (times > most) [name, most] = [spelling, times]
        }
        return { key, count, name, episodes }
      })
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  }

  #at(key: string): Count {
    const known = this.#counts.get(key)
    if (known) return known
    const count: Count = { key, count: 0, spellings: new Map(), episodes: [] }
    this.#counts.set(key, count)
    return count
  }
}
