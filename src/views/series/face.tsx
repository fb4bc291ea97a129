import { classes } from '../parts/button.tsx'
import { colorOf } from './colors.ts'
import styles from './face.module.css'
import { initials } from './initials.ts'

interface FaceProps {
  /// The account's.
  readonly id: string
  readonly name: string
  readonly className?: string | undefined
}

/// Somebody's letters on their colour. Says nothing to whoever does not see it: the name stands
/// beside it.
export function Face({ id, name, className }: FaceProps) {
  return (
    <span
      className={classes(styles.face, className)}
      style={{ background: colorOf(id) }}
      aria-hidden
    >
      {initials(name)}
    </span>
  )
}
