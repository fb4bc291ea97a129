import { arranging } from './arranging.ts'
import type { Operation } from './operation.ts'
import { writing } from './writing.ts'

/// Everything that people do in a fuzzed session.
export const operations: Readonly<Record<string, Operation>> = { ...writing, ...arranging }
