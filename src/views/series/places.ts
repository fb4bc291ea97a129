import { ahead } from '../parts/ahead.tsx'
import { later } from '../parts/later.ts'
import { speaking } from '../parts/words.ts'
import { loadPlace } from './loadplace.ts'

/// The places of a series.
export const places = {
  script: ahead(later(loadPlace.script)),
  board: ahead(later(speaking('places', loadPlace.board))),
  review: ahead(later(speaking('places', loadPlace.review))),
  activity: ahead(later(speaking('places', loadPlace.activity))),
  people: ahead(later(speaking('places', loadPlace.people))),
} as const
