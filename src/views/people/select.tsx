import { useId } from 'react'
import form from '../account/form.module.css'
import { classes } from '../parts/button.tsx'
import field from '../parts/field.module.css'

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /// What is chosen at first; or `value` and `onChange`, for what others look at.
  readonly first?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}

/// One of several, as a line of a form.
export function Select({ name, label, hint, options, first, value, onChange }: SelectProps) {
  const id = useId()
  return (
    <div className={form.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        className={classes(field.input, form.input)}
        defaultValue={first}
        value={value}
        aria-describedby={hint ? `${id}hint` : undefined}
        onChange={({ target }) => onChange?.(target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}hint`} className={form.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
