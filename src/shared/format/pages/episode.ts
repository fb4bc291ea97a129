import type { Episode } from '../../domain/episode.ts'
import { textOf } from '../../domain/line.ts'
import type { Segment, SegmentKind } from '../../domain/segment.ts'
import type { ScreenplayEpisode, ScreenplaySegment } from '../screenplay.ts'

/// An episode of a screenplay as one of a series, for what is derived from such: its ids say where
/// it stands.
export function asEpisode(
  { title, summary, hook, beats, cliffhanger, targetSeconds }: ScreenplayEpisode,
  at: number,
): Episode {
  const segment = (kind: SegmentKind) => (own: ScreenplaySegment, i: number) =>
    segmentOf(own, kind, `${at}.${kind}.${i}`)
  return {
    id: String(at),
    title,
    summary,
    segments: [
      segment('hook')(hook, 0),
      ...beats.map(segment('beat')),
      segment('cliffhanger')(cliffhanger, 0),
    ],
    ...(targetSeconds === undefined ? {} : { targetSeconds }),
  }
}

function segmentOf(segment: ScreenplaySegment, kind: SegmentKind, id: string): Segment {
  const { outline, lines, emotion, tags = [], seconds } = segment
  return {
    id,
    kind,
    outlines: [{ id, text: outline }],
    lines: lines.map(({ carried: _, ...line }, i) => ({
      ...line,
      id: `${id}.${i}`,
      text: textOf(line.spans),
    })),
    tags,
    ...(emotion === undefined ? {} : { emotion }),
    ...(seconds === undefined ? {} : { seconds }),
  }
}
