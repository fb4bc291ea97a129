import type { Translation } from '../catalogue.ts'
import type { tools as english } from '../en/tools.ts'
import { cast } from './cast.ts'
import { find } from './find.ts'
import { going } from './going.ts'
import { pasting } from './pasting.ts'
import { settings } from './settings.ts'
import { timing } from './timing.ts'
import { translation } from './translation.ts'
import { writing } from './writing.ts'

export const tools: Translation<typeof english> = {
  ...writing,
  ...cast,
  ...timing,
  ...going,
  ...find,
  ...pasting,
  ...settings,
  ...translation,
}
