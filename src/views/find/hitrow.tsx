import { useId } from 'react'
import type { Hit } from '../../shared/derive/find.ts'
import { useWords } from '../parts/words.ts'
import { excerptOf } from './excerpt.ts'
import styles from './hitlist.module.css'

interface HitRowProps {
  readonly hit: Hit
  /// What it is to be replaced with; undefined while it is only looked at.
  readonly insert: string | undefined
  readonly isActive: boolean
  readonly isCurrent: boolean
  readonly isOut: boolean
  readonly onOut: (isOut: boolean) => void
  readonly onGo: () => void
}

/// A hit in its line, as it is and as it will be.
export function HitRow({ hit, insert, isActive, isCurrent, isOut, onOut, onGo }: HitRowProps) {
  const words = useWords()
  const id = useId()
  const { before, said, after } = excerptOf(hit)
  const changes = insert !== undefined && !isOut
  return (
    <>
      {insert !== undefined && (
        <input
          type="checkbox"
          className={styles.box}
          checked={!isOut}
          tabIndex={isActive ? 0 : -1}
          aria-labelledby={id}
          onChange={({ target }) => onOut(!target.checked)}
        />
      )}
      <button
        id={id}
        type="button"
        className={styles.text}
        aria-current={isCurrent ? 'true' : undefined}
        tabIndex={insert === undefined && isActive ? 0 : -1}
        onClick={onGo}
      >
        <span className={styles.said}>
          {before}
          {changes ? (
            <>
              <del>{said}</del>
              {insert !== '' && <ins>{insert}</ins>}
            </>
          ) : (
            <mark>{said}</mark>
          )}
          {after}
        </span>
        <span className={styles.what}>
          {hit.element === 'outline' || hit.element === 'title'
            ? words(`find.what.${hit.element}`)
            : words(`element.${hit.element}`)}
        </span>
      </button>
    </>
  )
}
