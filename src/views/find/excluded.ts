import type { Found, Hit } from '../../shared/derive/find.ts'
import { keyOf, movedRange } from '../../shared/document/replace.ts'

/// Hits that are not to be replaced, by their text, as they were when that was said.
export type Excluded = ReadonlyMap<string, readonly Hit[]>

export const none: Excluded = new Map()

/// Notes hits as excluded, or as not excluded any more.
export function noted(excluded: Excluded, hits: readonly Hit[], isOut: boolean): Excluded {
  const next = new Map(excluded)
  for (const hit of hits) {
    const key = keyOf(hit.at)
    const others = (next.get(key) ?? []).filter((each) => !isSame(each, hit))
    const all = isOut ? [...others, hit] : others
    if (all.length > 0) next.set(key, all)
    else next.delete(key)
  }
  return next
}

/// Whether a hit is excluded. Where its text has changed so that nobody can say, it is.
export function isExcluded(excluded: Excluded, hit: Hit): boolean {
  if (excluded.size === 0) return false
  return (excluded.get(keyOf(hit.at)) ?? []).some((each) => isSame(each, hit))
}

/// How many hits are not excluded.
export function countIncluded(excluded: Excluded, { count, episodes }: Found): number {
  if (excluded.size === 0) return count
  const out = episodes.map(({ hits }) => hits.filter((hit) => isExcluded(excluded, hit)).length)
  return out.reduce((left, some) => left - some, count)
}

/// What is excluded, as it stands now.
export function excluded(before: Excluded, { episodes }: Found): Excluded {
  if (before.size === 0) return before
  const next = new Map(before)
  for (const { hits } of episodes) {
    for (const hit of hits) {
      const key = keyOf(hit.at)
      const known = before.get(key)
      if (!known || known.includes(hit)) continue
      const now = hits.filter((each) => keyOf(each.at) === key && isExcluded(before, each))
      if (now.length > 0) next.set(key, now)
    }
  }
  return next
}

function isSame(noted: Hit, hit: Hit): boolean {
  if (noted === hit) return true
  const range = movedRange(noted.text, hit.text, noted)
  return range === undefined || range.from === hit.from
}
