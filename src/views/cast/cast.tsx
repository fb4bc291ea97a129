import { UsersRound } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { completionKeys, openCompletion } from '../../editor/completion/completion.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import { rest } from '../find/giveway.ts'
import { ahead } from '../parts/ahead.tsx'
import { IconButton } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { later } from '../parts/later.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'

const CastDialog = ahead(later(() => import('./castdialog.tsx')))

/// The cast and the places of the series, on a key and a button in the bar above the script.
export function Cast({ script }: { readonly script: ScriptView }) {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const [isOpen, setOpen] = useState(false)
  const bar = useBar(script)

  useEffect(() => {
    // What was renamed in slices is taken back in slices.
    session.history.wait = (next) => void rest().then(next)
    return () => {
      session.history.wait = undefined
    }
  }, [session])

  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'cast',
          name: words('cast.open'),
          group: 'keys.group.series',
          keys: ['Mod-Alt-v', 'p'],
          inText: true,
          run: () => setOpen(true),
        },
        ...(mayEdit
          ? [
              {
                id: 'complete',
                name: words('completion.open'),
                group: 'place.script',
                keys: completionKeys,
                run() {
                  script.focus()
                  openCompletion(script.view.state, script.view.dispatch, script.view)
                },
              } satisfies Command,
            ]
          : []),
      ],
      [words, script, mayEdit],
    ),
  )

  return (
    <>
      {bar &&
        createPortal(
          <IconButton
            label={words('cast.open')}
            hint="p"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <UsersRound size={17} aria-hidden />
          </IconButton>,
          bar,
        )}
      {isOpen && <CastDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/// A place in the bar above the script, in front of the last button.
function useBar(script: ScriptView): HTMLElement | undefined {
  const [bar, setBar] = useState<HTMLElement>()
  useEffect(() => {
    const row = script.view.dom.closest('main')?.firstElementChild
    if (!row) return
    const host = document.createElement('span')
    row.insertBefore(host, row.lastElementChild)
    setBar(host)
    return () => {
      setBar(undefined)
      host.remove()
    }
  }, [script])
  return bar
}
