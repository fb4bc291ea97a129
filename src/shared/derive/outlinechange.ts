import type { SegmentKind } from '../domain/segment.ts'
import { type EpisodeOutline, fingerprintOf, type OutlinePart } from './outline.ts'
import { changedWords, type Stretch, sidesOf } from './wordchange.ts'

/// What has changed between two outlines of an episode.
export interface OutlineChange {
  readonly title: readonly Stretch[]
  readonly summary: readonly Stretch[]
  /// The parts of the new outline in order, and among them, where they stood, those that are gone.
  readonly parts: readonly PartChange[]
}

export interface PartChange {
  readonly id: string
  readonly kind: SegmentKind
  readonly is: 'same' | 'changed' | 'new' | 'gone'
  /// Whether a beat stands elsewhere among the beats that were there before.
  readonly moved: boolean
  /// What it says: of a part that is new or gone, all of it in one stretch.
  readonly text: readonly Stretch[]
  /// Which part of the old outline it was, from 0; absent for a new one.
  readonly was?: number
}

/// Undefined where both say the same, which is when their fingerprints are equal.
export function changeOf(old: EpisodeOutline, next: EpisodeOutline): OutlineChange | undefined {
  if (fingerprintOf(old) === fingerprintOf(next)) return undefined
  const was = counterparts(old.parts, next.parts)
  const still = inOrder(was.filter((index) => index !== undefined))
  const parts = next.parts.map(({ id, kind, text }, i): PartChange => {
    const index = was[i]
    const before = index === undefined ? undefined : old.parts[index]
    if (index === undefined || before === undefined) {
      return { id, kind, is: 'new', moved: false, text: changedWords('', text) }
    }
    const is = before.text === text ? 'same' : 'changed'
    const moved = !still.has(index)
    return { id, kind, is, moved, text: changedWords(before.text, text), was: index }
  })
  return {
    title: changedWords(old.title, next.title),
    summary: changedWords(old.summary, next.summary),
    parts: withGone(old.parts, parts),
  }
}

/// The new outline, made of a change alone; ids of parts are those of the new outline.
export function afterChange({ title, summary, parts }: OutlineChange): EpisodeOutline {
  return {
    title: sidesOf(title, 'new'),
    summary: sidesOf(summary, 'new'),
    parts: parts
      .filter(({ is }) => is !== 'gone')
      .map(({ id, kind, text }) => ({ id, kind, text: sidesOf(text, 'new') })),
  }
}

/// For each new part the index of the old one that it was. The hook and the cliffhanger are what
/// they are whatever segment fills them; a beat is known by its id, or else by its words.
function counterparts(
  old: readonly OutlinePart[],
  next: readonly OutlinePart[],
): (number | undefined)[] {
  const free = new Set(old.keys())
  const take = (fits: (part: OutlinePart) => boolean): number | undefined => {
    for (const index of free) {
      if (!fits(old[index] as OutlinePart)) continue
      free.delete(index)
      return index
    }
    return undefined
  }
  const was = next.map(({ id, kind }) =>
    take((part) => part.kind === kind && (kind !== 'beat' || part.id === id)),
  )
  return was.map(
    (index, i) => index ?? take(({ kind, text }) => kind === 'beat' && text === next[i]?.text),
  )
}

/// The most of a list of different numbers that are in ascending order: those that need not have
/// moved. (Patience sorting, with the way back.)
function inOrder(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const before = new Map<number, number | undefined>()
  for (const value of numbers) {
    let at = ends.findIndex((end) => end > value)
    if (at === -1) at = ends.length
    before.set(value, ends[at - 1])
    ends[at] = value
  }
  const still = new Set<number>()
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) still.add(value)
  return still
}

/// Puts each part that is gone behind the one it stood behind.
function withGone(
  old: readonly OutlinePart[],
  parts: readonly PartChange[],
): readonly PartChange[] {
  const here = new Set(parts.map(({ was }) => was))
  const all = [...parts]
  for (const [was, { id, kind, text }] of old.entries()) {
    if (here.has(was)) continue
    const gone: PartChange = {
      id,
      kind,
      is: 'gone',
      moved: false,
      text: [{ is: 'gone', text }],
      was,
    }
    all.splice(all.findIndex((part) => part.was === was - 1) + 1, 0, gone)
  }
  return all
}
