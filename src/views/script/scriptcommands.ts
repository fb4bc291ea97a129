import { useMemo } from 'react'
import { digits } from '../../editor/elementkeys.ts'
import { scriptKeys } from '../../editor/keymap.ts'
import type { Key } from '../../shared/i18n/catalogue.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { scriptHere } from './scripthere.ts'

/// The keys that the script listens to itself, in the order in which they are listed.
const keys: readonly (readonly [name: Key, ...keys: (keyof typeof scriptKeys)[]])[] = [
  ['edit.line', 'Enter'],
  ['edit.element.next', 'Tab'],
  ['edit.element.previous', 'Shift-Tab'],
  ...Object.entries(digits).map(
    ([digit, element]) => [`element.${element}`, `Mod-${digit}`, `Mod-Alt-${digit}`] as const,
  ),
  ['edit.element.choose', 'Alt-Enter'],
  ['edit.dual', 'Mod-d', 'Alt-Shift-d'],
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

/// Does in the script what a key does there.
function press(key: string): void {
  const view = scriptHere.get()?.view
  view?.focus()
  if (view) scriptKeys[key]?.(view.state, view.dispatch, view)
}

/// Puts the keys of the script on the list of all keys.
export function useScriptKeys(): void {
  const words = useWords()
  const mayEdit = useStore(useSession().mayEdit)
  useCommands(
    useMemo(
      () => [
        { id: 'edit.leave', name: words('edit.leave'), group: 'place.script', keys: ['Escape'] },
        ...keys
          .filter(([name]) => mayEdit || reading.has(name))
          .flatMap(([name, ...keys]): Command[] => {
            const command = { id: name, name: words(name), group: 'place.script' } as const
            const [key = ''] = keys
            const isInText = /^(?:Shift-)?(?:Enter|Tab)$/.test(key)
            // The keys are the text's own: pressed elsewhere, with a dialog open perhaps, they must
            // not change it. In the palette the same stands by its name.
            const byName = {
              ...command,
              id: `${name}.here`,
              onlyFound: true,
              run: () => press(key),
            }
            return isInText ? [{ ...command, keys }] : [{ ...command, keys }, byName]
          }),
      ],
      [words, mayEdit],
    ),
  )
}
