import type { SetAside } from '../../session/keeping.ts'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import { useEnd } from './end.ts'
import styles from './ended.module.css'
import { useSession } from './opened.ts'
import { KeepAsSeries, Remove, RescueText } from './rescue.tsx'

/// What this browser has set aside of the open series, and what can be done with it.
export function Asides() {
  const session = useSession()
  const asides = useStore(session.asides)
  return asides.map((aside) => <AsideNotice key={aside.key} aside={aside} />)
}

/// Text of earlier that could not be put together with what the server has.
function AsideNotice({ aside }: { readonly aside: SetAside }) {
  const words = useWords()
  const session = useSession()
  const shown = useStore(language)
  const isOver = useEnd() !== undefined
  const { key, at, edits, updates } = aside
  const rescued = async () => (await import('../../session/rescue.ts')).rescueOut(updates)
  return (
    <div className={styles.notice} role="status">
      <p>
        <strong>
          {words('rescue.aside', { when: sayWhen(new Date(at).toISOString(), Date.now(), shown) })}
        </strong>{' '}
        {edits > 0 && words('rescue.aside.changes', { count: edits })}
      </p>
      <div className={styles.ways}>
        <RescueText rescued={rescued} />
        {!isOver && <KeepAsSeries rescued={rescued} then={() => void session.dropAside(key)} />}
        <Remove then={() => void session.dropAside(key)} />
      </div>
    </div>
  )
}
