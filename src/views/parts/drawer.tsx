import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes, IconButton } from './button.tsx'
import styles from './drawer.module.css'
import popup from './popup.module.css'
import { useWords } from './words.ts'

interface DrawerProps {
  readonly onClose: () => void
  readonly side: 'left' | 'right'
  readonly title: string
  readonly children: ReactNode
}

/// What stands beside the page where there is room, over the page where there is none.
export default function Drawer({ onClose, side, title, children }: DrawerProps) {
  const words = useWords()
  return (
    <Base.Root open onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={popup.backdrop} />
        <Base.Popup className={classes(styles.drawer, styles[side])}>
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close
              render={
                <IconButton label={words('action.close')}>
                  <X size={17} aria-hidden />
                </IconButton>
              }
            />
          </header>
          <div className={styles.body}>{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
