import { PanelLeft, PanelRight } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { ahead } from '../parts/ahead.tsx'
import { IconButton } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Drawer } from '../parts/drawer.tsx'
import { episodesShown, panelShown } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWide } from '../parts/usewide.ts'
import { useWords } from '../parts/words.ts'
import { Desk } from './desk.tsx'
import { EpisodeList } from './episodelist.tsx'
import { Here } from './here.tsx'
import styles from './script.module.css'
import { useScriptKeys } from './scriptcommands.ts'
import { SidePanel } from './sidepanel.tsx'

const Tools = ahead(() => import('../tools/tools.tsx'))

/// Milliseconds after which what helps with writing is loaded.
const rest = 400

type Side = 'episodes' | 'panel'

/// The Script: the episodes, the script on its desk, and what concerns the segment at the cursor.
/// Where there is no room the first and the last are drawers.
export default function ScriptPage() {
  const words = useWords()
  const isWide = useWide(1200)
  const isMiddle = useWide(800)
  const keepsEpisodes = useStore(episodesShown) === 'on'
  const keepsPanel = useStore(panelShown) === 'on'
  const [drawer, setDrawer] = useState<Side>()
  const close = useCallback(() => setDrawer(undefined), [])

  const stands = { episodes: isMiddle && keepsEpisodes, panel: isWide && keepsPanel }
  const isOpen = (side: Side) => stands[side] || drawer === side

  const toggle = useCallback(
    (side: Side) => {
      const setting = side === 'episodes' ? episodesShown : panelShown
      const hasRoom = side === 'episodes' ? isMiddle : isWide
      if (hasRoom) setting.set(setting.get() === 'on' ? 'off' : 'on')
      else setDrawer((open) => (open === side ? undefined : side))
    },
    [isMiddle, isWide],
  )
  const isAtRest = useRest()
  useScriptKeys()
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'toggle-episodes',
          name: words('view.episodes'),
          group: 'keys.group.view',
          keys: ['Mod-Alt-e', '['],
          inText: true,
          run: () => toggle('episodes'),
        },
        {
          id: 'toggle-panel',
          name: words('view.panel'),
          group: 'keys.group.view',
          keys: ['Mod-Alt-p', ']'],
          inText: true,
          run: () => toggle('panel'),
        },
      ],
      [words, toggle],
    ),
  )

  return (
    <div className={styles.script}>
      {stands.episodes && (
        <nav className={styles.episodes} aria-label={words('episodes')}>
          <EpisodeList />
        </nav>
      )}
      <main className={styles.desk}>
        <div className={styles.bar}>
          <IconButton
            label={words(isOpen('episodes') ? 'episodes.hide' : 'episodes.show')}
            hint="["
            aria-expanded={isOpen('episodes')}
            onClick={() => toggle('episodes')}
          >
            <PanelLeft size={17} aria-hidden />
          </IconButton>
          <Here />
          <IconButton
            label={words(isOpen('panel') ? 'panel.hide' : 'panel.show')}
            hint="]"
            aria-expanded={isOpen('panel')}
            onClick={() => toggle('panel')}
          >
            <PanelRight size={17} aria-hidden />
          </IconButton>
        </div>
        <Desk />
        {isAtRest && <Tools />}
      </main>
      {stands.panel && (
        <aside className={styles.panel} aria-label={words('panel')}>
          <SidePanel />
        </aside>
      )}
      {drawer === 'episodes' && !isMiddle && (
        <Drawer onClose={close} side="left" title={words('episodes')}>
          <EpisodeList onGone={close} />
        </Drawer>
      )}
      {drawer === 'panel' && !isWide && (
        <Drawer onClose={close} side="right" title={words('panel')}>
          <SidePanel />
        </Drawer>
      )}
    </div>
  )
}

/// Whether the script has been drawn and the page has time for more.
function useRest(): boolean {
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), rest)
    return () => clearTimeout(timer)
  }, [])
  return isAtRest
}
