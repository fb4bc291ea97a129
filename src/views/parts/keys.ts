import type { Words } from '../../shared/i18n/catalogue.ts'
import { isMac } from './commands.ts'

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: 'Esc',
}

/// A key as it is written on the keyboard at hand: `Mod-Shift-z` is ⇧⌘Z or Ctrl Shift Z.
export function sayKey(words: Words, key: string): string {
  const parts = key.split(/-(?=.)/)
  const last = parts.pop() ?? ''
  const letter = signs[last] ?? (last.length === 1 ? last.toUpperCase() : last)
  if (isMac) {
    const mac: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' }
    return (
      parts
        .reverse()
        .map((part) => mac[part] ?? part)
        .join('') + letter
    )
  }
  const names: Readonly<Record<string, string>> = {
    Mod: words('key.ctrl'),
    Ctrl: words('key.ctrl'),
    Shift: words('key.shift'),
    Alt: words('key.alt'),
  }
  return [...parts.map((part) => names[part] ?? part), letter].join(' ')
}
