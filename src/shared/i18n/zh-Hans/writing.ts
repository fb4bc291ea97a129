import type { Translation } from '../catalogue.ts'
import type { writing as english } from '../en/writing.ts'

export const writing: Translation<typeof english> = {}
