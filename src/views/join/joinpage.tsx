import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { Doorway, Turn } from '../account/doorway.tsx'
import { quit } from '../account/leave.tsx'
import SignInPage from '../account/signinpage.tsx'
import { useWho } from '../account/usewho.ts'
import { askWho, know, readWho } from '../account/who.ts'
import { Fault, sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { type Door, type Joined, join, look } from './api.ts'
import { GuestForm } from './guestform.tsx'
import styles from './join.module.css'

type Looked =
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly door: Door }
  | { readonly kind: 'failed'; readonly fault: unknown }

/// `/join#TOKEN`: where an invitation leads. What stands behind the # reaches the server only in the
/// body of a request.
export default function JoinPage() {
  const words = useWords()
  const token = useToken()
  const { user } = useWho()
  const [, go] = useLocation()
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' })
  // Another account finds another door.
  const account = user?.id

  useEffect(() => {
    let isOver = false
    setLooked({ kind: 'looking' })
    if (token === '') return
    look(token).then(
      (door) => isOver || setLooked({ kind: 'found', door }),
      (fault: unknown) => isOver || setLooked({ kind: 'failed', fault }),
    )
    return () => {
      isOver = true
    }
  }, [token, account])

  /// Where somebody goes who is in: readers to the Board, writers to the Script.
  const enter = ({ seriesId, role }: Joined) => {
    const reads = role === 'producer' || role === 'viewer'
    go(`/series/${seriesId}${reads ? '/board' : ''}`, { replace: true })
  }

  if (token === '') return <Sorry text={words('join.cut')} />
  if (looked.kind === 'looking') return null
  if (looked.kind === 'failed') {
    const { fault } = looked
    const isOver = fault instanceof Fault && fault.code === 'invite.over'
    return <Sorry text={isOver ? words('join.over') : sayFault(words, fault)} />
  }
  const { door } = looked
  const { series, role, here } = door
  if (here !== null) return <Already door={door} onEnter={enter} />
  if (door.kind === 'guest') {
    return (
      <Doorway name={series.title} title={<Invitation door={door} />}>
        <GuestForm
          door={door}
          name={user?.name}
          send={async (name) => {
            const joined = await join(token, name)
            know(await readWho())
            enter(joined)
          }}
        />
        <Expiry door={door} />
      </Doorway>
    )
  }
  if (!user) {
    return (
      <SignInPage
        first="up"
        pass={{ inviteToken: token }}
        lead={
          <>
            <Invitation door={door} />
            <p>{words('join.member.lead')}</p>
          </>
        }
        then={async () => {
          const joined = await join(token)
          return () => enter(joined)
        }}
      />
    )
  }
  if (door.forOther) {
    const leave = async () => {
      if (await quit(words, user.id)) await askWho()
    }
    return (
      <Doorway
        name={series.title}
        title={<Invitation door={door} />}
        lead={<p role="alert">{words('join.other', { email: user.email })}</p>}
      >
        <Button onClick={() => void leave()}>{words('account.signout')}</Button>
      </Doorway>
    )
  }
  return (
    <Doorway
      name={series.title}
      title={<Invitation door={door} />}
      lead={words('join.member.here', { name: user.name })}
    >
      <Press
        say={words('join.enter')}
        act={async () => enter(await join(token))}
        detail={words(`role.${role}.may`)}
      />
      <Expiry door={door} />
    </Doorway>
  )
}

/// Who is in already: a guest goes on at once, whoever has an account is told as what.
function Already(props: { readonly door: Door; readonly onEnter: (joined: Joined) => void }) {
  const { door, onEnter } = props
  const words = useWords()
  const { user } = useWho()
  const role = door.here ?? door.role
  const joined = { seriesId: door.series.id, role }
  const isGuest = user === null
  useEffect(() => {
    if (isGuest) onEnter(joined)
  }, [isGuest])
  if (isGuest) return null
  return (
    <Doorway
      name={door.series.title}
      title={door.series.title}
      lead={words('join.already', { role: words(`role.${role}`) })}
    >
      <Button kind="primary" className={styles.go} onClick={() => onEnter(joined)}>
        {words('join.open')}
      </Button>
    </Doorway>
  )
}

/// "You are invited to … as …".
function Invitation({ door }: { readonly door: Door }) {
  const words = useWords()
  const role = door.bound ? 'viewer' : door.role
  return (
    <span className={styles.invitation}>
      <span className={styles.to}>{words('join.to')}</span>
      <strong>{door.series.title}</strong>
      <span className={styles.as}>{words('join.as', { role: words(`role.${role}`) })}</span>
    </span>
  )
}

function Expiry({ door }: { readonly door: Door }) {
  const words = useWords()
  const shown = useStore(language)
  const when = new Intl.DateTimeFormat(shown, { dateStyle: 'long' }).format(new Date(door.expires))
  return <p className={styles.expiry}>{words('join.expires', { when })}</p>
}

interface PressProps {
  readonly say: string
  readonly detail: string
  readonly act: () => Promise<void>
}

function Press({ say, detail, act }: PressProps) {
  const words = useWords()
  const [fault, setFault] = useState<unknown>()
  return (
    <div className={styles.press}>
      <p className={styles.may}>{detail}</p>
      {fault !== undefined && (
        <p className={styles.wrong} role="alert">
          {sayFault(words, fault)}
        </p>
      )}
      <Button kind="primary" className={styles.go} onClick={() => void act().catch(setFault)}>
        {say}
      </Button>
    </div>
  )
}

function Sorry({ text }: { readonly text: string }) {
  const words = useWords()
  const [, go] = useLocation()
  return (
    <Doorway
      name={words('join.title')}
      title={words('join.over.title')}
      lead={<p role="alert">{text}</p>}
      foot={<Turn onTurn={() => go('/')}>{words('app.home')}</Turn>}
    />
  )
}

/// What stands behind the #, also when another link is pasted over it.
function useToken(): string {
  const [token, setToken] = useState(() => location.hash.slice(1))
  useEffect(() => {
    const read = () => setToken(location.hash.slice(1))
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return token
}
