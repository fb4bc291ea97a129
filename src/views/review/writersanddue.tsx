import type { Episode } from '../../shared/domain/episode.ts'
import { classes } from '../parts/button.tsx'
import { language as chosenLanguage } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { isLate, sayDay } from './day.ts'
import styles from './writersanddue.module.css'

interface WritersAndDueProps {
  readonly episode: Episode
  /// What is final is not late.
  readonly isFinal: boolean
}

/// Who writes an episode and when it is due. Nothing where neither has been said.
export function WritersAndDue({ episode: { writers = [], due }, isFinal }: WritersAndDueProps) {
  const words = useWords()
  const language = useStore(chosenLanguage)
  if (writers.length === 0 && due === undefined) return null
  const names = writers.map(({ name }) => name).join(', ')
  const late = due !== undefined && !isFinal && isLate(due, new Date())
  return (
    <span className={styles.line}>
      {writers.length > 0 && (
        <span className={styles.writers} title={names}>
          <span className="visually-hidden">{`${words('review.writers')}: `}</span>
          {names}
        </span>
      )}
      {due !== undefined && (
        <span className={classes(styles.due, late && styles.late)}>
          {words(late ? 'review.due.late' : 'review.due', { day: sayDay(due, language) })}
        </span>
      )}
    </span>
  )
}
