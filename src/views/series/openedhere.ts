import { createStore } from '../../session/store.ts'
import type { Opened } from './opened.ts'

/// The series that is shown, for what stands outside of its page.
export const openedHere = createStore<Opened | undefined>(undefined)
