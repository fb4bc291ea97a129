import { type ComponentType, useMemo, useState } from 'react'
import { may } from '../../shared/domain/access.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { later } from '../parts/later.ts'
import { useOpening } from '../parts/useopening.ts'
import { useStore } from '../parts/usestore.ts'
import { speaking, useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import type { ExportDialogProps } from './exportdialog.tsx'

const load = later(speaking('files', () => import('./exportdialog.tsx')))

/// The way to files of a series, in every place of it.
export function ExportCommand() {
  const words = useWords()
  const { id, standing } = useSession()
  const mayExport = may(useStore(standing), 'export')
  const [Dialog, setDialog] = useState<ComponentType<ExportDialogProps>>()
  const [isOpen, setOpen] = useState(false)
  const open = useOpening(load, (loaded) => {
    setDialog(() => loaded.default)
    setOpen(true)
  })
  useCommands(
    useMemo(
      (): readonly Command[] =>
        mayExport
          ? [
              {
                id: 'export',
                name: words('export.open'),
                group: 'keys.group.series',
                keys: ['Mod-Alt-Shift-w', 'x'],
                inText: true,
                run: open,
              },
            ]
          : [],
      [words, mayExport, open],
    ),
  )
  return Dialog && isOpen ? <Dialog series={id} onClose={() => setOpen(false)} /> : null
}
