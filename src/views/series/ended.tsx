import { useCallback, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import type { Refusal } from '../../session/refusal.ts'
import { Doorway, Turn } from '../account/doorway.tsx'
import { SignInPage } from '../account/gate.tsx'
import { useWho } from '../account/usewho.ts'
import { Button } from '../parts/button.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import styles from './ended.module.css'
import { useSession } from './opened.ts'
import { sayDetail } from './saysaved.ts'

/// How the server has ended this page's connection for good.
export interface End {
  readonly why: Refusal
  /// Edits that are only in this page.
  readonly changes: number
}

/// Undefined as long as it has not.
export function useEnd(): End | undefined {
  const { saved } = useSession()
  // Not the state itself, which changes at every key.
  const read = useCallback(() => {
    const now = saved.get()
    return now.kind === 'refused' ? `${now.why} ${now.changes}` : ''
  }, [saved])
  const [why, changes] = useSyncExternalStore(saved.subscribe, read).split(' ')
  return why ? { why: why as Refusal, changes: Number(changes) } : undefined
}

/// What stands in place of a series that is closed to this person.
export function Ended({ why, changes }: End) {
  const words = useWords()
  const session = useSession()
  const saved = useStore(session.saved)
  const { user } = useWho()
  const [, go] = useLocation()
  if (why === 'signedOut') {
    const me = session.people.get().find(({ isMe }) => isMe)?.id
    return (
      <SignInPage
        lead={
          changes > 0 ? words('signin.ended.changes', { count: changes }) : words('signin.ended')
        }
        // What somebody else typed is not theirs to save.
        then={async (who) => () => {
          if (who.user?.id === me) session.knock()
          else location.reload()
        }}
      />
    )
  }
  const home = <Turn onTurn={() => go('/')}>{words('app.home')}</Turn>
  if (why === 'removed' || why === 'linkOver' || why === 'unknown') {
    return (
      <Doorway
        name={words(`ended.${why}.title`)}
        title={words(`ended.${why}.title`)}
        lead={
          <>
            <p role="alert">{words(`ended.${why}`)}</p>
            {user && <p>{words('ended.as', { name: user.name, email: user.email })}</p>}
          </>
        }
        foot={home}
      />
    )
  }
  return (
    <Doorway
      name={words('saved.refused')}
      title={words('saved.refused')}
      lead={<p role="alert">{sayDetail(words, saved)}</p>}
      foot={home}
    >
      <Button onClick={() => location.reload()}>{words('app.reload')}</Button>
    </Doorway>
  )
}

/// Over a page that stays because there is something in it that is nowhere else, or because it may
/// still be read.
export function EndedNotice({ why, changes }: End) {
  const words = useWords()
  const saved = useStore(useSession().saved)
  const isKnown = why === 'removed' || why === 'linkOver' || why === 'readOnly' || why === 'unknown'
  return (
    <div className={styles.notice} role="alert">
      <p>
        {isKnown && <strong>{words(`ended.${why}.title`)}</strong>}{' '}
        {isKnown ? words(`ended.${why}`) : sayDetail(words, saved)}{' '}
        {isKnown && changes > 0 && words('ended.changes', { count: changes })}
      </p>
      <Button onClick={() => location.reload()}>
        {words(why === 'readOnly' ? 'ended.reload' : 'app.reload')}
      </Button>
    </div>
  )
}
