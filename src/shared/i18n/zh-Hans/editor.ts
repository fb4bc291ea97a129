import type { Translation } from '../catalogue.ts'
import type { editor as english } from '../en/editor.ts'

export const editor: Translation<typeof english> = {}
