/// The code of the places of a series, each loaded apart.
export const loadPlace = {
  script: () => import('../script/scriptpage.tsx'),
  board: () => import('../board/board.tsx'),
  review: () => import('../review/reviewpage.tsx'),
} as const

export type PlaceName = keyof typeof loadPlace

/// The place that the rest of a series' address names (what follows its id), if it names one.
export function placeAt(rest: string): PlaceName | undefined {
  if (rest === '') return 'script'
  if (rest === 'board') return 'board'
  if (/^board\/review(\/[^/]+)?$/.test(rest)) return 'review'
  return undefined
}
