import { createStore } from '../../session/store.ts'
import type { WordCount } from '../../shared/derive/wordcount.ts'

/// How much is selected in the script; undefined while nothing is.
export const selection = createStore<WordCount | undefined>(undefined)
