import { createStore, type Store } from '../../session/store.ts'
import { ask, whenSignedOut } from '../parts/ask.ts'

/// Who uses this browser, as `GET /api/me` says it.
export interface Who {
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null
  /// The series that this browser came to by a guest link, and the name it goes by there. Who came
  /// last is first.
  readonly guests: readonly { readonly name: string; readonly seriesId: string }[]
  /// The series that this browser came to by a guest link which works no more.
  readonly over: readonly string[]
  readonly installation: {
    readonly hasOwner: boolean
    readonly signUp: 'open' | 'invite'
    /// Whether the server sends mail.
    readonly mail: boolean
  }
  readonly isInstallationOwner: boolean
}

export type Known =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly who: Who }
  | { readonly kind: 'failed'; readonly fault: unknown }

const known = createStore<Known>({ kind: 'asking' })

/// What this page knows of who uses it.
export const whoIsHere: Store<Known> = known

let asked = 0

/// Asks the server, and tells nobody yet.
export function readWho(): Promise<Who> {
  return ask('GET', '/api/me')
}

/// Tells the page who is here.
export function know(who: Who): void {
  asked++
  known.set({ kind: 'known', who })
}

/// Asks the server again. What was known stays until it answers.
export async function askWho(): Promise<void> {
  const mine = ++asked
  try {
    const who = await readWho()
    if (mine === asked) know(who)
  } catch (fault) {
    // Whoever was known goes on being so: the server may be restarting.
    if (mine === asked && known.get().kind !== 'known') known.set({ kind: 'failed', fault })
  }
}

whenSignedOut(() => void askWho())

/// Who somebody is in one series: their account, or the guest they are there.
export interface Face {
  readonly id: string
  readonly name: string
}

/// Undefined for who is neither signed in nor a guest of the series.
export function faceIn(now: Known, series: string): Face | undefined {
  if (now.kind !== 'known') return undefined
  const { user, guests } = now.who
  if (user) return user
  const guest = guests.find(({ seriesId }) => seriesId === series)
  return guest && { id: `guest ${guest.name}`, name: guest.name }
}
