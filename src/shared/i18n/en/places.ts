import { account } from './account.ts'
import { board } from './board.ts'
import { library } from './library.ts'
import { people } from './people.ts'
import { review } from './review.ts'

/// What is said by all pages but the script. It is loaded with them.
export const places = {
  ...account,
  ...people,
  ...library,
  ...board,
  ...review,
} as const
