import { useMemo, useSyncExternalStore } from 'react'
import type { Timed } from '../../shared/derive/runtime.ts'
import { type Scene, sceneOfLine } from '../../shared/derive/scenes.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Line } from '../../shared/domain/line.ts'
import type { Series } from '../../shared/domain/series.ts'
import { useStore } from '../parts/usestore.ts'
import { cursor } from '../script/cursor.ts'
import { useSession, useShownSeries } from '../series/opened.ts'

/// What of the series the running time depends on, as it is shown.
export function useTimed(): Timed & Pick<Series, 'settings'> {
  const language = useShownSeries((series) => series.language)
  const targetSeconds = useShownSeries((series) => series.targetSeconds)
  const settings = useShownSeries((series) => series.settings)
  return useMemo(() => ({ language, targetSeconds, settings }), [language, targetSeconds, settings])
}

/// The episode that this person is in.
export function useEpisodeHere(): Episode | undefined {
  const { place } = useSession()
  const id = useSyncExternalStore(place.subscribe, () => place.get().episode)
  return useShownSeries(({ episodes }) => episodes.find((episode) => episode.id === id))
}

/// The line at the cursor, in the episode that is given.
export function useLineHere(episode: Episode | undefined): Line | undefined {
  const id = useStore(cursor)?.line
  if (id === undefined) return undefined
  for (const { lines } of episode?.segments ?? []) {
    const found = lines.find((line) => line.id === id)
    if (found) return found
  }
  return undefined
}

export function useSceneHere(episode: Episode | undefined): Scene | undefined {
  const line = useLineHere(episode)
  return episode && line && sceneOfLine(episode, line.id)
}
