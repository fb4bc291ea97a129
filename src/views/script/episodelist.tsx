import { Plus, Search } from 'lucide-react'
import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import { seasonTime } from '../../shared/derive/runtime.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Series } from '../../shared/domain/series.ts'
import { Button } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Kbd } from '../parts/kbd.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { addEpisode } from '../series/walk.ts'
import styles from './episodelist.module.css'
import { EpisodeRow } from './episoderow.tsx'
import { listNarrowed, narrowingSlot } from './listnarrowed.ts'
import { type Found, useEpisodeRows } from './useepisoderows.ts'
import { useShownIds } from './useshownids.ts'

/// Every episode of the season: how long it runs and who is in it. `onGone` is called when one was
/// chosen.
export function EpisodeList({ onGone }: { readonly onGone?: () => void }) {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const [text, setText] = useState('')
  const find = useRef<HTMLInputElement>(null)
  const ids = useShownIds()
  const titles = useTitles(text !== '')
  const left = useStore(listNarrowed)
  const found = useMemo(
    (): readonly Found[] =>
      [...ids.entries()]
        .map(([i, id]) => ({ id, number: i + 1 }))
        .filter(({ id }) => left?.has(id) ?? true)
        .filter(({ id, number }) => matches(text, number, titles.get(id) ?? '')),
    [ids, text, titles, left],
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

  const rows = useEpisodeRows(found)

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
      rows.focus(0)
    }
  }

  function inList(event: KeyboardEvent) {
    if (event.key === 'ArrowUp' && rows.focused === 0) {
      event.preventDefault()
      find.current?.focus()
      return
    }
    const to = step(rows.focused, event.key, found.length)
    if (to === undefined) return
    event.preventDefault()
    rows.focus(to)
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
      <div ref={narrowingSlot.set} />
      <div ref={rows.scroller} className={styles.list}>
        <ol
          aria-label={words('episodes')}
          style={{ height: rows.height }}
          onKeyDown={inList}
          onFocus={rows.onFocus}
          onBlur={rows.onBlur}
        >
          {rows.shown.map(({ index, start, episode }) => (
            <li
              key={episode.id}
              data-index={index}
              aria-setsize={found.length}
              aria-posinset={index + 1}
              style={{ top: start }}
            >
              <EpisodeRow id={episode.id} number={episode.number} onGo={go} />
            </li>
          ))}
        </ol>
      </div>
      {found.length === 0 && (text !== '' || left) && (
        <p className={styles.none}>
          {words(text ? 'episodes.none' : 'episodes.none.left', { text })}
        </p>
      )}
      <div className={styles.foot}>
        <Total />
        {mayEdit && (
          <Button kind="quiet" onClick={() => go(addEpisode(session))}>
            <Plus size={14} aria-hidden />
            {words('episode.new')}
          </Button>
        )}
      </div>
    </div>
  )
}

/// Drawn when everything else is: it takes the time of every line of the season.
function Total() {
  const words = useWords()
  const series = useDeferredValue(
    useShownSeries((shown): Series | null => shown),
    null,
  )
  if (!series) return <span />
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

/// Where a key moves the focus to in a list of `count`, if it is one that does.
function step(at: number, key: string, count: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key]
  return to === undefined ? undefined : Math.max(0, Math.min(to, count - 1))
}
