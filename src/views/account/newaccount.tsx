import { useWords } from '../parts/words.ts'
import { Address, Field, Password } from './field.tsx'

/// Who somebody is, and what they sign in with.
export function NewAccountFields({ autoFocus = false }: { readonly autoFocus?: boolean }) {
  const words = useWords()
  return (
    <>
      <Field
        name="name"
        label={words('form.name')}
        hint={words('form.name.hint')}
        required
        autoFocus={autoFocus}
        autoComplete="name"
        maxLength={80}
      />
      <Address />
      <Password name="password" label={words('form.password')} isNew />
    </>
  )
}
