import { cast } from './cast.ts'
import { find } from './find.ts'
import { going } from './going.ts'
import { pasting } from './pasting.ts'
import { settings } from './settings.ts'
import { timing } from './timing.ts'
import { translation } from './translation.ts'
import { writing } from './writing.ts'

/// What is said by what loads after the first page stands.
export const tools = {
  ...writing,
  ...cast,
  ...timing,
  ...going,
  ...find,
  ...pasting,
  ...settings,
  ...translation,
} as const
