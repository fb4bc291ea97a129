import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type TranslationState,
  translationCounts,
  translationMemory,
  translationState,
} from '../../shared/derive/translations.ts'
import { setTranslations } from '../../shared/document/translations.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { otherLanguage } from '../../shared/domain/language.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { type Command, keyOf, useCommands, writesCharacter } from '../parts/commands.ts'
import { sayKey } from '../parts/keys.ts'
import { offerUndo } from '../parts/offerundo.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { LineRow } from './linerow.tsx'
import styles from './linesview.module.css'
import { useGlossary } from './useglossary.ts'

/// The keys of the list, while the focus is in it.
const keys = {
  next: 'Mod-Enter',
  previous: 'Mod-Shift-Enter',
  missing: 'Alt-m',
  stale: 'Alt-u',
  down: 'Alt-ArrowDown',
  up: 'Alt-ArrowUp',
  forward: 'Alt-PageDown',
  back: 'Alt-PageUp',
} as const

/// One episode line by line: what it says, and the same in the other language.
export function LinesView() {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const episodes = useShownSeries((series) => series.episodes)
  const language = useShownSeries((series) => series.language)
  const glossary = useGlossary()
  const [chosen, setChosen] = useState(() => session.place.get().episode)
  const view = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const at = Math.max(
    0,
    episodes.findIndex(({ id }) => id === chosen),
  )
  const episode = episodes[at]
  const memory = useMemo(() => translationMemory(episodes), [episodes])
  const deeds = useDeeds({
    go: (way, state) => go(list.current, way, state) || toasts.add({ title: sayNone(state) }),
    turn: (way) => setChosen(episodes[at + way]?.id ?? episode?.id),
  })
  // Wherever in the list or above it the focus is.
  useEffect(() => {
    const element = view.current
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || writesCharacter(event)) return
      const key = keyOf(event)
      const deed = deeds.find((command) => command.keys?.includes(key))
      if (!deed?.run) return
      event.preventDefault()
      deed.run()
    }
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [deeds])
  if (!episode) return null
  const counts = translationCounts(episode)
  const lines = episode.segments
    .flatMap((segment) => segment.lines)
    .filter((line) => translationState(line) !== 'empty')
  const known = lines.filter(
    (line) => translationState(line) === 'missing' && memory.has(line.text),
  )

  function sayNone(state: TranslationState | undefined): string {
    return words(state === 'stale' ? 'translation.none.stale' : 'translation.none.missing')
  }

  function takeKnown() {
    session.history.pause()
    const changes = known.map(({ id, text }) => ({
      line: id,
      translation: memory.get(text),
      was: '',
    }))
    const count = setTranslations(session.document, changes)
    offerUndo(
      { session, words },
      { title: words('translation.known.taken', { count }), timeout: lasting },
    )
  }

  return (
    <div ref={view} className={styles.view}>
      <div className={styles.bar}>
        <IconButton
          label={words('translation.episode.previous')}
          hint={sayKey(words, keys.back)}
          disabled={at === 0}
          onClick={() => setChosen(episodes[at - 1]?.id)}
        >
          <ChevronLeft size={17} aria-hidden />
        </IconButton>
        <select
          className={styles.select}
          aria-label={words('translation.episode')}
          value={episode.id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {episodes.map((each, i) => (
            <option key={each.id} value={each.id}>
              {nameOf(each, i + 1)}
            </option>
          ))}
        </select>
        <IconButton
          label={words('translation.episode.next')}
          hint={sayKey(words, keys.forward)}
          disabled={at === episodes.length - 1}
          onClick={() => setChosen(episodes[at + 1]?.id)}
        >
          <ChevronRight size={17} aria-hidden />
        </IconButton>
        <span className={styles.counts} role="status">
          {words('translation.counts', {
            done: counts.lines - counts.missing,
            all: counts.lines,
          })}
          {counts.stale > 0 && (
            <b className={styles.stale}>{words('translation.stale', { count: counts.stale })}</b>
          )}
        </span>
        <span className={styles.deeds}>
          {mayEdit && known.length > 0 && (
            <Button onClick={takeKnown}>
              {words('translation.known', { count: known.length })}
            </Button>
          )}
          <Button
            disabled={counts.missing === 0}
            title={sayKey(words, keys.missing)}
            onClick={() => go(list.current, 1, 'missing')}
          >
            {words('translation.next.missing')}
          </Button>
          <Button
            disabled={counts.stale === 0}
            title={sayKey(words, keys.stale)}
            onClick={() => go(list.current, 1, 'stale')}
          >
            {words('translation.next.stale')}
          </Button>
        </span>
      </div>
      {lines.length === 0 ? (
        <p className={styles.none}>{words('translation.empty')}</p>
      ) : (
        <ul ref={list} className={styles.lines} aria-label={words('translation.lines')}>
          {lines.map((line) => (
            <LineRow
              key={line.id}
              line={line}
              languages={[language, otherLanguage(language)]}
              known={memory.get(line.text)}
              glossary={glossary}
              mayEdit={mayEdit}
            />
          ))}
        </ul>
      )}
      {mayEdit && (
        <p className={styles.hint}>
          <kbd>{sayKey(words, keys.next)}</kbd> {words('translation.hint')}
        </p>
      )}
    </div>
  )
  function nameOf({ title }: Episode, number: number): string {
    return title === ''
      ? words('translation.episode.number', { number })
      : words('episode.named', { number, title })
  }
}

interface Ways {
  readonly go: (way: -1 | 1, state?: TranslationState) => unknown
  readonly turn: (way: -1 | 1) => void
}

/// What the keys do; they are in the palette and on the list of keys while the list is open.
function useDeeds(ways: Ways): readonly Command[] {
  const words = useWords()
  const latest = useRef(ways)
  latest.current = ways
  const deeds = useMemo((): readonly Command[] => {
    const deed = (key: keyof typeof keys, name: string, run: () => void): Command => ({
      id: `translation-${key}`,
      name,
      group: 'translation.title',
      keys: [keys[key]],
      ownKeys: true,
      run,
    })
    const open = (way: -1 | 1) => () => latest.current.go(way)
    return [
      deed('next', words('translation.next'), open(1)),
      deed('previous', words('translation.previous'), open(-1)),
      deed('missing', words('translation.next.missing'), () => latest.current.go(1, 'missing')),
      deed('stale', words('translation.next.stale'), () => latest.current.go(1, 'stale')),
      deed('down', words('translation.line.next'), () => latest.current.go(1, 'done')),
      deed('up', words('translation.line.previous'), () => latest.current.go(-1, 'done')),
      deed('forward', words('translation.episode.next'), () => latest.current.turn(1)),
      deed('back', words('translation.episode.previous'), () => latest.current.turn(-1)),
    ]
  }, [words])
  useCommands(deeds)
  return deeds
}

/// Goes to the next line in a state, round about; without a state to one that needs work, with
/// `done` to whichever is next. `false` where there is none.
function go(list: HTMLElement | null, way: -1 | 1, state?: TranslationState): boolean {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-state]') ?? [])]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const isWanted = ({ dataset }: HTMLElement) =>
    state === 'done' || (state ? dataset.state === state : dataset.state !== 'done')
  for (let step = 1; step <= rows.length; step++) {
    const start = here < 0 && way < 0 ? rows.length : here
    const row = rows[(((start + way * step) % rows.length) + rows.length) % rows.length]
    if (!row || !isWanted(row)) continue
    const area = row.querySelector('textarea')
    row.scrollIntoView({ block: 'center' })
    area?.focus({ preventScroll: true })
    area?.setSelectionRange(area.value.length, area.value.length)
    return true
  }
  return false
}
