import type { Translation } from '../catalogue.ts'
import type { going as english } from '../en/going.ts'

export const going: Translation<typeof english> = {}
