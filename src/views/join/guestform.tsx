import { Field } from '../account/field.tsx'
import { Form } from '../account/form.tsx'
import { useWords } from '../parts/words.ts'
import type { Door } from './api.ts'
import styles from './join.module.css'

interface GuestFormProps {
  readonly door: Door
  /// What somebody with an account is called.
  readonly name: string | undefined
  readonly send: (name: string | undefined) => Promise<void>
}

/// A guest's way in: a name, unless the link gives one.
export function GuestForm({ door, name, send }: GuestFormProps) {
  const words = useWords()
  const { person, signOffs, bound, role } = door
  const [signOff] = signOffs
  const signs = signOff !== undefined && person !== null && !bound
  const lead = bound
    ? words('join.bound', { person: person ?? '' })
    : signs
      ? words('join.signs', { person, signOff })
      : words(role === 'viewer' ? 'join.guest.viewer' : 'join.guest.lead')
  return (
    <>
      <p className={bound ? styles.bound : styles.lead}>{lead}</p>
      <Form
        submit={signs ? words('join.open.as', { person }) : words('join.open')}
        blame={{ 'join.nameless': 'name' }}
        send={(field) => send(signs ? undefined : field('name').trim())}
      >
        {!signs && (
          <Field
            name="name"
            label={words('join.name')}
            hint={words('join.name.hint')}
            required
            autoFocus
            autoComplete="name"
            defaultValue={name ?? (bound ? '' : (person ?? ''))}
            maxLength={80}
          />
        )}
      </Form>
    </>
  )
}
