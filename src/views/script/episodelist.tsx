import { Plus, Search } from 'lucide-react'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import { seasonTime } from '../../shared/derive/runtime.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { Button } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Kbd } from '../parts/kbd.tsx'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { addEpisode } from '../series/walk.ts'
import styles from './episodelist.module.css'
import { EpisodeRow } from './episoderow.tsx'
import { useShownIds } from './useshownids.ts'

/// Every episode of the season: how long it runs and who is in it. `onGone` is called when one was
/// chosen.
export function EpisodeList({ onGone }: { readonly onGone?: () => void }) {
  const words = useWords()
  const session = useSession()
  const [text, setText] = useState('')
  const find = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const ids = useShownIds()
  const titles = useTitles(text !== '')
  const found = useMemo(
    () =>
      [...ids.entries()]
        .map(([i, id]) => ({ id, number: i + 1 }))
        .filter(({ id, number }) => matches(text, number, titles.get(id) ?? '')),
    [ids, text, titles],
  )

  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'find-episode',
          name: words('go.find'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-f', '/'],
          inText: true,
          run: () => find.current?.focus(),
        },
      ],
      [words],
    ),
  )

  const go = useCallback(
    (episode: string) => {
      session.go({ episode })
      onGone?.()
    },
    [session, onGone],
  )

  function inFind(event: KeyboardEvent) {
    const first = found[0]
    if (event.key === 'Enter' && first) {
      setText('')
      go(first.id)
    } else if (event.key === 'Escape' && text !== '') {
      event.stopPropagation()
      setText('')
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      step(list.current, 'ArrowDown')
    }
  }

  function inList(event: KeyboardEvent) {
    if (step(list.current, event.key)) event.preventDefault()
  }

  return (
    <div className={styles.episodes}>
      <div className={styles.find}>
        <Search size={14} aria-hidden />
        <input
          ref={find}
          type="search"
          value={text}
          placeholder={words('episodes.find')}
          aria-label={words('episodes.find')}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={inFind}
        />
        <Kbd keys="/" />
      </div>
      <ol ref={list} className={styles.list} aria-label={words('episodes')} onKeyDown={inList}>
        {found.map(({ id, number }) => (
          <EpisodeRow key={id} id={id} number={number} onGo={go} />
        ))}
      </ol>
      {found.length === 0 && text !== '' && (
        <p className={styles.none}>{words('episodes.none', { text })}</p>
      )}
      <div className={styles.foot}>
        <Total />
        <Button kind="quiet" onClick={() => go(addEpisode(session))}>
          <Plus size={14} aria-hidden />
          {words('episode.new')}
        </Button>
      </div>
    </div>
  )
}

function Total() {
  const words = useWords()
  const series = useShownSeries((shown) => shown)
  const { seconds } = seasonTime(series)
  const count = series.episodes.length
  return <span>{words('episodes.total', { count, time: formatTime(seconds) })}</span>
}

/// Titles by id, read only while somebody is looking for one.
function useTitles(wanted: boolean): ReadonlyMap<string, string> {
  const episodes = useShownSeries(({ episodes }): readonly Episode[] => (wanted ? episodes : none))
  return useMemo(() => new Map(episodes.map(({ id, title }) => [id, title])), [episodes])
}

const none: readonly Episode[] = []

function matches(text: string, number: number, title: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  if (/^\d+$/.test(wanted)) return String(number).startsWith(wanted) || title.includes(wanted)
  return title.toLowerCase().includes(wanted)
}

/// Moves the focus between the buttons of a list. Gives back whether the key is one that does.
function step(list: HTMLElement | null, key: string): boolean {
  const buttons = [...(list?.querySelectorAll('button') ?? [])]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[key]
  if (to === undefined) return false
  buttons[Math.max(0, Math.min(to, buttons.length - 1))]?.focus()
  return true
}
