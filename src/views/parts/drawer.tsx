import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes, IconButton } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './drawer.module.css'
import { useWords } from './words.ts'

interface DrawerProps {
  readonly onClose: () => void
  readonly side: 'left' | 'right'
  readonly title: string
  readonly children: ReactNode
}

/// What stands beside the page where there is room, over the page where there is none.
export function Drawer({ onClose, side, title, children }: DrawerProps) {
  const words = useWords()
  return (
    <Dialog
      onClose={onClose}
      title={title}
      untitled
      className={classes(styles.drawer, styles[side])}
    >
      <header className={styles.head}>
        <span className={styles.title} aria-hidden>
          {title}
        </span>
        <IconButton label={words('action.close')} onClick={onClose}>
          <X size={17} aria-hidden />
        </IconButton>
      </header>
      <div className={styles.body}>{children}</div>
    </Dialog>
  )
}
