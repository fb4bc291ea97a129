import { type KeyboardEvent, useRef, useState } from 'react'
import type { Listed } from '../../shared/derive/castlist.ts'
import { addEntry } from '../../shared/document/cast.ts'
import { keyOfName, type Roster } from '../../shared/domain/castentry.ts'
import { Button, classes } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { countOf } from './count.ts'
import { Details } from './details.tsx'
import styles from './rosterview.module.css'
import { useRoster } from './useroster.ts'

interface RosterViewProps {
  readonly roster: Roster
  /// What to do when somebody goes to where one of them is.
  readonly onGone: () => void
  readonly onBusy: (isBusy: boolean) => void
}

/// The list with its search on one side, the one that is chosen on the other; where there is no room
/// for both, one at a time.
export function RosterView({ roster, onGone, onBusy }: RosterViewProps) {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const language = useShownSeries((series) => series.language)
  const list = useRoster(roster)
  const [sought, setSought] = useState('')
  const [chosen, setChosen] = useState<string>()
  const rows = useRef<HTMLUListElement>(null)
  const shown = list.find(({ key }) => key === chosen)
  const found = list.filter((listed) => isFound(listed, sought))
  const isPlaces = roster === 'places'
  // In the order of Tab the list is one stop: the chosen row, else the first.
  const stop = found.some(({ key }) => key === chosen) ? chosen : found[0]?.key

  function press(event: KeyboardEvent<HTMLElement>) {
    const buttons = [...(rows.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }
    const next = buttons[steps[event.key as keyof typeof steps] ?? -1]
    if (!next || (at < 0 && event.key !== 'ArrowDown')) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div className={classes(styles.both, shown && styles.chosen)}>
      <div className={styles.side}>
        <input
          className={field.input}
          type="search"
          placeholder={words('cast.find')}
          aria-label={words('cast.find')}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
          onKeyDown={press}
        />
        <ul
          ref={rows}
          className={styles.list}
          aria-label={words(isPlaces ? 'cast.places' : 'cast')}
        >
          {found.map((listed) => (
            <li key={listed.key}>
              <button
                type="button"
                className={styles.row}
                aria-current={listed.key === chosen ? 'true' : undefined}
                tabIndex={listed.key === stop ? 0 : -1}
                onClick={() => setChosen(listed.key)}
                onKeyDown={press}
              >
                <span
                  className={styles.dot}
                  style={listed.colour === undefined ? {} : { background: listed.colour }}
                />
                <span className={styles.name} lang={language}>
                  {listed.name}
                </span>
                <span className={styles.count}>{countOf(words, roster, listed)}</span>
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && (
          <p className={styles.none}>
            {sought.trim() === ''
              ? words(isPlaces ? 'cast.places.empty' : 'cast.empty')
              : words(isPlaces ? 'cast.places.none' : 'cast.none', { text: sought.trim() })}
          </p>
        )}
        {mayEdit && (
          <Add
            onAdd={(name) => {
              const known = list.find(({ key }) => key === keyOfName(name))
              if (!known) {
                session.history.pause()
                addEntry(session.document, roster, name)
                session.history.pause()
              }
              setSought('')
              setChosen(known?.key ?? keyOfName(name))
            }}
          />
        )}
      </div>
      {shown ? (
        <Details
          key={`${roster} ${shown.key}`}
          roster={roster}
          listed={shown}
          list={list}
          mayEdit={mayEdit}
          onBack={() => setChosen(undefined)}
          onChoose={setChosen}
          onGone={onGone}
          onBusy={onBusy}
        />
      ) : (
        <p className={styles.choose}>{words(isPlaces ? 'cast.places.choose' : 'cast.choose')}</p>
      )}
    </div>
  )
}

function isFound({ name, aliases }: Listed, sought: string): boolean {
  const text = keyOfName(sought)
  return [name, ...aliases.map((alias) => alias.name)].some((each) =>
    keyOfName(each).includes(text),
  )
}

function Add({ onAdd }: { readonly onAdd: (name: string) => void }) {
  const words = useWords()
  const [name, setName] = useState('')
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        onAdd(name.replace(/\s+/gu, ' ').trim())
        setName('')
      }}
    >
      <input
        className={field.input}
        placeholder={words('cast.add.name')}
        aria-label={words('cast.add.name')}
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit">{words('cast.add')}</Button>
    </form>
  )
}
