import type { Translation } from '../catalogue.ts'
import type { cast as english } from '../en/cast.ts'

export const cast: Translation<typeof english> = {}
