import { createStore } from '../../session/store.ts'

/// Where the list of episodes has room for what narrows it, while it is there.
export const narrowingSlot = createStore<HTMLElement | null>(null)

/// The ids of the episodes that the list shows; undefined for all.
export const listNarrowed = createStore<ReadonlySet<string> | undefined>(undefined)
