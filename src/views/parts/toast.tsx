import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './button.tsx'
import styles from './toast.module.css'
import { type Toast, toasts } from './toasts.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

export { toasts } from './toasts.ts'

/// Milliseconds that something said in passing stays.
const usual = 5000

/// Where things are said in passing: in the corner, over everything, in nobody's way.
export function Toasts() {
  const shown = useStore(toasts)
  const isUrgent = ({ priority }: Toast) => priority === 'high'
  return (
    <div className={styles.viewport}>
      <div role="alert">
        {shown.filter(isUrgent).map((toast) => (
          <Said key={toast.id} toast={toast} />
        ))}
      </div>
      <div role="status">
        {shown
          .filter((toast) => !isUrgent(toast))
          .map((toast) => (
            <Said key={toast.id} toast={toast} />
          ))}
      </div>
    </div>
  )
}

/// It stays while somebody points at it or is in it.
function Said({ toast }: { readonly toast: Toast }) {
  const words = useWords()
  const [isHeld, setHeld] = useState(false)
  const { id, title, description, actionProps, timeout = usual } = toast
  useEffect(() => {
    if (isHeld || timeout === 0) return
    const timer = setTimeout(() => toasts.close(id), timeout)
    return () => clearTimeout(timer)
  }, [id, isHeld, timeout])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody is there.
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div>
        <p className={styles.title}>{title}</p>
        {description && <div className={styles.description}>{description}</div>}
      </div>
      {actionProps && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toasts.close(id)
            actionProps.onClick()
          }}
        >
          {actionProps.children}
        </button>
      )}
      <IconButton
        label={words('action.close')}
        className={styles.close}
        onClick={() => toasts.close(id)}
      >
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
