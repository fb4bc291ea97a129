import { app } from './app.ts'
import { editor } from './editor.ts'
import { keys } from './keys.ts'
import { saved } from './saved.ts'
import { script } from './script.ts'
import { standing } from './standing.ts'
import { threads } from './threads.ts'

/// What is said by the first page of a script, and in every page.
export const en = {
  ...app,
  ...standing,
  ...script,
  ...editor,
  ...keys,
  ...saved,
  ...threads,
} as const
