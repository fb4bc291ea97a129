import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { classes } from './button.tsx'
import styles from './popup.module.css'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /// The title is spoken, not shown.
  readonly untitled?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/// A dialog over the page. Escape and a press beside it close it.
export function Dialog({ open, onClose, title, untitled, className, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={classes(styles.dialog, className)}>
          <Base.Title className={untitled ? 'visually-hidden' : styles.title}>{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
