import type { Translation } from '../catalogue.ts'
import type { find as english } from '../en/find.ts'

export const find: Translation<typeof english> = {}
