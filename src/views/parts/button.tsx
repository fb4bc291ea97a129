import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  /// `primary` once in a view at most; `quiet` has no edge until it is pointed at.
  readonly kind?: 'plain' | 'primary' | 'quiet'
}

export function Button({ kind = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={classes(styles.button, styles[kind], className)} {...rest} />
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  /// What it does: its name, and what the pointer is told.
  readonly label: string
  /// The key that does the same, as it is written on a keyboard.
  readonly hint?: string | undefined
  readonly children: ReactNode
}

/// A button that shows a picture only.
export function IconButton({ label, hint, className, type = 'button', ...rest }: IconButtonProps) {
  const title = hint ? `${label}  ${hint}` : label
  return (
    <button
      type={type}
      aria-label={label}
      title={title}
      className={classes(styles.icon, className)}
      {...rest}
    />
  )
}

/// Class names, without those that are not.
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
