import type { Translation } from '../catalogue.ts'
import type { pasting as english } from '../en/pasting.ts'

export const pasting: Translation<typeof english> = {}
