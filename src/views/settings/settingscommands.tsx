import { type ComponentType, useMemo, useState } from 'react'
import { type Command, useCommands } from '../parts/commands.ts'
import { later } from '../parts/later.ts'
import { useOpening } from '../parts/useopening.ts'
import { useStore } from '../parts/usestore.ts'
import { speaking, useWords } from '../parts/words.ts'
import { openedHere } from '../series/openedhere.ts'
import type { SettingsDialogProps, SettingsPart } from './settingsdialog.tsx'

/// The dialog with its words.
const load = later(speaking('tools', () => import('./settingsdialog.tsx')))

/// The way to the settings, in every page.
export function SettingsCommands() {
  const words = useWords()
  const hasSeries = useStore(openedHere) !== undefined
  const [Dialog, setDialog] = useState<ComponentType<SettingsDialogProps>>()
  const [part, setPart] = useState<SettingsPart>()
  const open = useOpening(load, (loaded) => setDialog(() => loaded.default))
  useCommands(
    useMemo((): readonly Command[] => {
      const show = (wanted: SettingsPart) => {
        setPart(wanted)
        open()
      }
      return [
        {
          id: 'settings',
          name: words('settings'),
          group: 'keys.group.view',
          keys: ['Mod-,', 'Mod-Alt-y'],
          inText: true,
          run: () => show('you'),
        },
        ...(hasSeries
          ? [
              {
                id: 'settings-series',
                name: words('settings.series.go'),
                group: 'keys.group.view' as const,
                keys: ['Mod-Alt-Shift-y'],
                inText: true,
                run: () => show('series'),
              },
            ]
          : []),
      ]
    }, [words, hasSeries, open]),
  )
  if (!Dialog || !part) return null
  return <Dialog part={part} onClose={() => setPart(undefined)} />
}
