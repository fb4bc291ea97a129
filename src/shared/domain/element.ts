/// The elements a line can be: what kind of text it is on the page.
/// The order is the one menus show; the digit keys follow it (see the editor's keymap).
export const elements = [
  'scene-heading',
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'transition',
  'shot',
  'lyric',
  'on-screen-text',
  'general',
] as const

export type Element = (typeof elements)[number]

/// Reads an element from outside. A client may write any value: what is not known renders as
/// general, and the stored value is left alone.
export function asElement(value: unknown): Element {
  return (elements as readonly unknown[]).includes(value) ? (value as Element) : 'general'
}
