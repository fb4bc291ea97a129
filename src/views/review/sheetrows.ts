import type { EpisodeOutline } from '../../shared/derive/outline.ts'
import type { OutlineChange, PartChange } from '../../shared/derive/outlinechange.ts'
import type { Segment } from '../../shared/domain/segment.ts'

/// A segment on the sheet of an episode, or a part of an earlier outline that is gone.
export interface SheetRow {
  readonly key: string
  /// Absent for what is gone.
  readonly segment?: Segment
  /// Of the segment in its episode, from 0.
  readonly index: number
  /// Absent where the segment says nothing in either outline.
  readonly part?: PartChange
}

/// The segments of an episode with what changed in each; what is gone stands where it stood.
export function sheetRows(
  segments: readonly Segment[],
  outline: EpisodeOutline,
  change: OutlineChange | undefined,
): readonly SheetRow[] {
  const parts = change?.parts ?? outline.parts.map(unchanged)
  const rows: SheetRow[] = []
  let at = 0
  const add = (part?: PartChange) => {
    const segment = segments[at]
    if (segment) rows.push({ key: segment.id, segment, index: at, ...(part && { part }) })
    at++
  }
  for (const part of parts) {
    if (part.is === 'gone') {
      rows.push({ key: `gone ${part.id}`, index: -1, part })
      continue
    }
    while (at < segments.length && segments[at]?.id !== part.id) add()
    add(part)
  }
  while (at < segments.length) add()
  return rows
}

function unchanged({ id, kind, text }: EpisodeOutline['parts'][number]): PartChange {
  return { id, kind, is: 'same', moved: false, text: text === '' ? [] : [{ is: 'same', text }] }
}
