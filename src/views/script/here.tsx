import { useSyncExternalStore } from 'react'
import { episodeTime } from '../../shared/derive/runtime.ts'
import { classes } from '../parts/button.tsx'
import { NinetyBar, sayTime } from '../parts/ninetybar.tsx'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './here.module.css'

/// The episode at the cursor and how it stands, always in sight while the script scrolls.
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
  if (!episode) return <div className={styles.here} />
  const time = episodeTime(episode, { language, targetSeconds })
  return (
    <div className={styles.here}>
      <span className={styles.title} lang={language}>
        <b>{number}</b> {episode.title || words('episode.untitled')}
      </span>
      <NinetyBar time={time} />
      <span className={classes('ninety-time', Math.round(time.over) > 0 && 'over', styles.time)}>
        {sayTime(words, time)}
      </span>
    </div>
  )
}
