import type { Session } from '../../session/session.ts'
import { restoreEpisode } from '../../shared/document/episodes.ts'
import { restoreSegment, restoreText } from '../../shared/document/segments.ts'
import type { Binned } from '../../shared/domain/series.ts'

/// Takes something out of the bin and goes there. A segment whose episode is gone for good comes
/// into the one that this person is in.
export function putBack(session: Session, { what, id }: Binned): void {
  const { document, place } = session
  const { episodes } = document.reading.series
  const fallback = place.get().episode ?? episodes.at(-1)?.id
  if (what === 'episode' && restoreEpisode(document, id)) session.go({ episode: id })
  if (what === 'segment' && fallback && restoreSegment(document, id, fallback)) {
    const home = document.reading.series.episodes.find(({ segments }) =>
      segments.some((segment) => segment.id === id),
    )
    if (home) session.go({ episode: home.id, segment: id })
  }
  const beat = what === 'text' && fallback ? restoreText(document, id, fallback) : undefined
  if (fallback && beat !== undefined) session.go({ episode: fallback, segment: beat })
}
