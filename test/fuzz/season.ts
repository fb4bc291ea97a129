import type { Line } from '../../src/shared/domain/line.ts'
import type { Outline, Segment } from '../../src/shared/domain/segment.ts'
import type { Series } from '../../src/shared/domain/series.ts'

/// A series as plain text and lists, for the checks.

export function episodesIn(series: Series) {
  const binned = series.bin.flatMap((entry) => (entry.what === 'episode' ? [entry.episode] : []))
  return [...series.episodes, ...binned]
}

/// Every segment of the season and of the bin.
function segmentsIn(series: Series): readonly Pick<Segment, 'id' | 'outlines' | 'lines'>[] {
  const binned = series.bin.flatMap((entry) => (entry.what === 'segment' ? [entry] : []))
  return [...episodesIn(series).flatMap(({ segments }) => segments), ...binned]
}

export function eachLine(series: Series, visit: (line: Line) => void): void {
  for (const { lines } of segmentsIn(series)) lines.forEach(visit)
  for (const entry of series.bin) if (entry.what === 'text') entry.lines.forEach(visit)
}

export function eachOutline(series: Series, visit: (outline: Outline) => void): void {
  for (const { outlines } of segmentsIn(series)) outlines.forEach(visit)
}

/// The script of the season, or of one of its episodes, end to end.
export function textOfSeason({ episodes }: Series, only?: string): string {
  return episodes
    .filter(({ id }) => only === undefined || id === only)
    .flatMap(({ segments }) => segments)
    .flatMap(({ lines }) => lines)
    .map(({ text }) => text)
    .join('')
}
