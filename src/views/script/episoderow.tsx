import { memo, useCallback, useSyncExternalStore } from 'react'
import { onePerPerson, type Person } from '../../session/presence.ts'
import { formatTime } from '../../shared/derive/clock.ts'
import { episodeTime } from '../../shared/derive/runtime.ts'
import { classes } from '../parts/button.tsx'
import { NinetyBar, sayTime } from '../parts/ninetybar.tsx'
import { useWords } from '../parts/words.ts'
import { initials } from '../series/initials.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './episodelist.module.css'

interface RowProps {
  readonly id: string
  readonly number: number
  readonly onGo: (id: string) => void
}

/// Faces that there is room for; the others are a number.
const most = 3

/// One episode of the list. It is drawn again only when that episode has changed, or who is in it.
export const EpisodeRow = memo(function EpisodeRow({ id, number, onGo }: RowProps) {
  const words = useWords()
  const episode = useShownSeries(({ episodes }) =>
    episodes[number - 1]?.id === id
      ? episodes[number - 1]
      : episodes.find((each) => each.id === id),
  )
  const language = useShownSeries((series) => series.language)
  const targetSeconds = useShownSeries((series) => series.targetSeconds)
  const settings = useShownSeries((series) => series.settings)
  const people = usePeopleIn(id)
  const isCurrent = useIsCurrent(id)
  if (!episode) return null
  const time = episodeTime(episode, { language, targetSeconds, settings })
  const isOver = Math.round(time.over) > 0
  const said = sayTime(words, time)
  return (
    <button
      type="button"
      className={classes(styles.episode, isCurrent && styles.current)}
      aria-current={isCurrent ? 'true' : undefined}
      title={said}
      onClick={() => onGo(id)}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.title} lang={language}>
        {episode.title || <span className={styles.untitled}>{words('episode.untitled')}</span>}
      </span>
      <span className={styles.people}>
        {people.slice(0, people.length > most ? most - 1 : most).map((person) => (
          <i
            key={person.client}
            style={{ background: person.color }}
            role="img"
            aria-label={person.name}
            title={person.name}
          >
            {initials(person.name)}
          </i>
        ))}
        {people.length > most && (
          <i
            className={styles.more}
            role="img"
            aria-label={words('person.more', { count: people.length - most + 1 })}
            title={people.map(({ name }) => name).join('\n')}
          >
            +{people.length - most + 1}
          </i>
        )}
      </span>
      <span className={classes('ninety-time', styles.time, isOver && 'over')} aria-hidden>
        {time.seconds === 0 ? '—' : formatTime(time.seconds)}
      </span>
      <span className="visually-hidden">{said}</span>
      <NinetyBar time={time} />
    </button>
  )
})

function useIsCurrent(id: string): boolean {
  const { place } = useSession()
  return useSyncExternalStore(place.subscribe, () => place.get().episode === id)
}

const nobody: readonly Person[] = []
const byEpisode = new WeakMap<readonly Person[], ReadonlyMap<string, readonly Person[]>>()

/// The others who are in an episode.
function usePeopleIn(id: string): readonly Person[] {
  const { people } = useSession()
  const read = useCallback(() => othersIn(people.get()).get(id) ?? nobody, [people, id])
  return useSyncExternalStore(people.subscribe, read)
}

function othersIn(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
  const known = byEpisode.get(people)
  if (known) return known
  const me = people.find(({ isMe }) => isMe)
  // One's own other windows are oneself.
  const others = people.filter(
    ({ isMe, id, place }) =>
      !isMe && (id === undefined || id !== me?.id) && place.episode !== undefined,
  )
  const windows = Map.groupBy(others, ({ place }) => place.episode as string)
  const made = new Map([...windows].map(([id, all]) => [id, onePerPerson(all)]))
  byEpisode.set(people, made)
  return made
}
