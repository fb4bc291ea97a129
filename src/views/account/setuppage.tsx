import { useWords } from '../parts/words.ts'
import { signUp } from './api.ts'
import { Doorway } from './doorway.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { NewAccountFields } from './newaccount.tsx'
import { askWho } from './who.ts'

/// The first page of a new server: whoever has its one-time code becomes its owner.
export default function SetUpPage() {
  const words = useWords()
  return (
    <Doorway name={words('setup.title')} title={words('setup.title')} lead={words('setup.lead')}>
      <Form
        submit={words('setup.submit')}
        blame={{ 'setup.wrong': 'code', 'setup.needed': 'code', 'account.refused': 'email' }}
        send={async (field) => {
          const account = {
            name: field('name'),
            email: field('email'),
            password: field('password'),
          }
          await signUp(account, { setupCode: field('code') })
          await askWho()
        }}
      >
        <Field
          name="code"
          label={words('setup.code')}
          hint={words('setup.code.hint')}
          required
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder={codeShape}
          maxLength={200}
        />
        <NewAccountFields />
      </Form>
    </Doorway>
  )
}

/// As server/auth/setup.ts makes it.
const codeShape = 'XXXX-XXXX-XXXX'
