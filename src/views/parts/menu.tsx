import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import styles from './popup.module.css'
import { useWords } from './words.ts'

interface MenuProps {
  /// The button that opens it.
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly defaultOpen?: boolean
  readonly children: ReactNode
}

export function Menu({ trigger, defaultOpen = false, children }: MenuProps) {
  const words = useWords()
  return (
    <Base.Root modal={false} defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal role="region" aria-label={words('menu')}>
        <Base.Positioner className={styles.layer} align="end" sideOffset={6} collisionPadding={8}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface ItemProps {
  readonly icon?: ReactNode
  readonly hint?: ReactNode
  readonly onPress: () => void
  readonly children: ReactNode
}

export function MenuItem({ icon, hint, onPress, children }: ItemProps) {
  return (
    <Base.Item className={styles.item} onClick={onPress}>
      <span aria-hidden>{icon}</span>
      <span>{children}</span>
      {hint}
    </Base.Item>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/// One of several, in a group of its own.
export function MenuChoice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
      <Base.Group>
        <Base.GroupLabel className={styles.group}>{label}</Base.GroupLabel>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={styles.item}>
            <span>
              <Base.RadioItemIndicator>
                <Check size={14} aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            <span>{option.label}</span>
          </Base.RadioItem>
        ))}
      </Base.Group>
    </Base.RadioGroup>
  )
}

interface HeadProps {
  readonly title: string
  readonly text: string
}

/// What a menu is about.
export function MenuHead({ title, text }: HeadProps) {
  return (
    <div className={styles.head}>
      <strong>{title}</strong>
      <span>{text}</span>
    </div>
  )
}

export function MenuLine() {
  return <Base.Separator className={styles.line} />
}
