import { useEffect, useLayoutEffect, useMemo } from 'react'
import type { Desk } from '../board/desk.ts'
import { findSpot } from '../board/spot.ts'
import { useStore } from '../parts/usestore.ts'
import { useMe } from './boardstrip.tsx'
import { passes } from './episodereview.ts'
import { useReviewRoom } from './reviewroom.ts'

/// Which rows the Board shows by its filter. Choosing another filter puts the cursor, without the
/// focus, among those that it shows.
export function useShown(desk: Desk): (episode: string) => boolean {
  const reviews = useStore(useReviewRoom().reviews)
  const filter = useStore(desk.filter)
  const me = useMe()
  const hidden = useMemo(
    () =>
      new Set(
        filter === 'all'
          ? []
          : reviews.filter((review) => !passes(review, filter, me)).map(({ id }) => id),
      ),
    [reviews, filter, me],
  )
  useLayoutEffect(() => {
    desk.hides = (episode) => hidden.has(episode)
  }, [desk, hidden])
  useEffect(
    () =>
      desk.filter.subscribe(() => {
        const { spot } = desk.cursor.get()
        const found = spot && findSpot(desk.series.get(), spot)
        if (!found) return
        // The rows are drawn anew first.
        queueMicrotask(() => {
          if (!desk.hides(found.episode.id)) return
          const first = desk.series.get().episodes.find(({ id }) => !desk.hides(id))
          if (first) desk.settle({ on: 'episode', id: first.id })
        })
      }),
    [desk],
  )
  return (episode) => !hidden.has(episode)
}
