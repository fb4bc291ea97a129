import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useId, useState } from 'react'
import { classes, IconButton } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { useWords } from '../parts/words.ts'
import styles from './form.module.css'
import { useWrong } from './form.tsx'

interface FieldProps extends ComponentProps<'input'> {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
}

/// One line of a form: what is asked for, where to type it, and what is wrong with it.
export function Field({ name, label, hint, className, ...rest }: FieldProps) {
  const id = useId()
  const wrong = useWrong(name)
  const said = wrong !== undefined ? `${id}wrong` : hint && `${id}hint`
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        className={classes(field.input, styles.input, className)}
        aria-invalid={wrong !== undefined}
        aria-describedby={said}
        {...rest}
      />
      {wrong !== undefined && (
        <p id={`${id}wrong`} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      {hint && wrong === undefined && (
        <p id={`${id}hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

/// The address that somebody signs in with.
export function Address({ autoFocus = false }: { readonly autoFocus?: boolean }) {
  const words = useWords()
  return (
    <Field
      name="email"
      type="email"
      label={words('form.address')}
      required
      autoFocus={autoFocus}
      autoComplete="username"
      inputMode="email"
      maxLength={254}
    />
  )
}

interface PasswordProps {
  readonly name: string
  readonly label: string
  /// A password that is being chosen: it has a least length, and managers offer one.
  readonly isNew?: boolean
}

/// A password, which can be looked at while it is typed.
export function Password({ name, label, isNew = false }: PasswordProps) {
  const words = useWords()
  const id = useId()
  const wrong = useWrong(name)
  const [shown, setShown] = useState(false)
  const Sign = shown ? EyeOff : Eye
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.password}>
        <input
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          className={classes(field.input, styles.input)}
          required
          maxLength={128}
          {...(isNew && { minLength: leastLength })}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong !== undefined ? `${id}wrong` : isNew ? `${id}hint` : undefined}
        />
        <IconButton
          label={words(shown ? 'form.password.hide' : 'form.password.show')}
          className={styles.eye}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          <Sign size={16} aria-hidden />
        </IconButton>
      </div>
      {wrong !== undefined && (
        <p id={`${id}wrong`} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      {isNew && wrong === undefined && (
        <p id={`${id}hint`} className={styles.hint}>
          {words('form.password.hint')}
        </p>
      )}
    </div>
  )
}

/// As server/auth/accounts.ts has it.
const leastLength = 8
