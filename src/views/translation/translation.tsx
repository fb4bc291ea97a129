import { useCallback, useMemo, useState } from 'react'
import { ahead } from '../parts/ahead.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { later } from '../parts/later.ts'
import { speaking, useWords } from '../parts/words.ts'

const TranslationDialog = ahead(
  later(
    speaking(
      'files',
      speaking('places', () => import('./translationdialog.tsx')),
    ),
  ),
)

/// The other language of the script, on a key.
export function TranslationCommand() {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'translation',
          name: words('translation.open'),
          group: 'keys.group.series',
          keys: ['Mod-Alt-Shift-b', 't'],
          inText: true,
          run: () => setOpen(true),
        },
      ],
      [words],
    ),
  )
  return isOpen ? <TranslationDialog onClose={close} /> : null
}
