import { createStore } from '../../session/store.ts'
import type { Element } from '../../shared/domain/element.ts'

/// What somebody is looking for, and which parts of the bar are open. It stays when the bar is closed
/// and when they have been somewhere else.
export interface Asked {
  readonly isOpen: boolean
  /// How often it has been asked for: each time the field takes the focus.
  readonly openings: number
  readonly replaces: boolean
  readonly showsFilters: boolean
  readonly showsList: boolean
  readonly text: string
  readonly insert: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly script: boolean
  readonly outlines: boolean
  readonly titles: boolean
  readonly element: Element | undefined
  /// The key of a name.
  readonly speaker: string | undefined
  readonly scope: (typeof scopes)[number]
}

export const scopes = ['season', 'episode', 'segment', 'selection'] as const

export const asked = createStore<Asked>({
  isOpen: false,
  openings: 0,
  replaces: false,
  showsFilters: false,
  showsList: false,
  text: '',
  insert: '',
  matchCase: false,
  wholeWord: false,
  script: true,
  outlines: true,
  titles: true,
  element: undefined,
  speaker: undefined,
  scope: 'season',
})

export function ask(part: Partial<Asked>): void {
  asked.set({ ...asked.get(), ...part })
}

/// Whether anything but the season's every text is looked through.
export function isFiltered({ script, outlines, titles, element, speaker, scope }: Asked): boolean {
  const isWhole = script && outlines && titles && scope === 'season'
  return !isWhole || element !== undefined || speaker !== undefined
}
