import type { Translation } from '../catalogue.ts'
import type { timing as english } from '../en/timing.ts'

export const timing: Translation<typeof english> = {}
