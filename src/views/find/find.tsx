import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { type Command, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession } from '../series/opened.ts'
import { type Asked, ask, asked } from './asked.ts'
import { FindBar } from './findbar.tsx'
import { Finder } from './finding.ts'

/// Finding and replacing in the script: the commands, and the bar above it while it is open.
export function Find() {
  const words = useWords()
  const session = useSession()
  const script = useStore(scriptHere)
  const mayEdit = useStore(session.mayEdit)
  const isOpen = useStore(asked).isOpen
  const [here, setHere] = useState<{ readonly finder: Finder; readonly host: HTMLElement }>()

  useEffect(() => {
    const scroller = script?.view.dom.parentElement
    if (!script || !scroller) return
    const finder = new Finder(script, session)
    // Above the script on the page, and in front of it for who goes through it by keyboard.
    const host = document.createElement('div')
    scroller.before(host)
    setHere({ finder, host })
    return () => {
      setHere(undefined)
      host.remove()
      finder.destroy()
      // Whoever comes back is there to write.
      ask({ isOpen: false })
    }
  }, [script, session])

  useCommands(
    useMemo((): readonly Command[] => {
      const finder = here?.finder
      if (!finder) return []
      const step = (way: -1 | 1) => {
        if (asked.get().isOpen) finder.step(way)
        else open(finder, {})
      }
      return [
        {
          id: 'find',
          name: words('find'),
          group: 'keys.group.go',
          keys: ['Mod-f'],
          inText: true,
          run: () => open(finder, {}),
        },
        {
          id: 'find-next',
          name: words('find.next'),
          group: 'keys.group.go',
          keys: ['Mod-g', 'F3'],
          inText: true,
          run: () => step(1),
        },
        {
          id: 'find-previous',
          name: words('find.previous'),
          group: 'keys.group.go',
          keys: ['Mod-Shift-g', 'Shift-F3'],
          inText: true,
          run: () => step(-1),
        },
        ...(mayEdit
          ? [
              {
                id: 'replace',
                name: words('find.replace.open'),
                group: 'keys.group.edit' as const,
                keys: ['Mod-Shift-h', 'Mod-h'],
                inText: true,
                run: () => open(finder, { replaces: true }),
              },
            ]
          : []),
      ]
    }, [words, here, mayEdit]),
  )

  return here && isOpen
    ? createPortal(<FindBar finder={here.finder} mayEdit={mayEdit} />, here.host)
    : null
}

/// Opens the bar with what is selected in it; a selection over several lines is what is looked
/// through.
function open(finder: Finder, part: Partial<Asked>): void {
  const inScript = document.activeElement?.closest('.script') !== null
  const text = inScript ? finder.selectedText() : ''
  const isWide = inScript && finder.tieSelection()
  const { scope, openings } = asked.get()
  ask({
    isOpen: true,
    openings: openings + 1,
    ...(text === '' ? {} : { text }),
    ...(isWide ? { scope: 'selection', showsFilters: true } : {}),
    ...(scope === 'selection' && !isWide && !finder.hasSelection ? { scope: 'season' } : {}),
    ...part,
  })
}
