import { useMemo, useSyncExternalStore } from 'react'
import { castOf } from '../../shared/derive/cast.ts'
import { type Listed, listOf, type Named } from '../../shared/derive/castlist.ts'
import { placesOf } from '../../shared/derive/places.ts'
import { entriesOf } from '../../shared/document/cast.ts'
import type { Roster } from '../../shared/domain/castentry.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { useSession, useShownSeries } from '../series/opened.ts'

/// The cast, or the places: what the script names joined with what has been entered, kept up.
export function useRoster(roster: Roster): readonly Listed[] {
  const { document } = useSession()
  const entries = useMemo(() => entriesOf(document, roster), [document, roster])
  const entered = useSyncExternalStore(entries.subscribe, entries.get)
  const episodes = useShownSeries((series) => series.episodes)
  return useMemo(
    () =>
      listOf(
        namedIn(roster, episodes),
        entered,
        episodes.map(({ id }) => id),
      ),
    [roster, episodes, entered],
  )
}

function namedIn(roster: Roster, episodes: readonly Episode[]): readonly Named[] {
  return roster === 'cast'
    ? castOf({ episodes }).map(({ cues, ...named }) => ({ ...named, count: cues }))
    : placesOf({ episodes }).map(({ scenes, ...named }) => ({ ...named, count: scenes }))
}
