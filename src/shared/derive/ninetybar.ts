import type { SegmentKind } from '../domain/segment.ts'
import type { EpisodeTime } from './runtime.ts'

/// The ninety bar: an episode's segments in proportion on a track, with a mark at its target.
/// Everything is in fractions of the track, 0 … 1.

/// A stretch of the track. A segment that crosses the target gives two, the second of them over.
export interface NinetyBarBlock {
  readonly kind: SegmentKind
  readonly from: number
  readonly to: number
  readonly over: boolean
}

type Timed = Pick<EpisodeTime, 'segments' | 'seconds' | 'target'>

/// Where the target stands while the episode keeps to it: near the end, with room to go over.
const targetAt = 0.94

/// Where the mark of the target stands. An episode that is longer than the track pushes it back.
export function ninetyBarEnd({ seconds, target }: Timed): number {
  return Math.min(targetAt, target / seconds)
}

/// The blocks in order. Segments without time have none.
export function ninetyBarBlocks(time: Timed): readonly NinetyBarBlock[] {
  const end = ninetyBarEnd(time)
  const perSecond = end / time.target
  const blocks: NinetyBarBlock[] = []
  for (const { kind, start, seconds } of time.segments) {
    if (seconds <= 0) continue
    const from = start * perSecond
    const to = (start + seconds) * perSecond
    if (from < end) blocks.push({ kind, from, to: Math.min(to, end), over: false })
    if (to > end + sliver) blocks.push({ kind, from: Math.max(from, end), to, over: true })
  }
  return blocks
}

/// What rounding leaves over is not over.
const sliver = 1e-9
