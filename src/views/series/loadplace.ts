/// The code of the places of a series, each loaded apart.
export const loadPlace = {
  script: () => import('../script/scriptpage.tsx'),
  board: () => import('../board/board.tsx'),
} as const
