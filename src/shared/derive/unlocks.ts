/// Where a season asks its viewers to pay: the rules of the trade, as data, and what they say of a
/// season. They are advice; nothing keeps a room from doing otherwise.

/// Numbers of episodes. In use on the paid platforms: the first unlock about episode 10 (8 to 12),
/// at least 5 episodes from one to the next, 7 to 13 in a season of 60 to 100 episodes.
export const unlockRules = {
  first: 10,
  earliest: 8,
  latest: 12,
  apart: 5,
  fewest: 7,
  most: 13,
  shortSeason: 60,
  longSeason: 100,
} as const

/// What the rules find: where the first stands, which follows too soon on the one before, whether
/// there are too few or too many for the season, and whether the last has nothing behind it.
export type UnlockFinding =
  | { readonly what: 'early' | 'late'; readonly episode: number }
  | { readonly what: 'close'; readonly before: number; readonly episode: number }
  | { readonly what: 'few' | 'many'; readonly count: number; readonly wanted: number }
  | { readonly what: 'last'; readonly episode: number }

/// The numbers of the episodes that the rules would take, in a season of so many: evenly from the
/// tenth, with as much behind the last as between two. A season that is over by then has none.
export function suggestUnlocks(episodes: number): readonly number[] {
  const count = wantedUnlocks(episodes)
  const behindFirst = episodes - unlockRules.first
  return Array.from(
    { length: count },
    (_, i) => unlockRules.first + Math.floor((i * behindFirst) / count),
  )
}

/// How many the rules want for a season of so many episodes: by its length, in shorter seasons as
/// many as there is room for.
function wantedUnlocks(episodes: number): number {
  const { first, apart, fewest, most, shortSeason, longSeason } = unlockRules
  if (episodes <= first) return 0
  const step = (most - fewest) / (longSeason - shortSeason)
  const byLength = Math.round(fewest + (episodes - shortSeason) * step)
  const room = Math.floor((episodes - first) / apart)
  return Math.max(1, Math.min(byLength, most, room))
}

/// What the rules have to say of the unlocks of a season: the numbers of their episodes, ascending,
/// and how many episodes there are.
export function reviewUnlocks(
  unlocks: readonly number[],
  episodes: number,
): readonly UnlockFinding[] {
  const { earliest, latest, apart, fewest, most, shortSeason } = unlockRules
  const findings: UnlockFinding[] = []
  const count = unlocks.length
  const [first] = unlocks
  const last = unlocks.at(-1)
  if (first !== undefined && first < earliest) findings.push({ what: 'early', episode: first })
  if (first !== undefined && first > latest) findings.push({ what: 'late', episode: first })
  for (const [i, episode] of unlocks.entries()) {
    const before = unlocks[i - 1]
    if (before !== undefined && episode - before < apart) {
      findings.push({ what: 'close', before, episode })
    }
  }
  const least = episodes >= shortSeason ? fewest : Math.min(1, wantedUnlocks(episodes))
  if (count < least) findings.push({ what: 'few', count, wanted: least })
  if (count > most) findings.push({ what: 'many', count, wanted: most })
  if (last !== undefined && last === episodes) findings.push({ what: 'last', episode: last })
  return findings
}
