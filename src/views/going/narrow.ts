import type { ReviewState } from '../../shared/derive/reviewstatus.ts'
import { episodeTime } from '../../shared/derive/runtime.ts'
import type { Episode, Writer } from '../../shared/domain/episode.ts'
import type { Series } from '../../shared/domain/series.ts'
import { type Me, writes } from '../review/episodereview.ts'

/// Which episodes the list shows.
export type Narrowing =
  | { readonly by: 'all' | 'over' | 'empty' | 'people' | 'mine' | 'unlock' }
  | { readonly by: 'status'; readonly state: ReviewState }
  /// The id of a writer.
  | { readonly by: 'writer'; readonly writer: string }

export const everything: Narrowing = { by: 'all' }

/// What has to be known beside the series.
export interface Known {
  readonly me: Me
  /// Ids of the episodes that others are in.
  readonly peopled: ReadonlySet<string>
  /// How far the review of an episode is; undefined while the server has not said.
  readonly stateOf: (episode: string) => ReviewState | undefined
}

/// The ids of the episodes that a narrowing leaves; undefined where it leaves all.
export function narrowed(
  series: Series,
  narrowing: Narrowing,
  known: Known,
): ReadonlySet<string> | undefined {
  if (narrowing.by === 'all') return undefined
  const left = series.episodes.filter((episode) => passes(series, episode, narrowing, known))
  return new Set(left.map(({ id }) => id))
}

function passes(series: Series, episode: Episode, narrowing: Narrowing, known: Known): boolean {
  switch (narrowing.by) {
    case 'all':
      return true
    case 'over':
      return Math.round(episodeTime(episode, series).over) > 0
    case 'empty':
      return isEmpty(episode)
    case 'people':
      return known.peopled.has(episode.id)
    case 'mine':
      return writes(episode, known.me)
    case 'unlock':
      return episode.unlock === true
    case 'status':
      return known.stateOf(episode.id) === narrowing.state
    case 'writer':
      return episode.writers?.some(({ id }) => id === narrowing.writer) ?? false
  }
}

const emptiness = new WeakMap<Episode, boolean>()

/// Whether nothing is written in its script yet.
function isEmpty(episode: Episode): boolean {
  let empty = emptiness.get(episode)
  if (empty === undefined) {
    empty = episode.segments.every(({ lines }) => lines.every(({ text }) => text.trim() === ''))
    emptiness.set(episode, empty)
  }
  return empty
}

/// Everybody who is named as a writer, each once, in the order of the season.
export function writersIn(episodes: readonly Episode[]): readonly Writer[] {
  const found = new Map<string, Writer>()
  for (const { writers = [] } of episodes) {
    for (const writer of writers) if (!found.has(writer.id)) found.set(writer.id, writer)
  }
  return [...found.values()]
}
