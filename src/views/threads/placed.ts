import type { Subject } from '../../shared/document/subject.ts'
import type { Thread } from '../../shared/document/talk.ts'
import type { Finder, Whereabouts } from '../../shared/document/whereabouts.ts'

/// A thread and where what it is about is now.
export interface PlacedThread {
  readonly thread: Thread
  readonly where: Whereabouts
}

/// The threads with where they are. One whose thread and place are as before is the same object.
export function place(
  threads: readonly Thread[],
  finder: Finder,
  before: readonly PlacedThread[],
): readonly PlacedThread[] {
  const known = new Map(before.map((placed) => [placed.thread, placed]))
  const next = threads.map((thread) => {
    const where = finder.find(thread.at)
    const old = known.get(thread)
    return old?.where === where ? old : { thread, where }
  })
  const same = next.length === before.length && next.every((placed, i) => placed === before[i])
  return same ? before : next
}

/// The episode that shows what a thread is about; undefined where none does.
export function episodeOf({ where }: PlacedThread): string | undefined {
  return where.kind === 'here' ? where.episode : undefined
}

/// Whether any of what a thread is about is in a segment, or is it.
function isIn({ where }: PlacedThread, segment: string): boolean {
  if (where.kind !== 'here') return false
  return where.segment === segment || where.stretches.some((stretch) => stretch.segment === segment)
}

/// Whether a thread is about an episode as a whole.
function isOnEpisode({ where }: PlacedThread, episode: string): boolean {
  return where.kind === 'here' && where.segment === undefined && where.episode === episode
}

/// What a thread stands beside: threads of one place are shown together.
export type Spot =
  | { readonly on: 'segment'; readonly id: string }
  | { readonly on: 'episode'; readonly id: string }

export function isAt(placed: PlacedThread, { on, id }: Spot): boolean {
  return on === 'segment' ? isIn(placed, id) : isOnEpisode(placed, id)
}

/// What somebody comments on who comments on a spot.
export function subjectOf(spot: Spot, episode: string): Subject {
  return spot.on === 'segment'
    ? { on: 'segment', episode, segment: spot.id }
    : { on: 'episode', episode }
}
