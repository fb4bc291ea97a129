import { memo } from 'react'
import type { Cue } from '../../shared/derive/cues.ts'
import styles from './cueline.module.css'

/// A line of a read-through in its dress, with who says it.
export const CueLine = memo(function CueLine(props: {
  readonly cue: Cue
  readonly isLit: boolean
}) {
  const { line, character, parenthetical } = props.cue
  return (
    <li className={styles.cue} data-element={line.element} data-lit={props.isLit || undefined}>
      {character && <b className={styles.name}>{character.text}</b>}
      {parenthetical && <i className={styles.how}>{parenthetical.text}</i>}
      <span className={styles.text}>{line.text}</span>
    </li>
  )
})
