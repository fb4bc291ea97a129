import type { Listed } from '../../shared/derive/castlist.ts'
import { addEntry } from '../../shared/document/cast.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { Roster } from '../../shared/domain/castentry.ts'

/// The entry of a character or a place that is written in: the oldest there is, else a new one. Who
/// is on the list because the script names them has none until somebody writes something down.
export function entryOf(
  document: SeriesDocument,
  roster: Roster,
  { entries, name }: Pick<Listed, 'entries' | 'name'>,
): string {
  return entries[0]?.id ?? addEntry(document, roster, name)
}
