import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { classes, IconButton } from './button.tsx'
import styles from './dialog.module.css'
import { useWords } from './words.ts'

interface DialogProps {
  readonly onClose: () => void
  readonly title: string
  /// The title is spoken, not shown.
  readonly untitled?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/// A dialog over the page, there as long as it is drawn. Escape and a press beside it close it, and
/// the focus goes back to where it was.
export function Dialog({ onClose, title, untitled, className, children }: DialogProps) {
  const words = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Not the button that closes it, which stands first.
    element?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key is Escape, which cancels.
    <dialog
      ref={dialog}
      className={classes(styles.dialog, className)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && isBeside(event)) onClose()
      }}
    >
      {untitled ? (
        <h2 id={id} className="visually-hidden">
          {title}
        </h2>
      ) : (
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <IconButton label={words('action.close')} onClick={onClose}>
            <X size={17} aria-hidden />
          </IconButton>
        </header>
      )}
      {children}
    </dialog>
  )
}

/// A press on the backdrop is one on the dialog itself, outside of its box.
function isBeside({
  clientX,
  clientY,
  currentTarget,
}: {
  readonly clientX: number
  readonly clientY: number
  readonly currentTarget: Element
}): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}
