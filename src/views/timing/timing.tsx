import { useCallback, useEffect, useMemo, useState } from 'react'
import { readSelection } from '../../editor/keymap.ts'
import { pointAtPosition } from '../../editor/position.ts'
import { ahead } from '../parts/ahead.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Dialog } from '../parts/dialog.tsx'
import { later } from '../parts/later.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { segmentMore } from '../script/segmentpanelmore.ts'
import { useSession } from '../series/opened.ts'
import { ask, asked, inPanel } from './asked.ts'
import { CutList } from './cutlist.tsx'
import { useEpisodeHere } from './here.ts'
import { LineTime } from './linetime.tsx'
import { SceneTime } from './scenetime.tsx'
import styles from './sections.module.css'
import { TimeSections } from './timesections.tsx'

const ReadThrough = ahead(later(() => import('../readthrough/readthrough.tsx')))

interface Read {
  readonly episode: string
  readonly line: string | undefined
}

/// What can be known and done about time in the script: sections of the panel, or a dialog where
/// the panel is not shown, and the read-through.
export function Timing() {
  const words = useWords()
  const { place, mayEdit: permission } = useSession()
  const mayEdit = useStore(permission)
  const [read, setRead] = useState<Read>()
  const close = useCallback(() => setRead(undefined), [])

  useEffect(() => {
    segmentMore.set(TimeSections)
    return () => segmentMore.set(undefined)
  }, [])

  useCommands(
    useMemo((): readonly Command[] => {
      const readThrough = () => {
        const { episode } = place.get()
        if (episode === undefined) return
        // As the script has it: what stands around it is a little behind.
        const view = scriptHere.get()?.view
        if (view?.hasFocus()) readSelection(view)
        const point = view && pointAtPosition(view.state.selection.$head)
        setRead({ episode, line: point?.in === 'line' ? point.line : undefined })
      }
      const command = (id: string, name: string, key: string, run: () => void): Command => ({
        id,
        name,
        group: 'place.script',
        keys: [`Mod-Alt-Shift-${key}`],
        inText: true,
        run,
      })
      return [
        {
          ...command('read-through', words('timing.read.from'), 'p', readThrough),
          keys: ['Mod-Alt-Shift-p', 'r'],
        },
        command('line-why', words('timing.line.why'), 'e', () => ask('line')),
        ...(mayEdit
          ? [
              command('line-seconds', words('timing.line.seconds'), 's', () => ask('line', true)),
              command('scene-seconds', words('timing.scene.seconds'), 'd', () =>
                ask('scene', true),
              ),
            ]
          : []),
        command('what-to-cut', words('cuts.title'), 'k', () => ask('cuts')),
      ]
    }, [words, place, mayEdit]),
  )

  return (
    <>
      {read && <ReadThrough episode={read.episode} line={read.line} onClose={close} />}
      <AskedAlone />
    </>
  )
}

/// What was asked for while the panel is not shown.
function AskedAlone() {
  const words = useWords()
  const wanted = useStore(asked)
  const panel = useStore(inPanel)
  const [section, setSection] = useState(wanted?.section)
  const episode = useEpisodeHere()
  const close = useCallback(() => setSection(undefined), [])
  if (wanted && !panel && section !== wanted.section) setSection(wanted.section)
  if (!section || !episode) return null
  return (
    <Dialog onClose={close} title={words('panel.time')} className={styles.alone}>
      {section === 'line' && <LineTime episode={episode} onDone={close} />}
      {section === 'scene' && <SceneTime episode={episode} onDone={close} />}
      {section === 'cuts' && <CutList episode={episode} />}
    </Dialog>
  )
}
