import { useSyncExternalStore } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import { episodeTime, type Timed, timeAt } from '../../shared/derive/runtime.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { classes } from '../parts/button.tsx'
import { NinetyBar, sayTime } from '../parts/ninetybar.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { cursor } from './cursor.ts'
import styles from './here.module.css'

/// The episode at the cursor, how it stands, and how far into it the cursor is: always in sight
/// while the script scrolls.
export function Here() {
  const words = useWords()
  const { place } = useSession()
  const id = useSyncExternalStore(place.subscribe, () => place.get().episode)
  const number = useShownSeries(
    ({ episodes }) => episodes.findIndex((episode) => episode.id === id) + 1,
  )
  const episode = useShownSeries(({ episodes }) => episodes[number - 1])
  const language = useShownSeries((series) => series.language)
  const targetSeconds = useShownSeries((series) => series.targetSeconds)
  const settings = useShownSeries((series) => series.settings)
  const timed = { language, targetSeconds, settings }
  const at = useTimeAtCursor(episode, timed)
  if (!episode) return <div className={styles.here} />
  const time = episodeTime(episode, timed)
  return (
    <div className={styles.here}>
      <span className={styles.title} lang={language}>
        <b>{number}</b> {episode.title || words('episode.untitled')}
      </span>
      {at !== undefined && (
        <span className={styles.at}>
          <span className="visually-hidden">{words('time.cursor')}</span> {formatTime(at)}
        </span>
      )}
      <NinetyBar time={time} at={at} />
      <span className={classes('ninety-time', Math.round(time.over) > 0 && 'over', styles.time)}>
        {sayTime(words, time)}
      </span>
    </div>
  )
}

/// Seconds from the start of the episode to the cursor; undefined where it is in no line of it.
function useTimeAtCursor(episode: Episode | undefined, series: Timed): number | undefined {
  const here = useStore(cursor)
  if (!episode || here?.episode !== episode.id || here.line === undefined) return undefined
  return timeAt(episode, series, here.line, here.offset ?? 0)
}
