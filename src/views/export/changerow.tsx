import { type ReactNode, useId } from 'react'
import { changedWords } from '../../shared/derive/wordchange.ts'
import { useWords } from '../parts/words.ts'
import { Stretches } from '../review/stretches.tsx'
import styles from './bringback.module.css'

/// A change of whatever kind, as it is shown before it is taken.
export interface ShownChange {
  readonly id: string
  readonly where: string
  readonly was: string
  readonly next: string
  /// Who made it, as the file says.
  readonly by: string
  readonly contested: boolean
}

interface ChangeRowProps {
  readonly change: ShownChange
  readonly isTaken: boolean
  readonly lang: string
  readonly onTake: (id: string, takes: boolean) => void
}

/// One change: what it says and what it would say, and whether it is taken.
export function ChangeRow({ change, isTaken, lang, onTake }: ChangeRowProps) {
  const words = useWords()
  const id = useId()
  const { where, was, next, by, contested } = change
  return (
    <li className={styles.change}>
      <input
        id={id}
        type="checkbox"
        checked={isTaken}
        aria-describedby={`${id}text`}
        onChange={({ target }) => onTake(change.id, target.checked)}
      />
      <label htmlFor={id}>
        {where} {by !== '' && <span className={styles.by}>{words('back.by', { names: by })}</span>}
      </label>
      <p id={`${id}text`} className={styles.text} lang={lang}>
        <Stretches of={changedWords(was, next)} />
      </p>
      {contested && <p className={styles.contested}>{words('back.contested')}</p>}
    </li>
  )
}

/// A list under a heading, where there is something in it.
export function Part({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
