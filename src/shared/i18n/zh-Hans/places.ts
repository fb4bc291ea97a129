import type { Translation } from '../catalogue.ts'
import type { places as english } from '../en/places.ts'
import { account } from './account.ts'
import { board } from './board.ts'
import { library } from './library.ts'
import { people } from './people.ts'
import { review } from './review.ts'

export const places = {
  ...account,
  ...people,
  ...library,
  ...board,
  ...review,
} satisfies Translation<typeof english>
