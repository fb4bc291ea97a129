import { ahead } from '../parts/ahead.tsx'
import { later } from '../parts/later.ts'

/// The places of a series. Their code is loaded apart, so that an address begins to load the one it
/// shows at once.
export const places = {
  script: ahead(later(() => import('../script/scriptpage.tsx'))),
  board: ahead(later(() => import('../board/board.tsx'))),
} as const

export type PlaceName = keyof typeof places
