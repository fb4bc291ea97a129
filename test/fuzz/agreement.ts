import type * as Y from 'yjs'
import type { Episode } from '../../src/shared/domain/episode.ts'
import type { Segment } from '../../src/shared/domain/segment.ts'
import type { Series } from '../../src/shared/domain/series.ts'
import { readSeries } from '../shared/document/specified.ts'

/// Whether a series as Ninety reads it is the series that the reader in docs/DOCUMENT.md reads:
/// gives back the first difference, or undefined.
export function disagreement(doc: Y.Doc, series: Series): string | undefined {
  const specified = readSeries(doc)
  const ours = {
    title: series.title,
    episodes: series.episodes.map(episode),
    bin: {
      episodes: series.bin.flatMap((entry) =>
        entry.what === 'episode' ? [episode(entry.episode)] : [],
      ),
      segments: series.bin.flatMap((entry) =>
        entry.what === 'segment' ? [{ id: entry.id, ...script(entry) }] : [],
      ),
      text: series.bin.flatMap((entry) =>
        entry.what === 'text' ? [{ id: entry.id, lines: lines(entry) }] : [],
      ),
    },
  }
  const theirs = {
    ...specified,
    bin: {
      episodes: specified.bin.episodes,
      segments: specified.bin.segments.map((entry) => ({ id: entry.id, ...script(entry) })),
      text: specified.bin.text.map((entry) => ({ id: entry.id, lines: lines(entry) })),
    },
  }
  const a = JSON.stringify(ours)
  const b = JSON.stringify(theirs)
  if (a === b) return undefined
  let at = 0
  while (a[at] === b[at]) at++
  const around = (text: string) => text.slice(Math.max(at - 80, 0), at + 80)
  return `read as … ${around(a)} … where DOCUMENT.md reads … ${around(b)} …`
}

function episode({ id, title, summary, segments }: Episode) {
  return {
    id,
    title,
    summary,
    segments: segments.map((entry) => ({ id: entry.id, kind: entry.kind, ...script(entry) })),
  }
}

interface Script extends Lines {
  readonly outlines: readonly { readonly id: string; readonly text: string }[]
}

interface Lines {
  readonly lines: readonly {
    readonly id: string
    readonly element: string
    readonly text: string
  }[]
}

function script(entry: Script | Segment) {
  return { outlines: entry.outlines.map(({ id, text }) => ({ id, text })), lines: lines(entry) }
}

function lines(entry: Lines) {
  return entry.lines.map(({ id, element, text }) => ({ id, element, text }))
}
