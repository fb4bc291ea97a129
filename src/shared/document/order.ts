import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type { Random } from './random.ts'

/// Order keys: strings that sort by code unit, with room for another between any two.
/// Two people who insert at the same place at once get different keys nearly always (jitter);
/// where they do not, ids break the tie, and the next insertion there gives out new keys.

export interface Ordered {
  readonly id: string
  readonly key: string
}

export function byOrder(a: Ordered, b: Ordered): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

/// The key for something that goes between two neighbours, and the new keys that the neighbours
/// behind it need first because theirs leave no room (equal keys, or keys that somebody else wrote).
export interface Insertion {
  readonly key: string
  readonly rekeyed: readonly Ordered[]
}

const spread = 48

/// `siblings` are sorted by `byOrder`; `index` (0 … length) is where the new one goes.
export function insertionAt(
  siblings: readonly Ordered[],
  index: number,
  random: Random,
): Insertion {
  // Whatever is no key, and whatever does not sort behind the new key, is given a new one.
  let from = index
  while (from > 0 && !isKey(siblings[from - 1]?.key ?? null)) from--
  const before = siblings[from - 1]?.key ?? null
  let end = index
  let after = siblings[end]?.key ?? null
  while (after !== null && !hasRoom(before, after)) {
    end++
    after = siblings[end]?.key ?? null
  }
  const crowded = siblings.slice(from, end)
  const keys = generateNKeysBetween(before, after, crowded.length + 1)
  const own = index - from
  const key = jittered(keys[own - 1] ?? before, keys[own + 1] ?? after, random)
  const others = [...keys.slice(0, own), ...keys.slice(own + 1)]
  const rekeyed = crowded.map(({ id }, i) => ({ id, key: others[i] as string }))
  return { key, rekeyed }
}

function jittered(before: string | null, after: string | null, random: Random): string {
  const keys = generateNKeysBetween(before, after, spread)
  return keys[Math.floor(random() * spread)] as string
}

function hasRoom(before: string | null, after: string): boolean {
  return isKey(after) && (before === null || (isKey(before) && before < after))
}

function isKey(key: string | null): boolean {
  if (key === null) return true
  try {
    generateKeyBetween(key, null)
    return true
  } catch {
    return false
  }
}
