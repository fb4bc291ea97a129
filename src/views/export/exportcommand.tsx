import { type ComponentType, useMemo, useState } from 'react'
import { may } from '../../shared/domain/access.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { later } from '../parts/later.ts'
import { useOpening } from '../parts/useopening.ts'
import { useStore } from '../parts/usestore.ts'
import { speaking, useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'

interface FileDialogProps {
  /// The id of the series.
  readonly series: string
  readonly onClose: () => void
}

const loadExport = later(speaking('files', () => import('./exportdialog.tsx')))
const loadBack = later(
  speaking(
    'files',
    speaking('places', () => import('./bringback.tsx')),
  ),
)

/// The ways to files of a series, in every place of it.
export function ExportCommand() {
  const words = useWords()
  const { id, standing } = useSession()
  const here = useStore(standing)
  const [mayExport, mayEdit] = [may(here, 'export'), may(here, 'series.edit')]
  const [Dialog, setDialog] = useState<ComponentType<FileDialogProps>>()
  const close = () => setDialog(undefined)
  const write = useOpening(loadExport, (loaded) => setDialog(() => loaded.default))
  const bring = useOpening(loadBack, (loaded) => setDialog(() => loaded.default))
  useCommands(
    useMemo(
      (): readonly Command[] => [
        ...(mayExport
          ? [
              {
                id: 'export',
                name: words('export.open'),
                group: 'keys.group.series' as const,
                keys: ['Mod-Alt-Shift-w', 'x'],
                inText: true,
                run: write,
              },
            ]
          : []),
        ...(mayEdit
          ? [
              {
                id: 'bring-back',
                name: words('back.open'),
                group: 'keys.group.series' as const,
                keys: ['Mod-Alt-Shift-r', 'b'],
                inText: true,
                run: bring,
              },
            ]
          : []),
      ],
      [words, mayExport, mayEdit, write, bring],
    ),
  )
  return Dialog ? <Dialog series={id} onClose={close} /> : null
}
