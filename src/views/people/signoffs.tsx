import { Check } from 'lucide-react'
import styles from './signoffs.module.css'

interface SignOffsProps {
  readonly legend: string
  readonly offered: readonly string[]
  readonly chosen: readonly string[]
  /// Without it they are only shown.
  readonly onChange?: (chosen: readonly string[]) => void
}

/// Which sign-offs somebody may give, by name.
export function SignOffs({ legend, offered, chosen, onChange }: SignOffsProps) {
  if (offered.length === 0) return null
  return (
    <fieldset className={styles.signoffs}>
      <legend>{legend}</legend>
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
