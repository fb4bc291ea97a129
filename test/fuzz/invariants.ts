import * as Y from 'yjs'
import type { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { eachLine, episodesIn } from './season.ts'

/// What holds of every reading at every moment, whatever anybody did: gives back what does not.
export function brokenInvariants({ reading, roots }: SeriesDocument): string[] {
  const broken: string[] = []
  for (const { segments } of episodesIn(reading.series)) {
    const kinds = segments.map(({ kind }) => kind)
    const [first, last] = [kinds[0], kinds[kinds.length - 1]]
    const between = kinds.slice(1, -1)
    if (first !== 'hook' || last !== 'cliffhanger' || between.some((kind) => kind !== 'beat')) {
      broken.push(`an episode of ${kinds.join(', ')}`)
    }
  }
  broken.push(...segmentsAmiss(reading.arrangement, roots.segments))
  const seen = new Set<string>()
  let shown = 0
  eachLine(reading.series, ({ id, text }) => {
    if (seen.has(id)) broken.push(`line ${id} is shown twice`)
    seen.add(id)
    shown += text.length
  })
  let stored = 0
  for (const body of roots.bodies.values())
    if (body instanceof Y.Text) stored += body.toString().length
  if (shown !== stored) broken.push(`${shown} of ${stored} characters are shown`)
  return broken
}

/// Every segment is in exactly one group, in the season or in the bin.
function segmentsAmiss(
  { episodes, binnedEpisodes, binnedGroups }: SeriesDocument['reading']['arrangement'],
  segments: Y.Map<unknown>,
): string[] {
  const groups = [
    ...[...episodes, ...binnedEpisodes].flatMap((plan) => plan.groups),
    ...binnedGroups,
  ]
  const members = groups.flatMap((group) => group.members)
  const once = new Set(members)
  const amiss: string[] = []
  if (once.size !== members.length) amiss.push('a segment is shown twice')
  for (const [id, entity] of segments.entries()) {
    if (entity instanceof Y.Map && !once.has(id)) amiss.push(`segment ${id} is nowhere`)
  }
  return amiss
}
