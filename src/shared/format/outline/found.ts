import type { Episode } from '../../domain/episode.ts'
import type { SegmentSpot } from '../../domain/outlineedit.ts'
import type { Segment } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'

/// A segment of a season, and where it stands.
export interface Found {
  readonly segment: Segment
  readonly episode: Episode
  readonly index: number
  readonly of: SegmentSpot
}

/// A segment by its id, wherever in the season it has gone.
export function segmentCalled(id: string, series: Series): Found | undefined {
  return find(series, (segment) => segment.id === id)
}

/// The segment that a segment of this id has been merged into.
export function segmentWith(id: string, series: Series): Found | undefined {
  return find(series, ({ outlines }) => outlines.some((outline) => outline.id === id))
}

function find({ episodes }: Series, is: (segment: Segment) => boolean): Found | undefined {
  for (const [index, episode] of episodes.entries()) {
    const at = episode.segments.findIndex(is)
    const segment = episode.segments[at]
    if (segment) return foundIn(episode, index, segment, at)
  }
  return undefined
}

export function foundIn(episode: Episode, index: number, segment: Segment, at: number): Found {
  const number = segment.kind === 'beat' ? at : 0
  return { segment, episode, index, of: { segment: segment.id, kind: segment.kind, number } }
}
