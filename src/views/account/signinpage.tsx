import { type ReactNode, useState } from 'react'
import type { Who } from '../../session/whose.ts'
import { Fault } from '../parts/ask.ts'
import { useWords } from '../parts/words.ts'
import { askForReset, type Pass, signIn, signUp } from './api.ts'
import { Doorway, Turn } from './doorway.tsx'
import { Address, Password } from './field.tsx'
import { Form } from './form.tsx'
import { NewAccountFields } from './newaccount.tsx'
import { useWho } from './usewho.ts'
import { know, readWho } from './who.ts'

export type Sheet = 'in' | 'again' | 'up' | 'forgot'

interface SignInPageProps {
  /// Why one is asked to.
  readonly lead?: ReactNode
  /// Which sheet lies on top at first.
  readonly first?: Sheet
  /// An invitation to make an account with.
  readonly pass?: Pass
  /// Is done when somebody has signed in, before the page hears of it; what it gives back is done
  /// right after.
  readonly then?: (who: Who) => Promise<() => void>
}

/// Signing in, at whatever address somebody came to: when they have, they are where they wanted to
/// go. Making an account and asking for a new password are other sheets of the same page.
export default function SignInPage({ lead, first = 'in', pass, then }: SignInPageProps) {
  const [sheet, setSheet] = useState<Sheet>(first)
  const arrive = async (isNew: boolean) => {
    const who = await readWho()
    if (who.user === null) {
      if (!isNew) throw new Fault('cookies', 'no session')
      // An address that is taken is answered like one that is not.
      return setSheet('again')
    }
    const go = await then?.(who)
    know(who)
    go?.()
  }
  const shared = { lead, turn: setSheet, arrive }
  switch (sheet) {
    case 'in':
    case 'again':
      return <SignIn {...shared} pass={pass} isAgain={sheet === 'again'} key={sheet} />
    case 'up':
      return <SignUp {...shared} pass={pass} />
    case 'forgot':
      return <Forgot turn={setSheet} />
  }
}

interface SheetProps {
  readonly lead: ReactNode
  readonly turn: (sheet: Sheet) => void
  readonly arrive: (isNew: boolean) => Promise<void>
  readonly pass: Pass
}

function SignIn(props: SheetProps & { readonly isAgain: boolean }) {
  const { lead, turn, arrive, pass, isAgain } = props
  const words = useWords()
  const { installation } = useWho()
  const mayMake = pass !== undefined || installation.signUp === 'open'
  return (
    <Doorway
      name={words('signin.title')}
      title={words('signin.title')}
      lead={isAgain ? words('signin.again') : lead}
      foot={
        mayMake ? (
          <>
            {words('signin.none')}
            <Turn onTurn={() => turn('up')}>{words('signin.make')}</Turn>
          </>
        ) : (
          words('signin.invited')
        )
      }
    >
      <Form
        submit={words('signin.submit')}
        blame={{ 'account.wrong': 'password' }}
        send={async (field) => {
          await signIn(field('email'), field('password'))
          await arrive(false)
        }}
      >
        <Address autoFocus />
        <Password name="password" label={words('form.password')} />
      </Form>
      <Turn onTurn={() => turn('forgot')}>{words('signin.forgotten')}</Turn>
    </Doorway>
  )
}

function SignUp({ lead, turn, arrive, pass }: SheetProps) {
  const words = useWords()
  return (
    <Doorway
      name={words('signup.title')}
      title={words('signup.title')}
      lead={lead}
      foot={<Turn onTurn={() => turn('in')}>{words('signup.have')}</Turn>}
    >
      <Form
        submit={words('signup.submit')}
        blame={{ 'invite.other': 'email', 'account.refused': 'email' }}
        send={async (field) => {
          const [name, email, password] = [field('name'), field('email'), field('password')]
          await signUp({ name, email, password }, pass)
          await arrive(true)
        }}
      >
        <NewAccountFields autoFocus />
      </Form>
    </Doorway>
  )
}

function Forgot({ turn }: Pick<SheetProps, 'turn'>) {
  const words = useWords()
  const { mail } = useWho().installation
  const [sent, setSent] = useState<string>()
  const lead =
    sent !== undefined
      ? words('forgot.sent', { email: sent })
      : words(mail ? 'forgot.lead' : 'forgot.mailless')
  return (
    <Doorway
      name={words('forgot.title')}
      title={words('forgot.title')}
      lead={<p role="status">{lead}</p>}
      foot={<Turn onTurn={() => turn('in')}>{words('forgot.back')}</Turn>}
    >
      {mail && sent === undefined && (
        <Form
          submit={words('forgot.submit')}
          send={async (field) => {
            await askForReset(field('email'))
            setSent(field('email'))
          }}
        >
          <Address autoFocus />
        </Form>
      )}
    </Doorway>
  )
}
