import { ahead } from '../parts/ahead.tsx'
import { later } from '../parts/later.ts'
import { loadPlace } from './loadplace.ts'

/// The places of a series.
export const places = {
  script: ahead(later(loadPlace.script)),
  board: ahead(later(loadPlace.board)),
  review: ahead(later(loadPlace.review)),
  activity: ahead(later(loadPlace.activity)),
  people: ahead(later(loadPlace.people)),
} as const
