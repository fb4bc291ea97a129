import * as Y from 'yjs'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { type Kept, keptIn } from '../../../src/shared/document/kept.ts'
import { SeriesReading } from '../../../src/shared/document/reading.ts'
import { outlineText } from '../../../src/shared/domain/segment.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import { contentOf, screenplayOf } from '../../../src/shared/format/document.ts'
import { withJoined, withoutJoined } from '../../../src/shared/format/joined.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'

/// A document that holds this screenplay.
export function documentOf(screenplay: Screenplay): Y.Doc {
  const doc = new Y.Doc()
  writeSeries(doc, contentOf(screenplay))
  return doc
}

export function screenplayIn(doc: Y.Doc): Screenplay {
  const { series, kept } = shownIn(doc)
  return screenplayOf(series, kept)
}

/// Everything that a document shows and keeps for files, without ids and the bin: what two
/// documents have in common when nobody could tell them apart. What the format `own` has left is the
/// make of its file, and no part of it.
export function portraitOf(doc: Y.Doc, own?: string) {
  const { series, kept } = shownIn(doc)
  const { bin: _, episodes, ...head } = series
  const carriedBy = (id: string) =>
    Object.entries(withoutJoined(kept.carried.get(id) ?? {}, own ?? ''))
      .filter(([format]) => format !== own)
      .sort()
  return {
    ...head,
    titlePage: kept.titlePage,
    cast: nameless(kept.cast),
    places: nameless(kept.places),
    carried: carriedBy(''),
    episodes: episodes.map(({ id, segments, ...episode }) => ({
      ...episode,
      carried: carriedBy(id),
      segments: segments.map(({ id, outlines: _, lines, ...segment }) => ({
        ...segment,
        outline: outlineText({ ...segment, id, outlines: _, lines }),
        carried: carriedBy(id),
        lines: lines.map(({ id, ...line }) => ({ ...line, carried: carriedBy(id) })),
      })),
    })),
  }
}

function shownIn(doc: Y.Doc): { series: Series; kept: Kept } {
  const reading = new SeriesReading(doc)
  const { series } = reading
  reading.destroy()
  return { series, kept: withJoined(series, keptIn(doc)) }
}

/// Entries come in the order of their ids, which are drawn.
function nameless(entries: Kept['cast']): readonly string[] {
  return entries.map(({ id: _, ...entry }) => JSON.stringify(Object.entries(entry).sort())).sort()
}
