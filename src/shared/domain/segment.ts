import type { Line } from './line.ts'

/// What a segment is in its episode. An episode shows exactly one hook, any number of beats and
/// exactly one cliffhanger, in this order.
export const segmentKinds = ['hook', 'beat', 'cliffhanger'] as const
export type SegmentKind = (typeof segmentKinds)[number]

/// One paragraph of outline: what the producer reviews. A segment that others were merged into has
/// a paragraph for each of them. `id` is the id of the segment that the paragraph belongs to.
export interface Outline {
  readonly id: string
  readonly text: string
}

/// A segment as it is shown: one outline, one run of lines, in one place.
export interface Segment {
  readonly id: string
  readonly kind: SegmentKind
  /// At least one.
  readonly outlines: readonly Outline[]
  /// At least one.
  readonly lines: readonly Line[]
  /// −5 … +5, absent while nobody has judged it.
  readonly emotion?: number
  /// Kinds the trade speaks of: reversal, payoff, setup, … Free words.
  readonly tags: readonly string[]
  /// Seconds the room has planned for the whole segment, in place of the model's figure.
  readonly seconds?: number
}

/// The outline of a segment as one text, a paragraph to a line.
export function outlineText(segment: Segment): string {
  return segment.outlines
    .map((outline) => outline.text)
    .filter((text) => text !== '')
    .join('\n')
}
