import { ChevronRight, ListChecks, Settings2, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Button, classes, IconButton } from '../parts/button.tsx'
import { type Command, keyOf, useCommands, writesCharacter } from '../parts/commands.ts'
import field from '../parts/field.module.css'
import { sayKey } from '../parts/keys.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { type Asked, ask, asked, isFiltered } from './asked.ts'
import { countIncluded } from './excluded.ts'
import { Filters } from './filters.tsx'
import styles from './findbar.module.css'
import type { Finder } from './finding.ts'
import { HitList } from './hitlist.tsx'
import { Status } from './status.tsx'

interface FindBarProps {
  readonly finder: Finder
  readonly mayEdit: boolean
}

/// The keys of the bar, while the focus is in it. What they do is in the palette as long as it is open.
const keys = { case: 'Alt-c', word: 'Alt-w', list: 'Alt-l', filters: 'Alt-o' } as const

/// What is looked for and what it is replaced with, above the script.
export function FindBar({ finder, mayEdit }: FindBarProps) {
  const words = useWords()
  const id = useId()
  const now = useStore(asked)
  const { found, excluded, progress, replaced } = useStore(finder.state)
  const session = useSession()
  const wanted = useRef<HTMLInputElement>(null)
  const isReplacing = mayEdit && now.replaces
  const isBusy = progress !== undefined
  const included = useMemo(() => countIncluded(excluded, found), [excluded, found])

  useEffect(() => {
    if (now.openings === 0) return
    wanted.current?.focus()
    wanted.current?.select()
  }, [now.openings])

  // A button that can do no more lets go of the focus, and who uses the keyboard is nowhere.
  const isDone = isBusy || included === 0
  useEffect(() => {
    const active = document.activeElement
    const isLost = active instanceof HTMLButtonElement && active.disabled
    if (isDone && isLost) wanted.current?.focus()
  }, [isDone])

  const deeds = useDeeds(finder, words, isReplacing)
  useCommands(deeds)

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || writesCharacter(event.nativeEvent)) return
    const key = keyOf(event.nativeEvent)
    const deed = deeds.find((command) => command.keys?.includes(key))
    const run = key === 'Escape' ? () => close(finder) : deed?.run
    if (!run) return
    event.preventDefault()
    run()
  }

  function inWanted(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    finder.step(event.shiftKey ? -1 : 1)
  }

  function inInsert(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    if (!isBusy) void finder.replaceOne(now.insert)
  }

  return (
    <search className={styles.find} aria-label={words('find')} onKeyDown={press}>
      <div className={styles.row}>
        {mayEdit && (
          <IconButton
            label={words('find.replace.toggle')}
            aria-expanded={now.replaces}
            className={classes(styles.small, styles.turn)}
            onClick={() => ask({ replaces: !now.replaces })}
          >
            <ChevronRight size={16} aria-hidden />
          </IconButton>
        )}
        <div className={styles.field}>
          <input
            ref={wanted}
            className={classes(field.input, styles.input)}
            value={now.text}
            placeholder={words('find.text')}
            aria-label={words('find.text')}
            aria-describedby={`${id}count`}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => ask({ text: target.value })}
            onKeyDown={inWanted}
          />
          <Switch
            label={words('find.case')}
            hint={sayKey(words, keys.case)}
            isOn={now.matchCase}
            onSwitch={(matchCase) => ask({ matchCase })}
          >
            {words('find.case.sign')}
          </Switch>
          <Switch
            label={words('find.word')}
            hint={sayKey(words, keys.word)}
            isOn={now.wholeWord}
            onSwitch={(wholeWord) => ask({ wholeWord })}
          >
            <span className={styles.bordered}>{words('find.word.sign')}</span>
          </Switch>
        </div>
        <Status id={`${id}count`} finder={finder} text={now.text} />
        <div className={styles.buttons}>
          <IconButton
            label={words('find.previous')}
            hint={sayKey(words, 'Shift-Enter')}
            className={classes(styles.small, styles.up)}
            disabled={found.count === 0}
            onClick={() => finder.step(-1)}
          >
            <ChevronRight size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={words('find.next')}
            hint={sayKey(words, 'Enter')}
            className={classes(styles.small, styles.down)}
            disabled={found.count === 0}
            onClick={() => finder.step(1)}
          >
            <ChevronRight size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={words('find.list')}
            hint={sayKey(words, keys.list)}
            aria-expanded={now.showsList}
            className={classes(styles.small, now.showsList && styles.on)}
            onClick={() => ask({ showsList: !now.showsList })}
          >
            <ListChecks size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={words('find.filters')}
            hint={sayKey(words, keys.filters)}
            aria-expanded={now.showsFilters}
            className={classes(
              styles.small,
              now.showsFilters && styles.on,
              isFiltered(now) && styles.filtered,
            )}
            onClick={() => ask({ showsFilters: !now.showsFilters })}
          >
            <Settings2 size={16} aria-hidden />
          </IconButton>
          <IconButton
            label={words('find.close')}
            hint={sayKey(words, 'Escape')}
            className={styles.small}
            onClick={() => close(finder)}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      </div>
      {isReplacing && (
        <div className={styles.row}>
          <div className={classes(styles.field, styles.below)}>
            <input
              className={classes(field.input, styles.input)}
              value={now.insert}
              placeholder={words('find.insert')}
              aria-label={words('find.insert')}
              autoComplete="off"
              onChange={({ target }) => ask({ insert: target.value })}
              onKeyDown={inInsert}
            />
          </div>
          <div className={styles.deeds}>
            <Button
              disabled={found.count === 0 || isBusy}
              title={sayKey(words, 'Enter')}
              onClick={() => void finder.replaceOne(now.insert)}
            >
              {words('find.replace')}
            </Button>
            <Button
              disabled={included === 0 || isBusy}
              title={sayKey(words, 'Mod-Enter')}
              onClick={() => void finder.replaceAll(now.insert)}
            >
              {words('find.replace.all', { count: included })}
            </Button>
            {replaced && !isBusy && (
              <Button kind="quiet" onClick={session.undo}>
                {words('action.undo')}
              </Button>
            )}
          </div>
        </div>
      )}
      {now.showsFilters && <Filters hasSelection={finder.hasSelection} />}
      {now.showsList && found.count > 0 && (
        <HitList finder={finder} insert={isReplacing ? now.insert : undefined} />
      )}
    </search>
  )
}

/// What can be done while the bar is open.
function useDeeds(finder: Finder, words: Words, isReplacing: boolean): readonly Command[] {
  return useMemo((): readonly Command[] => {
    const toggle = (name: 'matchCase' | 'wholeWord' | 'showsList' | 'showsFilters') => () =>
      ask({ [name]: !asked.get()[name] } as Partial<Asked>)
    const group = 'keys.group.go'
    return [
      {
        id: 'find-case',
        name: words('find.case'),
        group,
        keys: [keys.case],
        ownKeys: true,
        run: toggle('matchCase'),
      },
      {
        id: 'find-word',
        name: words('find.word'),
        group,
        keys: [keys.word],
        ownKeys: true,
        run: toggle('wholeWord'),
      },
      {
        id: 'find-list',
        name: words('find.list'),
        group,
        keys: [keys.list],
        ownKeys: true,
        run: toggle('showsList'),
      },
      {
        id: 'find-filters',
        name: words('find.filters'),
        group,
        keys: [keys.filters],
        ownKeys: true,
        run: toggle('showsFilters'),
      },
      {
        id: 'find-close',
        name: words('find.close'),
        group,
        run: () => close(finder),
      },
      ...(isReplacing
        ? [
            {
              id: 'replace-one',
              name: words('find.replace.one'),
              group: 'keys.group.edit' as const,
              run: () => void finder.replaceOne(asked.get().insert),
            },
            {
              id: 'replace-all',
              name: words('find.replace.every'),
              group: 'keys.group.edit' as const,
              keys: ['Mod-Enter'],
              ownKeys: true as const,
              run: () => void finder.replaceAll(asked.get().insert),
            },
          ]
        : []),
    ]
  }, [finder, words, isReplacing])
}

/// Closes the bar; the cursor is where the hit is.
function close(finder: Finder): void {
  finder.leave()
  ask({ isOpen: false })
}

interface SwitchProps {
  readonly label: string
  readonly hint: string
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
  readonly children: React.ReactNode
}

function Switch({ label, hint, isOn, onSwitch, children }: SwitchProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      title={`${label}  ${hint}`}
      className={styles.switch}
      onClick={() => onSwitch(!isOn)}
    >
      {children}
    </button>
  )
}
