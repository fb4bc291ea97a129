import { type ReactNode, useId } from 'react'
import styles from './settings.module.css'

/// Settings that belong together.
export function Group(props: { readonly name: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {props.name}
      </h3>
      {props.children}
    </section>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly hint?: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/// A setting that is one of a few.
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, hint, value, options, onChange } = props
  const id = useId()
  return (
    <div
      className={styles.row}
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={hint ? `${id}hint` : undefined}
    >
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {hint && (
        <p id={`${id}hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface SwitchProps {
  readonly label: string
  readonly hint?: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/// A setting that is on or off.
export function Switch({ label, hint, on, onChange }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        checked={on}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  )
}
