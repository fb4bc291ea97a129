import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Asides } from './asides.tsx'
import styles from './ended.module.css'
import { useSession } from './opened.ts'
import { sayUnkept } from './saysaved.ts'

/// What is said over a page before it matters.
export default function Notices() {
  return (
    <>
      <KeepsNothing />
      <Asides />
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
