import { createStore } from '../../session/store.ts'

/// What somebody has asked to see about time, and what is open in the panel.

export type Section = 'line' | 'scene' | 'cuts'

export interface Asked {
  readonly section: Section
  /// Whether the focus goes to its seconds, to plan them.
  readonly plans: boolean
}

export const asked = createStore<Asked | undefined>(undefined)

/// Sections that are open, for as long as the page is.
export const open = createStore<ReadonlySet<Section>>(new Set())

/// Whether the panel shows them. Where it does not, what is asked for comes in a dialog.
export const inPanel = createStore(false)

export function toggle(section: Section): void {
  const next = new Set(open.get())
  if (!next.delete(section)) next.add(section)
  open.set(next)
}

export function ask(section: Section, plans = false): void {
  open.set(new Set([...open.get(), section]))
  asked.set({ section, plans })
}
