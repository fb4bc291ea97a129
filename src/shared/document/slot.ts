import type { Group } from './arrangement.ts'
import { firstKey, makeSegment } from './make.ts'
import { newId } from './random.ts'
import type { SeriesDocument } from './seriesdocument.ts'

/// Gives a slot that no segment fills (its own has gone to another episode) a segment, for whoever
/// writes in it first. Its id is new: two people who do so at once have both written in the slot.
/// Call it inside `document.edit`. Gives back the segment's id.
export function fillSlot(document: SeriesDocument, group: Group): string {
  const id = newId(document.random)
  const { episodes } = document.reading.arrangement
  const episode = episodes.find(({ groups }) => groups.includes(group))
  const place = [episode?.id ?? '', firstKey] as const
  makeSegment(document.roots, id, { kind: group.kind, place }, document.random)
  return id
}
