import type { Element } from '../shared/domain/element.ts'

/// Which element follows which on Enter and Tab, as in Final Draft and Fade In.

interface Followers {
  /// Enter at the end of the line.
  readonly enter: Element
  /// Tab on an empty line: what the line becomes.
  readonly tabEmpty: Element
  /// Tab behind text: the element of a new line.
  readonly tab: Element
}

export const followers: Readonly<Record<Element, Followers>> = {
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
