import type { Comparison } from '../../../src/shared/domain/comparison.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import type { Unreadable } from '../../../src/shared/format/reading.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import type { Place } from './bookmark.ts'
import { Comparing } from './comparing.ts'
import { inPlace } from './enter.ts'
import { indexOf, type SeriesIndex } from './known.ts'
import { placedIn } from './regions.ts'
import { remarksIn } from './remarks.ts'
import { settled } from './settled.ts'
import { openWord } from './word.ts'

/// Holds a DOCX file of ours that has come back against the series as it stands: line by line, by
/// the hidden ids; each against what the file said when it was written, so that what the room has
/// written meanwhile is not taken for a change.
export function compareWord(bytes: Uint8Array, series: Series): Comparison | Unreadable {
  const file = openWord(bytes)
  if ('code' in file) return file
  const paragraphs = placedIn(settled(file.paragraphs))
  const now = indexOf(series)
  const known = paragraphs.some(({ regions }) => regions.some(({ place }) => isKnown(now, place)))
  if (!known || file.manifest?.lasting === false) return notOurs
  const comparing = new Comparing(now, file.manifest)
  const whereabouts = comparing.read(inPlace(paragraphs, comparing.base))
  comparing.missing()
  const { changes, losses: found } = comparing.findings
  const { remarks, losses } = remarksIn(whereabouts, file.comments, now)
  return {
    changes,
    remarks,
    losses: [...file.losses, ...(file.manifest ? [] : [unmarked]), ...found, ...losses],
  }
}

const notOurs: Unreadable = {
  code: 'docx.other-series',
  message:
    'This file was not made from this series, or has lost the marks that tell its lines. Import it as a script of its own.',
}

const unmarked: Loss = {
  code: 'docx.unmarked',
  message:
    'The file has lost what it was made from: what the room has changed since shows as a change too, and removed lines do not show.',
}

function isKnown({ lines, episodes }: SeriesIndex, place: Place | undefined): boolean {
  if (place?.in === 'line' || place?.in === 'translation') return lines.has(place.line)
  return (place?.in === 'title' || place?.in === 'summary') && episodes.has(place.episode)
}
