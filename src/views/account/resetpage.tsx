import { useState } from 'react'
import { useLocation } from 'wouter'
import { Fault } from '../parts/ask.ts'
import { useWords } from '../parts/words.ts'
import { resetPassword } from './api.ts'
import { Doorway, Turn } from './doorway.tsx'
import { Password } from './field.tsx'
import { Form } from './form.tsx'
import SignInPage from './signinpage.tsx'

/// `/reset#TOKEN`: where the link in the mail leads.
export default function ResetPage() {
  const words = useWords()
  const [, go] = useLocation()
  const [now, setNow] = useState<'asking' | 'changed' | 'forgot'>('asking')
  if (now === 'changed') {
    return (
      <SignInPage
        lead={words('signin.changed')}
        then={async () => () => go('/', { replace: true })}
      />
    )
  }
  if (now === 'forgot') return <SignInPage first="forgot" />
  return (
    <Doorway
      name={words('reset.title')}
      title={words('reset.title')}
      lead={words('reset.lead')}
      foot={<Turn onTurn={() => setNow('forgot')}>{words('reset.again')}</Turn>}
    >
      <Form
        submit={words('reset.submit')}
        send={async (field) => {
          const token = location.hash.slice(1)
          if (token === '') throw new Fault('account.resetLink', 'no token')
          await resetPassword(token, field('password'))
          setNow('changed')
        }}
      >
        <Password name="password" label={words('form.password.new')} isNew />
      </Form>
    </Doorway>
  )
}
