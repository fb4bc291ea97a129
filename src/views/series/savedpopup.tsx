import type { OpenedByTrigger } from '../parts/ondemand.tsx'
import { Popover } from '../parts/popover.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from './opened.ts'
import styles from './saved.module.css'
import { sayDetail, sayReading } from './saysaved.ts'

/// What is safe, and where the rest is.
export default function SavedPopup({ trigger }: OpenedByTrigger) {
  const words = useWords()
  const session = useSession()
  const saved = useStore(session.saved)
  const unkept = useStore(session.unkept)
  const standing = useStore(session.standing)
  const reading = sayReading(words, saved, standing)
  return (
    <Popover
      trigger={trigger}
      title={reading ?? words('saved.detail')}
      titleClass={styles.heading}
      className={styles.detail}
    >
      <p>
        {reading !== undefined && standing
          ? words('standing.readonly.long', { role: words(`role.${standing.role}`) })
          : sayDetail(words, saved, unkept)}
      </p>
    </Popover>
  )
}
