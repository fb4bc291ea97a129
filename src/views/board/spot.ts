import type { Episode } from '../../shared/domain/episode.ts'
import type { Segment } from '../../shared/domain/segment.ts'
import type { Series } from '../../shared/domain/series.ts'

/// A place on the board: the head of a row, or a card.
export interface Spot {
  readonly on: 'episode' | 'segment'
  readonly id: string
}

/// A spot with what stands there. Heads are column 0, hooks column 1.
export interface Found {
  readonly spot: Spot
  readonly row: number
  readonly column: number
  readonly episode: Episode
  readonly segment?: Segment
}

export function sameSpot(a: Spot | undefined, b: Spot | undefined): boolean {
  return a?.on === b?.on && a?.id === b?.id
}

export function findSpot(series: Series, spot: Spot): Found | undefined {
  for (const [row, episode] of series.episodes.entries()) {
    if (spot.on === 'episode') {
      if (episode.id === spot.id) return { spot, row, column: 0, episode }
      continue
    }
    const index = episode.segments.findIndex(({ id }) => id === spot.id)
    const segment = episode.segments[index]
    if (segment) return { spot, row, column: index + 1, episode, segment }
  }
  return undefined
}

/// What stands in a column of a row; a row ends where it ends.
export function spotAt(series: Series, row: number, column: number): Spot | undefined {
  const episode = series.episodes[row]
  if (!episode || column < 0) return undefined
  if (column === 0) return { on: 'episode', id: episode.id }
  const segment = episode.segments[column - 1]
  return segment && { on: 'segment', id: segment.id }
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'start' | 'end' | 'top' | 'bottom'

/// Where a step from a spot leads; undefined at the edge. A hook is above a hook and a cliffhanger
/// above a cliffhanger, however many beats lie between. Where rows are stacks, cards lie above
/// each other.
export function step(series: Series, from: Spot, way: Step, stacked: boolean): Spot | undefined {
  const found = findSpot(series, from)
  if (!found) return spotAt(series, 0, 1)
  const { row, column, episode } = found
  switch (way) {
    case 'left':
    case 'right':
      if (stacked) return beside(series, found, way === 'left' ? -1 : 1)
      return spotAt(series, row, column + (way === 'left' ? -1 : 1))
    case 'up':
    case 'down':
      if (stacked) return beside(series, found, way === 'up' ? -1 : 1)
      return across(series, found, way === 'up' ? -1 : 1)
    case 'start':
      return spotAt(series, row, 0)
    case 'end':
      return spotAt(series, row, episode.segments.length)
    case 'top':
      return spotAt(series, 0, 1)
    case 'bottom': {
      const last = series.episodes.length - 1
      return spotAt(series, last, series.episodes[last]?.segments.length ?? 0)
    }
  }
}

/// The spot before or behind in reading order, over the ends of rows.
function beside(series: Series, { row, column }: Found, by: -1 | 1): Spot | undefined {
  const next = spotAt(series, row, column + by)
  if (next) return next
  if (by > 0) return spotAt(series, row + 1, 0)
  return spotAt(series, row - 1, series.episodes[row - 1]?.segments.length ?? 0)
}

function across(series: Series, found: Found, by: -1 | 1): Spot | undefined {
  const { row, column, segment } = found
  const episode = series.episodes[row + by]
  if (!episode) return undefined
  const last = episode.segments.length
  if (segment?.kind === 'cliffhanger') return spotAt(series, row + by, last)
  return spotAt(series, row + by, column <= 1 ? column : Math.min(column, Math.max(1, last - 1)))
}

/// Where a beat goes; the index counts the beats of the episode without the beat itself.
export interface Destination {
  readonly episode: string
  readonly index: number
}

/// Where a beat goes by one step, or undefined where there is nothing that way or it is no beat.
export function destinationOf(
  series: Series,
  beat: string,
  way: 'left' | 'right' | 'up' | 'down',
): Destination | undefined {
  const found = findSpot(series, { on: 'segment', id: beat })
  if (found?.segment?.kind !== 'beat') return undefined
  const { row, column, episode } = found
  const index = column - 2
  const beats = episode.segments.length - 2
  switch (way) {
    case 'left':
      return index > 0 ? { episode: episode.id, index: index - 1 } : undefined
    case 'right':
      return index < beats - 1 ? { episode: episode.id, index: index + 1 } : undefined
    case 'up':
    case 'down': {
      const other = series.episodes[row + (way === 'up' ? -1 : 1)]
      return other && { episode: other.id, index: Math.min(index, other.segments.length - 2) }
    }
  }
}
