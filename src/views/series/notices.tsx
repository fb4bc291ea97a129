import { useState } from 'react'
import type { SetAside } from '../../session/keeping.ts'
import { Button } from '../parts/button.tsx'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import styles from './ended.module.css'
import { useSession } from './opened.ts'
import { KeepAsSeries, Remove, RescueText } from './rescue.tsx'
import { sayUnkept } from './saysaved.ts'

/// What is said over a page before it matters.
export default function Notices() {
  const session = useSession()
  const asides = useStore(session.asides)
  return (
    <>
      <KeepsNothing />
      {asides.map((aside) => (
        <AsideNotice key={aside.key} aside={aside} />
      ))}
    </>
  )
}

/// To whoever writes: that this browser would keep nothing.
function KeepsNothing() {
  const words = useWords()
  const session = useSession()
  const why = useStore(session.unkept)
  const mayEdit = useStore(session.mayEdit)
  const [understood, setUnderstood] = useState<string>()
  if (!why || !mayEdit || understood === why) return null
  return (
    <div className={styles.notice} role="status">
      <p>
        <strong>{sayUnkept(words, why)}</strong> {words('unkept.so')}
      </p>
      <Button onClick={() => setUnderstood(why)}>{words('unkept.understood')}</Button>
    </div>
  )
}

/// Text of earlier that could not be put together with what the server has.
function AsideNotice({ aside }: { readonly aside: SetAside }) {
  const words = useWords()
  const session = useSession()
  const shown = useStore(language)
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
        <KeepAsSeries rescued={rescued} then={() => void session.dropAside(key)} />
        <Remove then={() => void session.dropAside(key)} />
      </div>
    </div>
  )
}
