import type { Place } from '../../session/presence.ts'
import type { Session } from '../../session/session.ts'
import { restoreEpisode } from '../../shared/document/episodes.ts'
import { restoreSegment, restoreText } from '../../shared/document/segments.ts'
import type { Binned } from '../../shared/domain/series.ts'

/// Takes something out of the bin and goes there.
export function putBack(session: Session, binned: Binned): void {
  const place = restore(session, binned)
  if (place) session.go(place)
}

/// Takes something out of the bin. A segment whose episode is gone for good comes into the one that
/// this person is in. Gives back where it is then.
export function restore({ document, place }: Session, { what, id }: Binned): Place | undefined {
  const { episodes } = document.reading.series
  const fallback = place.get().episode ?? episodes.at(-1)?.id
  if (what === 'episode') return restoreEpisode(document, id) ? { episode: id } : undefined
  if (fallback === undefined) return undefined
  if (what === 'text') {
    const segment = restoreText(document, id, fallback)
    return segment === undefined ? undefined : { episode: fallback, segment }
  }
  if (!restoreSegment(document, id, fallback)) return undefined
  const home = document.reading.series.episodes.find(({ segments }) =>
    segments.some((segment) => segment.id === id),
  )
  return home && { episode: home.id, segment: id }
}
