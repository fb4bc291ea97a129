import type { Catalogue } from '../catalogue.ts'
import { app } from './app.ts'
import { board } from './board.ts'
import { editor } from './editor.ts'
import { keys } from './keys.ts'
import { library } from './library.ts'
import { review } from './review.ts'
import { script } from './script.ts'
import { threads } from './threads.ts'

export const zhHans = {
  ...app,
  ...library,
  ...script,
  ...board,
  ...editor,
  ...keys,
  ...review,
  ...threads,
} satisfies Catalogue
