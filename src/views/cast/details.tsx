import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { Listed } from '../../shared/derive/castlist.ts'
import { binEntry } from '../../shared/document/cast.ts'
import type { Roster } from '../../shared/domain/castentry.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { offerUndo } from '../parts/offerundo.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { Aliases } from './aliases.tsx'
import { Colour } from './colour.tsx'
import { countOf } from './count.ts'
import styles from './details.module.css'
import { Notes } from './notes.tsx'
import { Rename } from './rename.tsx'

interface DetailsProps {
  readonly roster: Roster
  readonly listed: Listed
  /// Everybody, for what a new name would be joined with.
  readonly list: readonly Listed[]
  readonly mayEdit: boolean
  readonly onBack: () => void
  readonly onChoose: (key: string) => void
  readonly onGone: () => void
  readonly onBusy: (isBusy: boolean) => void
}

/// One of the cast, or one place: where they are, and what has been written down.
export function Details(props: DetailsProps) {
  const { roster, listed, list, mayEdit, onBack, onChoose, onGone, onBusy } = props
  const words = useWords()
  const session = useSession()
  const language = useShownSeries((series) => series.language)
  const [renames, setRenames] = useState<{ readonly from: string; readonly to: string }>()

  function remove() {
    session.history.pause()
    session.document.edit(() => {
      for (const { id } of listed.entries) binEntry(session.document, roster, id)
    })
    offerUndo({ session, words }, { title: words('cast.removed', { name: listed.name }) })
  }

  return (
    <section className={styles.details} aria-label={listed.name}>
      <header className={styles.head}>
        <IconButton className={styles.back} label={words('cast.back')} onClick={onBack}>
          <ArrowLeft size={17} aria-hidden />
        </IconButton>
        <div className={styles.who}>
          <h3 className={styles.name} lang={language}>
            {listed.name}
          </h3>
          <p className={styles.count}>
            {countOf(words, roster, listed)}
            {listed.count > 0 && ` · ${words('cast.episodes', { count: listed.episodes.length })}`}
          </p>
        </div>
        {mayEdit && !renames && (
          <Button onClick={() => setRenames({ from: listed.name, to: listed.name })}>
            {words('rename.open')}
          </Button>
        )}
      </header>
      {renames && (
        <Rename
          roster={roster}
          from={renames.from}
          suggested={renames.to}
          list={list}
          onBusy={onBusy}
          onDone={(key) => {
            setRenames(undefined)
            if (key !== undefined) onChoose(key)
          }}
        />
      )}
      <Episodes ids={listed.episodes} onGone={onGone} />
      <Colour roster={roster} listed={listed} mayEdit={mayEdit} />
      <Aliases
        roster={roster}
        listed={listed}
        mayEdit={mayEdit}
        onMerge={(name) => setRenames({ from: name, to: listed.name })}
      />
      <Notes roster={roster} listed={listed} mayEdit={mayEdit} />
      {mayEdit && listed.entries.length > 0 && (
        <footer className={styles.foot}>
          <Button kind="quiet" onClick={remove}>
            {words('cast.remove')}
          </Button>
          <span>{words('cast.remove.hint')}</span>
        </footer>
      )}
    </section>
  )
}

/// The episodes by their numbers; each leads to it.
function Episodes({
  ids,
  onGone,
}: {
  readonly ids: readonly string[]
  readonly onGone: () => void
}) {
  const words = useWords()
  const session = useSession()
  const episodes = useShownSeries((series) => series.episodes)
  if (ids.length === 0) return null
  const numbers = new Map(episodes.map(({ id }, i) => [id, i + 1]))
  return (
    <div className={styles.part}>
      <h4 className={styles.title}>{words('cast.in')}</h4>
      <ul className={styles.episodes}>
        {ids.map((id) => {
          const number = numbers.get(id)
          return (
            number !== undefined && (
              <li key={id}>
                <button
                  type="button"
                  className={styles.episode}
                  aria-label={words('cast.go', { number })}
                  onClick={() => {
                    onGone()
                    session.go({ episode: id })
                  }}
                >
                  {number}
                </button>
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}
