import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { type Command, listenToKeys, useCommands } from './commands.ts'
import { later } from './later.ts'
import { Palette } from './palette.tsx'
import { language, letterKeys, seenTheme, theme } from './settings.ts'
import { useWords } from './words.ts'

const KeyList = lazy(later(() => import('./keylist.tsx')))

/// What can be done everywhere, and the two lists of all that can be done.
export function AppCommands() {
  const words = useWords()
  const [open, setOpen] = useState<'palette' | 'keys'>()
  useEffect(listenToKeys, [])
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'palette',
          name: words('palette'),
          group: 'keys.group.go',
          keys: ['Mod-k'],
          inText: true,
          run: () => setOpen('palette'),
        },
        {
          id: 'keys',
          name: words('keys.show'),
          group: 'keys.group.view',
          keys: ['?', 'Mod-/'],
          inText: true,
          run: () => setOpen('keys'),
        },
        {
          id: 'theme',
          name: words('view.theme'),
          group: 'keys.group.view',
          keys: ['Mod-Alt-l'],
          inText: true,
          run: () => theme.set(seenTheme() === 'dark' ? 'light' : 'dark'),
        },
        {
          id: 'language',
          name: words('view.language'),
          group: 'keys.group.view',
          run: () => language.set(language.get() === 'en' ? 'zh-Hans' : 'en'),
        },
        {
          id: 'letters',
          name: words('view.letters'),
          group: 'keys.group.view',
          run: () => letterKeys.set(letterKeys.get() === 'on' ? 'off' : 'on'),
        },
      ],
      [words],
    ),
  )
  const close = () => setOpen(undefined)
  return (
    <>
      {open === 'palette' && <Palette onClose={close} />}
      <Suspense>{open === 'keys' && <KeyList onClose={close} />}</Suspense>
    </>
  )
}
