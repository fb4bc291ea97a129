import { useMemo, useState, useSyncExternalStore } from 'react'
import { quoteOf } from '../../shared/document/subject.ts'
import { sayFault } from '../parts/ask.ts'
import { Button, classes } from '../parts/button.tsx'
import { sayKey } from '../parts/keys.ts'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import { useShownSeries } from '../series/opened.ts'
import { haveRead } from './deeds.ts'
import { episodeOf, type PlacedThread } from './placed.ts'
import { type Talk, useTalk } from './talk.ts'
import { Said } from './thread.tsx'
import styles from './threadlist.module.css'

const filters = ['open', 'unread', 'resolved'] as const
type Filter = (typeof filters)[number]

/// All threads of the series by episode, with how many are not read. A press goes to the text.
export default function ThreadList({ onGone }: { readonly onGone?: () => void }) {
  const words = useWords()
  const talk = useTalk()
  const all = useStore(talk.placed)
  const failure = useStore(talk.failure)
  const isRead = useStore(talk.data) !== undefined
  const episodes = useShownSeries((series) => series.episodes)
  const [filter, setFilter] = useState<Filter>('open')
  const shown = useMemo(() => all.filter(({ thread }) => fits(thread, filter)), [all, filter])
  const unread = all.filter(({ thread }) => thread.unread > 0)
  const groups = useMemo(() => {
    const byEpisode = new Map<string | undefined, PlacedThread[]>()
    for (const placed of shown) {
      const list = byEpisode.get(episodeOf(placed))
      if (list) list.push(placed)
      else byEpisode.set(episodeOf(placed), [placed])
    }
    return byEpisode
  }, [shown])
  const lost = groups.get(undefined) ?? []
  if (!isRead) {
    return (
      <p className={styles.none}>{failure ? sayFault(words, failure) : words('threads.loading')}</p>
    )
  }
  return (
    <div className={styles.list}>
      <div className={styles.filters} role="radiogroup" aria-label={words('threads.filter')}>
        {filters.map((each) => (
          // biome-ignore lint/a11y/useSemanticElements: they look and act as one control.
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={filter === each}
            className={styles.filter}
            onClick={() => setFilter(each)}
          >
            {words(`threads.filter.${each}`)}
            {each === 'unread' && unread.length > 0 && <b>{unread.length}</b>}
          </button>
        ))}
      </div>
      {shown.length === 0 && (
        <p className={styles.none}>
          {words(`threads.none.${filter}`, { key: sayKey(words, 'Mod-Alt-m') })}
        </p>
      )}
      {episodes.map((episode, i) => {
        const threads = groups.get(episode.id)
        return (
          threads && (
            <section key={episode.id} className={styles.episode}>
              <h3>
                <span className={styles.number}>{i + 1}</span>{' '}
                {episode.title || words('episode.untitled')}
              </h3>
              <Items talk={talk} threads={threads} onGone={onGone} />
            </section>
          )
        )
      })}
      {lost.length > 0 && (
        <section className={styles.episode}>
          <h3>{words('threads.lost')}</h3>
          <Items talk={talk} threads={lost} onGone={onGone} />
        </section>
      )}
      {filter === 'unread' && unread.length > 0 && (
        <Button
          kind="quiet"
          onClick={() =>
            haveRead(
              talk,
              unread.map(({ thread }) => thread),
            )
          }
        >
          {words('threads.read.all')}
        </Button>
      )}
    </div>
  )
}

function fits({ resolved, unread }: PlacedThread['thread'], filter: Filter): boolean {
  if (filter === 'unread') return unread > 0
  return (resolved !== null) === (filter === 'resolved')
}

interface ItemsProps {
  readonly talk: Talk
  readonly threads: readonly PlacedThread[]
  readonly onGone: (() => void) | undefined
}

function Items({ talk, threads, onGone }: ItemsProps) {
  return (
    <ul>
      {threads.map((placed) => (
        <Item key={placed.thread.id} talk={talk} placed={placed} onGone={onGone} />
      ))}
    </ul>
  )
}

interface ItemProps extends Omit<ItemsProps, 'threads'> {
  readonly placed: PlacedThread
}

function Item({ talk, placed, onGone }: ItemProps) {
  const words = useWords()
  const data = useStore(talk.data)
  const speaks = useStore(language)
  const { thread, where } = placed
  const isOpen = useSyncExternalStore(talk.open.subscribe, () => {
    const threads = talk.open.get()?.threads
    return Array.isArray(threads) && threads.includes(thread.id)
  })
  const [first] = thread.comments
  const last = thread.comments.at(-1)
  const quote = quoteOf(thread.at)
  if (!first || !last) return null
  const when = sayWhen(new Date(last.said).toISOString(), Date.now(), speaks)
  return (
    <li>
      <button
        type="button"
        className={classes(styles.item, thread.unread > 0 && styles.unread)}
        aria-current={isOpen || undefined}
        onClick={({ currentTarget, detail }) => {
          if (where.kind === 'here') {
            onGone?.()
            talk.show(placed)
            return
          }
          talk.open.set({
            threads: [thread.id],
            subject: undefined,
            anchor: () => currentTarget,
            takesFocus: detail === 0,
          })
        }}
      >
        {thread.unread > 0 && (
          <span className="visually-hidden">
            {words('threads.unread', { count: thread.unread })}
          </span>
        )}
        {quote !== '' && <span className={styles.quote}>{quote}</span>}
        {(where.kind === 'deleted' || where.kind === 'binned') && (
          <span className={styles.gone}>{words(`threads.${where.kind}`)}</span>
        )}
        <span className={styles.said}>
          <b>{first.by.name}</b>{' '}
          <Said body={first.body} people={data?.people ?? []} me={data?.me} />
        </span>
        <span className={styles.foot}>
          {thread.comments.length > 1 && (
            <span>{words('threads.replies', { count: thread.comments.length - 1 })}</span>
          )}
          <span>{when}</span>
        </span>
      </button>
    </li>
  )
}
