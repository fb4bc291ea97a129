import { QueryClientProvider } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { Link } from 'wouter'
import { sayFault } from '../parts/ask.ts'
import { Brand } from '../parts/brand.tsx'
import { Button } from '../parts/button.tsx'
import { queries } from '../parts/queries.ts'
import { SettingsMenu } from '../parts/settingsmenu.tsx'
import { toasts } from '../parts/toasts.ts'
import { usePageTitle } from '../parts/usepagetitle.ts'
import { useWords } from '../parts/words.ts'
import { Tokens } from '../people/tokens.tsx'
import { Face } from '../series/face.tsx'
import styles from './accountpage.module.css'
import { changePassword, rename } from './api.ts'
import { Devices } from './devices.tsx'
import { Field, Password } from './field.tsx'
import { Form } from './form.tsx'
import { leave } from './leave.tsx'
import { useWho } from './usewho.ts'
import { askWho } from './who.ts'

/// One's own account: name, password, devices, tokens, and the way out.
export default function AccountPage() {
  const words = useWords()
  const { user } = useWho()
  usePageTitle(words('account.title'))
  if (!user) return null
  const out = () => {
    leave(words, user.id).catch((fault: unknown) => {
      toasts.add({ title: sayFault(words, fault), priority: 'high' })
    })
  }
  return (
    <QueryClientProvider client={queries}>
      <div className={styles.page}>
        <header className={styles.top}>
          <Brand />
          <SettingsMenu />
        </header>
        <main className={styles.main}>
          <div className={styles.head}>
            <Face id={user.id} name={user.name} className={styles.face} />
            <div>
              <h1>{words('account.title')}</h1>
              <p className={styles.email}>{user.email}</p>
            </div>
            <Button onClick={out}>
              <LogOut size={15} aria-hidden />
              {words('account.signout')}
            </Button>
          </div>

          <section
            className={`${styles.section} ${styles.narrow}`}
            aria-labelledby="account-person"
          >
            <h2 id="account-person">{words('account.person')}</h2>
            <Form
              small
              submit={words('action.save')}
              send={async (field) => {
                await rename(field('name').trim())
                await askWho()
                toasts.add({ title: words('account.saved') })
              }}
            >
              <Field
                key={user.name}
                name="name"
                label={words('form.name')}
                hint={words('form.name.hint')}
                defaultValue={user.name}
                required
                autoComplete="name"
                maxLength={80}
              />
            </Form>
          </section>

          <section
            className={`${styles.section} ${styles.narrow}`}
            aria-labelledby="account-password"
          >
            <h2 id="account-password">{words('account.password')}</h2>
            <NewPassword />
          </section>

          <section className={styles.section} aria-labelledby="account-devices">
            <h2 id="account-devices">{words('account.devices')}</h2>
            <Devices />
          </section>

          <section className={styles.section} aria-labelledby="account-tokens">
            <h2 id="account-tokens">{words('account.tokens')}</h2>
            <p className={styles.lead}>{words('account.tokens.lead')}</p>
            <Tokens />
          </section>

          <Link href="/" className={styles.home}>
            {words('app.home')}
          </Link>
        </main>
      </div>
    </QueryClientProvider>
  )
}

function NewPassword() {
  const words = useWords()
  return (
    <Form
      small
      clears
      submit={words('account.password.submit')}
      blame={{ 'account.wrong': 'current' }}
      say={{ 'account.wrong': 'fault.account.password.wrong' }}
      send={async (field) => {
        await changePassword(field('current'), field('password'))
        await queries.invalidateQueries({ queryKey: ['devices'] })
        toasts.add({ title: words('account.password.changed') })
      }}
    >
      <Password name="current" label={words('account.password.current')} />
      <Password name="password" label={words('form.password.new')} isNew />
    </Form>
  )
}
