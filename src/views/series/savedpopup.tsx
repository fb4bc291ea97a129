import type { OpenedByTrigger } from '../parts/ondemand.tsx'
import { Popover } from '../parts/popover.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from './opened.ts'
import styles from './saved.module.css'
import { sayDetail } from './saysaved.ts'

/// What is safe, and where the rest is.
export default function SavedPopup({ trigger }: OpenedByTrigger) {
  const words = useWords()
  const saved = useStore(useSession().saved)
  return (
    <Popover
      trigger={trigger}
      title={words('saved.detail')}
      titleClass={styles.heading}
      className={styles.detail}
    >
      <p>{sayDetail(words, saved)}</p>
    </Popover>
  )
}
