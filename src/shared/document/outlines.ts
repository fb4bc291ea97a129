import type * as Y from 'yjs'
import type { Episode } from '../domain/episode.ts'
import type { Segment } from '../domain/segment.ts'
import { arrange } from './arrangement.ts'
import { entityOf, rootsOf, textIn } from './roots.ts'

/// An episode without its script: what there is to review.
export interface Outlined extends Pick<Episode, 'id' | 'title' | 'summary'> {
  readonly segments: readonly Pick<Segment, 'id' | 'kind' | 'outlines'>[]
}

/// The outlines of a season, in order, as `SeriesReading` has them. It reads no script, which is
/// most of a document: for a server that is asked about outlines now and then.
export function readOutlines(doc: Y.Doc): readonly Outlined[] {
  const roots = rootsOf(doc)
  return arrange(roots).episodes.map(({ id, groups }) => {
    const entity = entityOf(roots.episodes, id)
    return {
      id,
      title: textIn(entity, 'title')?.toString() ?? '',
      summary: textIn(entity, 'summary')?.toString() ?? '',
      segments: groups.map(({ id: group, kind, members }) => ({
        id: group,
        kind,
        outlines: members.map((member) => ({
          id: member,
          text: textIn(entityOf(roots.segments, member), 'outline')?.toString() ?? '',
        })),
      })),
    }
  })
}
