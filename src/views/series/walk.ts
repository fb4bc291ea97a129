import type { Session } from '../../session/session.ts'
import { createEpisode } from '../../shared/document/episodes.ts'

/// A new episode behind the one where this person is, else at the end. Gives back its id.
export function addEpisode({ document, place }: Session): string {
  const { episodes } = document.reading.series
  const here = episodes.findIndex(({ id }) => id === place.get().episode)
  return createEpisode(document, here === -1 ? episodes.length : here + 1)
}

/// Goes to the next (1) or the previous (−1) episode; at either end it stays.
export function stepEpisode(session: Session, step: 1 | -1): void {
  const { episodes } = session.document.reading.series
  const here = episodes.findIndex(({ id }) => id === session.place.get().episode)
  const next = episodes[here === -1 ? 0 : here + step]
  if (next) session.go({ episode: next.id })
}
