import { useRef } from 'react'
import type { Episode } from '../../shared/domain/episode.ts'
import { useShownSeries } from '../series/opened.ts'

/// The ids of the episodes in their order: the same list until one comes, goes or moves.
export function useShownIds(): readonly string[] {
  const known = useRef<readonly string[]>([])
  return useShownSeries(({ episodes }) => {
    if (!sameIds(known.current, episodes)) known.current = episodes.map(({ id }) => id)
    return known.current
  })
}

function sameIds(ids: readonly string[], episodes: readonly Episode[]): boolean {
  return ids.length === episodes.length && episodes.every(({ id }, i) => id === ids[i])
}
