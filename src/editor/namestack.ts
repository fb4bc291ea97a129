/// Names above cursors that stand close together: each goes a step higher than the one beside it,
/// and where there are too many the highest says how many more there are.

/// Somebody's cursor: the text it is in, and how far into it (characters).
export interface Stood {
  readonly client: number
  readonly block: number
  readonly offset: number
}

export interface Stacked {
  /// Steps above the lowest place, from 0; undefined where there is no room for the name.
  readonly level: number | undefined
  /// Names that there is no room for, said by the highest one.
  readonly more: number
}

/// Characters that a name takes at most, about.
const reach = 14

/// Steps that there are.
const levels = 3

export function stackNames(cursors: readonly Stood[]): ReadonlyMap<number, Stacked> {
  const stacks = new Map<number, Stacked>()
  const sorted = [...cursors].sort((a, b) => a.block - b.block || a.offset - b.offset)
  /// The last name at each level.
  let lasts: Stood[] = []
  for (const cursor of sorted) {
    if (lasts[0]?.block !== cursor.block) lasts = []
    const free = lasts.findIndex(({ offset }) => cursor.offset - offset >= reach)
    const level = free < 0 ? lasts.length : free
    if (level < levels) {
      lasts[level] = cursor
      stacks.set(cursor.client, { level, more: 0 })
      continue
    }
    stacks.set(cursor.client, { level: undefined, more: 0 })
    const highest = lasts[levels - 1]?.client ?? cursor.client
    stacks.set(highest, { level: levels - 1, more: (stacks.get(highest)?.more ?? 0) + 1 })
  }
  return stacks
}
