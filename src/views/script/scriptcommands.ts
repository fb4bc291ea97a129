import { useMemo } from 'react'
import { digits } from '../../editor/elementkeys.ts'
import type { scriptKeys } from '../../editor/keymap.ts'
import type { Key } from '../../shared/i18n/catalogue.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'

/// The keys that the script listens to itself, in the order in which they are listed.
const keys: readonly (readonly [name: Key, ...keys: (keyof typeof scriptKeys)[]])[] = [
  ['edit.line', 'Enter'],
  ['edit.element.next', 'Tab'],
  ['edit.element.previous', 'Shift-Tab'],
  ...Object.entries(digits).map(
    ([digit, element]) => [`element.${element}`, `Mod-${digit}`, `Mod-Alt-${digit}`] as const,
  ),
  ['edit.break', 'Shift-Enter'],
  ['edit.segment.next', 'Alt-ArrowDown'],
  ['edit.segment.previous', 'Alt-ArrowUp'],
  ['edit.segment.down', 'Alt-Shift-ArrowDown'],
  ['edit.segment.up', 'Alt-Shift-ArrowUp'],
  ['edit.split', 'Mod-Enter'],
  ['edit.beat', 'Mod-Shift-Enter'],
  ['edit.merge', 'Mod-Shift-m'],
  ['edit.ending', 'Mod-Shift-l'],
  ['edit.bin', 'Alt-Shift-Backspace'],
  ['edit.episode.end', 'Mod-Alt-Enter'],
  ['edit.episode.join', 'Mod-Alt-Backspace'],
  ['edit.episode.down', 'Alt-Shift-PageDown', 'Mod-Alt-ArrowDown'],
  ['edit.episode.up', 'Alt-Shift-PageUp', 'Mod-Alt-ArrowUp'],
  ['edit.episode.bin', 'Mod-Alt-Shift-Backspace'],
  ['edit.outlines', 'Mod-Shift-o'],
  ['edit.more', 'Mod-a'],
  ['edit.bold', 'Mod-b'],
  ['edit.italic', 'Mod-i'],
  ['edit.underline', 'Mod-u'],
  ['edit.strike', 'Mod-Shift-x'],
]

/// What changes nothing.
const reading: ReadonlySet<Key> = new Set<Key>([
  'edit.segment.next',
  'edit.segment.previous',
  'edit.outlines',
  'edit.more',
])

/// Puts the keys of the script on the list of all keys.
export function useScriptKeys(): void {
  const words = useWords()
  const mayEdit = useStore(useSession().mayEdit)
  useCommands(
    useMemo(
      () =>
        keys
          .filter(([name]) => mayEdit || reading.has(name))
          .map(
            ([name, ...keys]): Command => ({
              id: name,
              name: words(name),
              group: 'place.script',
              keys,
            }),
          ),
      [words, mayEdit],
    ),
  )
}
