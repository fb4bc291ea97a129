import { Eye } from 'lucide-react'
import { classes } from '../parts/button.tsx'
import { onDemand } from '../parts/ondemand.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from './opened.ts'
import styles from './saved.module.css'
import { sayBriefly, sayDetail, sayReading, sayState } from './saysaved.ts'

const SavedPopup = onDemand(() => import('./savedpopup.tsx'))

/// One calm word on what is safe; the whole of it on demand.
export function Saved() {
  const words = useWords()
  const session = useSession()
  const saved = useStore(session.calm)
  const standing = useStore(session.standing)
  const reading = sayReading(words, saved, standing)
  const unkept = useStore(session.unkept)
  const isAlarming = ['offline', 'trouble', 'refused'].includes(saved.kind)
  return (
    <>
      <SavedPopup
        trigger={
          <button
            type="button"
            className={classes(styles.state, reading ? styles.reading : styles[saved.kind])}
            data-brief={reading ? undefined : sayBriefly(words, saved)}
          >
            {reading ? <Eye size={15} aria-hidden /> : <span className={styles.dot} aria-hidden />}
            <span className={styles.word}>{reading ?? sayState(words, saved)}</span>
          </button>
        }
      />
      <span className="visually-hidden" role="status">
        {isAlarming ? sayDetail(words, saved, unkept) : ''}
      </span>
    </>
  )
}
