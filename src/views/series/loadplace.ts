/// The code of the places of a series, each loaded apart.
export const loadPlace = {
  script: () => import('../script/scriptpage.tsx'),
  board: () => import('../board/board.tsx'),
  review: () => import('../review/reviewpage.tsx'),
  activity: () => import('../activity/activitypage.tsx'),
  people: () => import('../people/peoplepage.tsx'),
} as const

export type PlaceName = keyof typeof loadPlace

/// The place that the rest of a series' address names (what follows its id), if it names one.
export function placeAt(rest: string): PlaceName | undefined {
  if (rest === '') return 'script'
  if (rest === 'board' || rest === 'people' || rest === 'activity') return rest
  if (/^board\/review(\/[^/]+)?$/.test(rest)) return 'review'
  return undefined
}
