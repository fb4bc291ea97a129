import type { Catalogue } from '../catalogue.ts'
import { app } from './app.ts'
import { editor } from './editor.ts'
import { keys } from './keys.ts'
import { saved } from './saved.ts'
import { script } from './script.ts'
import { standing } from './standing.ts'
import { threads } from './threads.ts'

export const zhHans = {
  ...app,
  ...standing,
  ...script,
  ...editor,
  ...keys,
  ...saved,
  ...threads,
} satisfies Catalogue
