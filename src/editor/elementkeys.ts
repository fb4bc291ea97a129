import type { Element } from '../shared/domain/element.ts'
import type { Language } from '../shared/domain/language.ts'
import type { SeriesSettings } from '../shared/domain/settings.ts'

/// Which element follows which on Enter and Tab: in English as in Final Draft and Fade In, in
/// Chinese with the line of those present (`人物：`) under the scene heading.

/// What a new line is: an element, or the line of those present, which is general with its opening.
export type Follower = Element | 'present'

interface Followers {
  /// Enter at the end of the line.
  readonly enter: Follower
  /// Tab on an empty line: what the line becomes.
  readonly tabEmpty: Element
  /// Tab behind text: the element of a new line.
  readonly tab: Follower
}

/// What the keys of a series go by: how it is dressed, and what it has agreed on.
export interface KeyRules {
  readonly dress: Language
  readonly afterDialogue: SeriesSettings['afterDialogue']
}

const english: Readonly<Record<Element, Followers>> = {
  'scene-heading': { enter: 'action', tabEmpty: 'action', tab: 'action' },
  action: { enter: 'action', tabEmpty: 'character', tab: 'character' },
  character: { enter: 'dialogue', tabEmpty: 'action', tab: 'parenthetical' },
  parenthetical: { enter: 'dialogue', tabEmpty: 'dialogue', tab: 'dialogue' },
  dialogue: { enter: 'action', tabEmpty: 'parenthetical', tab: 'parenthetical' },
  transition: { enter: 'scene-heading', tabEmpty: 'action', tab: 'action' },
  shot: { enter: 'action', tabEmpty: 'action', tab: 'action' },
  lyric: { enter: 'lyric', tabEmpty: 'action', tab: 'action' },
  'on-screen-text': { enter: 'action', tabEmpty: 'action', tab: 'character' },
  general: { enter: 'general', tabEmpty: 'action', tab: 'action' },
}

const chinese: Readonly<Record<Element, Followers>> = {
  ...english,
  'scene-heading': { enter: 'action', tabEmpty: 'action', tab: 'present' },
  transition: { enter: 'action', tabEmpty: 'action', tab: 'action' },
  general: { enter: 'action', tabEmpty: 'action', tab: 'action' },
}

export function followersOf(element: Element, { dress, afterDialogue }: KeyRules): Followers {
  const followers = (dress === 'zh-Hans' ? chinese : english)[element]
  return element === 'dialogue' ? { ...followers, enter: afterDialogue } : followers
}

/// The opening of the line of those present.
export const presentOpening = '人物：'

/// What a parenthetical opens and closes with.
export function bracketsOf(dress: Language): '()' | '（）' {
  return dress === 'zh-Hans' ? '（）' : '()'
}

/// The digit that sets each element, with Ctrl or Cmd.
export const digits: Readonly<Record<string, Element>> = {
  0: 'general',
  1: 'scene-heading',
  2: 'action',
  3: 'character',
  4: 'parenthetical',
  5: 'dialogue',
  6: 'transition',
  7: 'shot',
  8: 'lyric',
  9: 'on-screen-text',
}
