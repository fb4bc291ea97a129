import { Check } from 'lucide-react'
import styles from './signoffs.module.css'

interface SignOffsProps {
  /// Whose they are, for whoever does not see where they stand.
  readonly legend: string
  readonly label?: string
  readonly offered: readonly string[]
  readonly chosen: readonly string[]
  /// Without it they are only shown.
  readonly onChange?: (chosen: readonly string[]) => void
}

/// Which sign-offs somebody may give, by name.
export function SignOffs({ legend, label, offered, chosen, onChange }: SignOffsProps) {
  if (offered.length === 0) return null
  return (
    <fieldset className={styles.signoffs}>
      <legend className="visually-hidden">{legend}</legend>
      {label && (
        <span className={styles.label} aria-hidden>
          {label}
        </span>
      )}
      {offered.map((name) => (
        <label key={name} className={styles.signoff}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            disabled={!onChange}
            onChange={({ target }) =>
              onChange?.(
                target.checked ? [...chosen, name] : chosen.filter((each) => each !== name),
              )
            }
          />
          <span>
            <Check size={12} aria-hidden />
            {name}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
