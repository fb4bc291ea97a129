import { Download, Redo2, Undo2 } from 'lucide-react'
import { useCallback, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { may } from '../../shared/domain/access.ts'
import { ActivityLink } from '../activity/activitylink.tsx'
import { Brand } from '../parts/brand.tsx'
import { classes, IconButton } from '../parts/button.tsx'
import { runCommand } from '../parts/commands.ts'
import { Kbd } from '../parts/kbd.tsx'
import { sayKey } from '../parts/keys.ts'
import { SettingsMenu } from '../parts/settingsmenu.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { ThreadsButton } from '../threads/threadsbutton.tsx'
import type { PlaceName } from './loadplace.ts'
import { useSession, useShownSeries } from './opened.ts'
import { People } from './people.tsx'
import { Saved } from './saved.tsx'
import styles from './topbar.module.css'

/// What is over every place of a series.
export function TopBar({ place }: { readonly place: PlaceName }) {
  const words = useWords()
  const title = useShownSeries((series) => series.title)
  const language = useShownSeries((series) => series.language)
  return (
    <header className={styles.top}>
      <div className={styles.start}>
        <Brand />
        <h1 className={styles.title} lang={language} title={title}>
          {title}
        </h1>
      </div>
      <Places place={place} />
      <div className={styles.end}>
        <Saved />
        <People />
        <ThreadsButton />
        <ActivityLink />
        <UndoRedo />
        <ExportButton />
        <SettingsMenu />
        <button
          type="button"
          className={styles.palette}
          aria-label={words('palette')}
          onClick={() => runCommand('palette')}
        >
          <Kbd keys="Mod-k" />
        </button>
      </div>
      <span className="visually-hidden" aria-live="polite">
        {words(`place.${place}`)}
      </span>
    </header>
  )
}

function Places({ place }: { readonly place: PlaceName }) {
  const words = useWords()
  const { id } = useSession()
  // The review is a mode of the Board.
  const current = place === 'review' ? 'board' : place
  const places = [
    { name: 'script', href: `/series/${id}` },
    { name: 'board', href: `/series/${id}/board` },
  ] as const
  return (
    <nav className={styles.places} aria-label={words('places')}>
      {places.map(({ name, href }) => (
        <Link
          key={name}
          href={href}
          className={classes(styles.place, name === current && styles.current)}
          aria-current={name === current ? 'page' : undefined}
        >
          {words(`place.${name}`)}
        </Link>
      ))}
    </nav>
  )
}

/// Where there is no room for it, the palette has it.
function ExportButton() {
  const words = useWords()
  const { standing } = useSession()
  if (!may(useStore(standing), 'export')) return null
  return (
    <IconButton
      label={words('export.open')}
      hint="x"
      className={styles.export}
      aria-haspopup="dialog"
      onClick={() => runCommand('export')}
    >
      <Download size={17} aria-hidden />
    </IconButton>
  )
}

function UndoRedo() {
  const words = useWords()
  const session = useSession()
  const { history } = session
  const mayEdit = useStore(session.mayEdit)
  const subscribe = useCallback((listener: () => void) => history.onChange(listener), [history])
  const canUndo = useSyncExternalStore(subscribe, history.canUndo)
  const canRedo = useSyncExternalStore(subscribe, history.canRedo)
  if (!mayEdit) return null
  return (
    <div className={styles.undo}>
      <IconButton
        label={words('action.undo')}
        hint={sayKey(words, 'Mod-z')}
        disabled={!canUndo}
        onClick={session.undo}
      >
        <Undo2 size={17} aria-hidden />
      </IconButton>
      <IconButton
        label={words('action.redo')}
        hint={sayKey(words, 'Mod-Shift-z')}
        disabled={!canRedo}
        onClick={session.redo}
      >
        <Redo2 size={17} aria-hidden />
      </IconButton>
    </div>
  )
}
