import { account } from './account.ts'
import { app } from './app.ts'
import { board } from './board.ts'
import { editor } from './editor.ts'
import { keys } from './keys.ts'
import { library } from './library.ts'
import { people } from './people.ts'
import { review } from './review.ts'
import { saved } from './saved.ts'
import { script } from './script.ts'
import { threads } from './threads.ts'

export const en = {
  ...app,
  ...account,
  ...people,
  ...library,
  ...script,
  ...board,
  ...editor,
  ...keys,
  ...review,
  ...saved,
  ...threads,
} as const
