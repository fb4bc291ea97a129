import type { ComponentType } from 'react'
import { createStore } from '../../session/store.ts'

/// What the tools of the script add to the panel of the segment, once they are there.
export const segmentMore = createStore<ComponentType | undefined>(undefined)
