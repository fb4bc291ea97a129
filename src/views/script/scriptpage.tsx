import { PanelLeft, PanelRight } from 'lucide-react'
import { type ComponentType, useCallback, useEffect, useMemo, useState } from 'react'
import { IconButton } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Drawer } from '../parts/drawer.tsx'
import { episodesShown, panelShown } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWide } from '../parts/usewide.ts'
import { speaking, useWords } from '../parts/words.ts'
import { StrayPen } from '../series/straypen.tsx'
import { Desk } from './desk.tsx'
import { EpisodeList } from './episodelist.tsx'
import { Here } from './here.tsx'
import styles from './script.module.css'
import { useScriptKeys } from './scriptcommands.ts'
import { SidePanel } from './sidepanel.tsx'

/// Milliseconds after which what helps with writing is loaded: when the script has been drawn and
/// the page has time for more.
const rest = 400
/// Milliseconds after which it is tried again where it did not come.
const again = 5000

// Apart from what is done with it: the bundler takes a `then` behind an `import` along, and what
// keeps its style sheet from coming would be nobody's.
const loadTools = speaking(
  'tools',
  speaking('places', () => import('../tools/tools.tsx')),
)

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
  const Tools = useTools()
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
        <StrayPen />
        {Tools && <Tools />}
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

/// What helps with writing, once it has come. The script can be written in without it: whoever
/// loses the connection before is not kept from that.
function useTools(): ComponentType | undefined {
  const [Tools, setTools] = useState<ComponentType>()
  useEffect(() => {
    let timer = setTimeout(load, rest)
    function load() {
      loadTools().then(
        (loaded) => setTools(() => loaded.default),
        () => {
          timer = setTimeout(load, again)
        },
      )
    }
    return () => clearTimeout(timer)
  }, [])
  return Tools
}
