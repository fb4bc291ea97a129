import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { IconButton } from './button.tsx'
import styles from './toast.module.css'
import { useWords } from './words.ts'

/// What is said in passing, from wherever.
export const toasts = Base.createToastManager()

/// Milliseconds that something with a button in it stays.
export const lasting = 12_000

export function Toasts() {
  return (
    <Base.Provider toastManager={toasts} timeout={5000} limit={4}>
      <Base.Portal>
        <Base.Viewport className={styles.viewport}>
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function List() {
  const words = useWords()
  return Base.useToastManager().toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection="down">
      <Base.Content className={styles.content}>
        <div>
          <Base.Title className={styles.title} />
          <Base.Description className={styles.description} render={<div />} />
        </div>
        <Base.Action className={styles.action} />
        <Base.Close
          render={
            <IconButton label={words('action.close')} className={styles.close}>
              <X size={14} aria-hidden />
            </IconButton>
          }
        />
      </Base.Content>
    </Base.Root>
  ))
}
