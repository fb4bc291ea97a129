import type { Series } from '../../shared/domain/series.ts'
import { type Found, findSpot, type Spot } from './spot.ts'

/// A text that is written on the board: one of the document's fields.
export type Written =
  | { readonly in: 'title'; readonly episode: string }
  | { readonly in: 'outline'; readonly segment: string }

/// A text in its place on the board.
export interface Text {
  readonly spot: Spot
  readonly field: Written
  readonly text: string
}

export function keyOf(field: Written): string {
  return field.in === 'title' ? `title ${field.episode}` : `outline ${field.segment}`
}

/// Every text of a spot: the title of an episode, the paragraphs of an outline.
export function textsOf({ spot, episode, segment }: Found): Text[] {
  if (!segment) return [{ spot, field: { in: 'title', episode: episode.id }, text: episode.title }]
  return segment.outlines.map(({ id, text }) => ({
    spot,
    field: { in: 'outline', segment: id } as const,
    text,
  }))
}

/// Every text of the board in reading order.
function allTexts(series: Series): Text[] {
  return series.episodes.flatMap((episode, row) => [
    ...textsOf({ spot: { on: 'episode', id: episode.id }, row, column: 0, episode }),
    ...episode.segments.flatMap((segment, i) =>
      textsOf({ spot: { on: 'segment', id: segment.id }, row, column: i + 1, episode, segment }),
    ),
  ])
}

export function findText(series: Series, field: Written): Text | undefined {
  const key = keyOf(field)
  return allTexts(series).find((text) => keyOf(text.field) === key)
}

/// The text before or behind one in reading order; with `outlinesOnly` titles are passed over.
export function textBeside(
  series: Series,
  field: Written,
  by: -1 | 1,
  outlinesOnly = false,
): Text | undefined {
  const key = keyOf(field)
  const texts = allTexts(series)
  let i = texts.findIndex((text) => keyOf(text.field) === key)
  if (i === -1) return undefined
  do i += by
  while (outlinesOnly && texts[i]?.field.in === 'title')
  return texts[i]
}

/// The text to write in at a spot: its first, or its last.
export function textAt(series: Series, spot: Spot, which: 'first' | 'last'): Text | undefined {
  const found = findSpot(series, spot)
  return found && textsOf(found).at(which === 'first' ? 0 : -1)
}
