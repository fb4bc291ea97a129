import type { ChangedField } from '../../../src/shared/domain/comparison.ts'
import type { Place } from './bookmark.ts'
import type { SeriesIndex } from './known.ts'

/// The text of a series that a place is, where it is not one of a line.
export function fieldOf(place: Place): ChangedField | undefined {
  switch (place.in) {
    case 'series':
    case 'title':
    case 'summary':
    case 'outline':
      return place
    default:
      return undefined
  }
}

/// What it says now; undefined where it is gone.
export function fieldNow(
  { series, episodes, outlines }: SeriesIndex,
  field: ChangedField,
): string | undefined {
  switch (field.in) {
    case 'series':
      return series[field.key]
    case 'title':
    case 'summary':
      return episodes.get(field.episode)?.episode[field.in]
    case 'outline':
      return outlines.get(field.segment)?.text
  }
}

export function episodeOf({ outlines }: SeriesIndex, field: ChangedField): string | undefined {
  if (field.in === 'series') return undefined
  return field.in === 'outline' ? outlines.get(field.segment)?.episode : field.episode
}
