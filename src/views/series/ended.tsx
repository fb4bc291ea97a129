import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { aftermathOf, type Refusal } from '../../session/refusal.ts'
import { giveUp } from '../../session/sessions.ts'
import { Doorway, Turn } from '../account/doorway.tsx'
import { SignInPage } from '../account/gate.tsx'
import { useWho } from '../account/usewho.ts'
import { Button } from '../parts/button.tsx'
import { leavingQuestion, takeVersion } from '../parts/newversion.tsx'
import { askFirst } from '../parts/question.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Asides } from './asides.tsx'
import type { End } from './end.ts'
import styles from './ended.module.css'
import { useReopen, useSession } from './opened.ts'
import { KeepAsSeries, Remove, RescueText } from './rescue.tsx'
import { sayDetail } from './saysaved.ts'

/// What is said when the server has ended a connection for good: over the page, or in its place.
export default function Ended({ isOver, ...end }: End & { readonly isOver: boolean }) {
  if (!isOver) return <EndedPage {...end} />
  return (
    <>
      <EndedNotice {...end} />
      {aftermathOf(end.why) === 'clear' && <Asides />}
    </>
  )
}

/// What stands in place of a series that is closed to this person.
function EndedPage({ why, changes }: End) {
  const words = useWords()
  const session = useSession()
  const saved = useStore(session.saved)
  const { user } = useWho()
  const [, go] = useLocation()
  const hasAsides = useStore(session.asides).length > 0
  if (why === 'signedOut') return <SignedOut changes={changes} />
  const home = <Turn onTurn={() => go('/')}>{words('app.home')}</Turn>
  if (why === 'removed' || why === 'linkOver' || why === 'unknown') {
    return (
      <Doorway
        name={words(`ended.${why}.title`)}
        title={words(`ended.${why}.title`)}
        lead={
          <>
            <p role="alert">{words(`ended.${why}`)}</p>
            {session.wasKept() && !hasAsides && <p>{words('ended.cleared')}</p>}
            {user && <p>{words('ended.as', { name: user.name, email: user.email })}</p>}
          </>
        }
        foot={home}
      >
        {hasAsides && <Asides />}
      </Doorway>
    )
  }
  return (
    <Doorway
      name={words('saved.refused')}
      title={words('saved.refused')}
      lead={<p role="alert">{sayDetail(words, saved)}</p>}
      foot={home}
    >
      <Again why={why} />
    </Doorway>
  )
}

/// Signing in again saves what is unsent; whoever will not can take it along.
function SignedOut({ changes }: { readonly changes: number }) {
  const words = useWords()
  const session = useSession()
  const me = session.account
  const remove = useRemoval()
  return (
    <SignInPage
      lead={
        changes === 0 ? (
          words('signin.ended')
        ) : (
          <>
            <p>{words('signin.ended.changes', { count: changes })}</p>
            <div className={styles.ways}>
              <RescueText rescued={useRescue()} />
              <Remove then={() => void remove().then(() => location.reload())} />
            </div>
          </>
        )
      }
      // What somebody else typed is not theirs to save.
      then={async (who) => () => {
        if (who.user?.id === me) session.knock()
        else location.reload()
      }}
    />
  )
}

/// Over a page that stays because there is something in it that the server does not have, or because
/// it may still be read.
function EndedNotice({ why, changes }: End) {
  const words = useWords()
  const session = useSession()
  const saved = useStore(session.saved)
  const unkept = useStore(session.unkept)
  const [, go] = useLocation()
  const rescued = useRescue()
  const remove = useRemoval()
  const isOut = aftermathOf(why) === 'clear'
  const isUnsent = changes > 0 || why === 'replaced' || why === 'notYours'
  return (
    <div className={styles.notice} role="alert">
      <p>
        {isTold(why) ? (
          <>
            <strong>{words(`ended.${why}.title`)}</strong> {words(`ended.${why}`)}{' '}
            {why === 'outdated' && unkept && words('ended.outdated.unkept')}{' '}
            {changes > 0 && words(isOut ? 'ended.changes' : 'ended.unsent', { count: changes })}
          </>
        ) : (
          sayDetail(words, saved)
        )}
      </p>
      <div className={styles.ways}>
        {isUnsent && <RescueText rescued={rescued} />}
        {isUnsent && !isOut && <KeepAsSeries rescued={rescued} />}
        {isOut ? <Remove then={() => void remove().then(() => go('/'))} /> : <Again why={why} />}
      </div>
    </div>
  )
}

/// The way on after a refusal: as the server has it, or with the new version of the page.
function Again({ why }: { readonly why: Refusal }) {
  const words = useWords()
  const session = useSession()
  const reopen = useReopen()
  const openAgain = async () => {
    // Nothing could be set aside in a browser that keeps nothing.
    const changes = session.atRisk()
    if (changes > 0 && !(await askFirst(leavingQuestion(words, changes)))) return
    giveUp(session)
    reopen()
  }
  if (why === 'outdated') {
    return <Button onClick={() => void takeVersion(words)}>{words('ended.update')}</Button>
  }
  if (aftermathOf(why) === 'setAside') {
    return (
      <Button onClick={() => void openAgain()}>
        {words(why === 'readOnly' ? 'ended.reload' : 'rescue.open')}
      </Button>
    )
  }
  return <Button onClick={() => location.reload()}>{words('app.reload')}</Button>
}

/// Throws away what the page and this browser have of the series.
function useRemoval() {
  const session = useSession()
  return () => {
    giveUp(session)
    return session.discard()
  }
}

/// The text of the open series as a file.
function useRescue() {
  const { document } = useSession()
  return useCallback(
    async () => (await import('../../session/rescue.ts')).rescueFrom(document.doc),
    [document],
  )
}

type Told = keyof typeof told

/// Of which there is more to say than that it is refused.
const told = {
  removed: true,
  linkOver: true,
  readOnly: true,
  unknown: true,
  replaced: true,
  notYours: true,
  unapplied: true,
  malformed: true,
  outdated: true,
} as const

function isTold(why: Refusal): why is Told {
  return why in told
}
