import { type ReactNode, useRef } from 'react'
import styles from '../app.module.css'
import { ahead } from '../parts/ahead.tsx'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { useStore } from '../parts/usestore.ts'
import { speaking, useWords } from '../parts/words.ts'
import { askWho, faceIn, type Known, whoIsHere } from './who.ts'

const SetUpPage = ahead(speaking('places', () => import('./setuppage.tsx')))
export const SignInPage = ahead(speaking('places', () => import('./signinpage.tsx')))

interface GateProps {
  /// Who may pass, once there is an owner: anybody, whoever is known here at all, only accounts, or
  /// whoever has a face in one series.
  readonly to: 'anybody' | 'known' | 'accounts' | { readonly series: string }
  readonly children: ReactNode
}

/// Stands before a page until it is known who is here; then lets them in, or has them sign in where
/// they are, at the same address.
export function Gate({ to, children }: GateProps) {
  const known = useStore(whoIsHere)
  const passed = useRef(false)
  if (known.kind === 'asking') return null
  if (known.kind === 'failed') return <NoAnswer fault={known.fault} />
  if (!known.who.installation.hasOwner) return <SetUpPage />
  // A series that is open may hold what is nowhere else: it says itself that one is signed out.
  const stays = typeof to === 'object' && passed.current
  passed.current = stays || mayPass(to, known)
  return passed.current ? children : <SignInPage />
}

function mayPass(to: GateProps['to'], known: Known & { readonly kind: 'known' }): boolean {
  const { user, guests, over } = known.who
  // The page of a series says itself why a guest is no longer let in.
  if (typeof to === 'object') {
    return faceIn(known, to.series) !== undefined || over.includes(to.series)
  }
  return to === 'anybody' || user !== null || (to === 'known' && guests.length > 0)
}

function NoAnswer({ fault }: { readonly fault: unknown }) {
  const words = useWords()
  return (
    <main className={styles.nothing} role="alert">
      <p>{sayFault(words, fault)}</p>
      <Button onClick={() => void askWho()}>{words('action.retry')}</Button>
    </main>
  )
}
