import type * as Y from 'yjs'
import { arrange } from './arrangement.ts'
import { rootsOf } from './roots.ts'

/// Calls back after each transaction that touched what outlines are made of, with the ids of the
/// episodes and segments it touched. Typing in the script touches nothing of it. Gives back what
/// ends that.
export function watchOutlines(doc: Y.Doc, touched: (ids: ReadonlySet<string>) => void): () => void {
  const { episodes, segments } = rootsOf(doc)
  const note = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    const ids = new Set<string>()
    for (const event of events) {
      if (event.path.length > 0) ids.add(String(event.path[0]))
      else for (const id of event.changes.keys.keys()) ids.add(id)
    }
    touched(ids)
  }
  episodes.observeDeep(note)
  segments.observeDeep(note)
  return () => {
    episodes.unobserveDeep(note)
    segments.unobserveDeep(note)
  }
}

/// The ids of the episodes that lie in the bin.
export function binnedEpisodesOf(doc: Y.Doc): ReadonlySet<string> {
  return new Set(arrange(rootsOf(doc)).binnedEpisodes.map(({ id }) => id))
}
